"""A creator in danger reaches somebody at once, at any hour, and is told who it is."""

from bot.domain.programme import StepKind
from bot.store.cohorts import Hold
from bot.store.tx import Tx
from tests.builders import MONDAY, a_programme, a_step, utc
from tests.world import DISCORD, SLACK, a_team, a_world

NIGHT = utc("2026-09-08 07:00")
"""Three in the morning in New York."""


async def test_the_safety_contact_is_told_at_once_and_the_creator_who_that_is() -> None:
    """At three in the morning, with the words; nobody else reads them."""
    async with a_team() as team:
        amara, tom, lena, ana = team.amara, team.tom, team.lena, team.ana
        await team.world.advance_to(NIGHT)
        said = await ana.uses("program stuck", words="I am being threatened because of my video.")

        assert said == (
            "Thank you for telling me. I have told **Lena** at once, with your words; they write to you "
            "here. If you are in danger now, please call the emergency number of your country, or go to "
            "somebody near you whom you trust."
        )
        assert lena.told() == [
            "Please look at this at once.\n<@ana> may be in danger · just now\n"
            "I am being threatened because of my video."
        ]
        assert lena.times("danger") == ["Tue 2026-09-08 03:00"]
        assert lena.newest_buttons() == ["Reply", "Hand over", "Done"]
        assert amara.told() == tom.told() == []
        assert "may be in danger" in await lena.uses("mentor queue")
        assert await amara.uses("mentor queue") == "Nothing waits for you. Thank you!"


async def test_without_a_safety_contact_all_admins_are_told() -> None:
    """On every one of their chats."""
    async with a_team(safety_contact=None, admins=["Lena", "Max"]) as team:
        lena, ana = team.lena, team.ana
        max_ = team.world.staff("Max")
        await max_.joins()
        said = await ana.uses("program stuck", words="me están amenazando")

        assert "I have told **Lena, Max** at once" in said
        assert lena.sees("me están amenazando") == max_.sees("me están amenazando") == 1


async def test_a_held_cohort_holds_no_alarm_back() -> None:
    """The admins stopped the cohort; who is in danger is heard all the same."""
    async with a_team() as team:
        lena, ana = team.lena, team.ana
        await team.world.store.write(_hold)
        await ana.uses("program stuck", words="I want to hurt myself")

        assert lena.sees("I want to hurt myself") == 1


def _hold(tx: Tx) -> None:
    row = tx.cohorts.by_name("autumn")
    assert row is not None
    tx.cohorts.hold(row.id, Hold(reason="a test", since=NIGHT, by="Lena"))


async def test_a_creator_who_says_more_adds_to_the_alarm() -> None:
    """One item; each word is told at once."""
    async with a_team() as team:
        lena, ana = team.lena, team.ana
        await ana.uses("program stuck", words="Someone is stalking me.")
        await ana.uses("program stuck", words="He wants to kill me.")

        assert lena.sees("Someone is stalking me.\n\nHe wants to kill me.") == 1
        assert "One thing waits for you." in await lena.uses("mentor queue")


async def test_an_alarm_in_an_answer_to_a_mentor_is_heard() -> None:
    """The answer goes to the mentor as it should, and the alarm to the safety contact."""
    async with a_team() as team:
        amara, lena, ana = team.amara, team.lena, team.ana
        await amara.uses("mentor reply", creator="Ana", words="How are you?")
        await ana.presses("Answer")
        said = await ana.fills(words="My husband hits me")

        assert said == "I have passed it on to **Amara**."
        assert amara.sees("My husband hits me") == lena.sees("My husband hits me") == 1
        assert ana.sees("I have told **Lena** at once") == 1


async def test_an_alarm_is_heard_wherever_it_is_written() -> None:
    """Into a goal, or beside a piece of work: both are kept, and Lena is told."""
    async with a_team() as team:
        lena, ana = team.lena, team.ana
        await ana.uses("program goal", goal="That nobody is threatening me any more")
        await ana.uses("program share", link="https://example.org/film", words="He wants to kill me for it")

        assert lena.sees("nobody is threatening me") >= 1
        assert lena.sees("He wants to kill me for it") == 1
        assert ana.sees("I have told **Lena** at once") == 2


async def test_where_the_safety_contact_cannot_be_reached_the_admins_are_told() -> None:
    """Lena's messages are closed: Max gets the alarm."""
    async with a_team(admins=["Lena", "Max"]) as team:
        lena, ana = team.lena, team.ana
        max_ = team.world.staff("Max")
        await max_.joins()
        await team.world.chat.close(lena.place)
        await ana.uses("program stuck", words="I am in danger")
        await team.world.advance(minutes=5)

        assert max_.sees("I am in danger") == 1


async def test_nobody_to_tell_is_said_honestly() -> None:
    """No contact, no admins on record: Ana is told to call somebody herself."""
    async with a_world(programme=a_programme(steps=[a_step("listen")])) as world:
        ana = world.creator("Ana", chats=(DISCORD, SLACK))
        await ana.joins()

        said = await ana.uses("program stuck", words="I want to kill myself")
        assert said.startswith("I could not reach anybody of the team. If you are in danger now, please call")


async def test_an_alarm_in_a_check_in_is_heard() -> None:
    """Written into a form, the answer is kept as it should be; sent again, it is no second alarm."""
    programme = a_programme(steps=[a_step("friday", StepKind.CHECK_IN, weekday=MONDAY)])
    async with a_team(programme=programme) as team:
        lena, amara, ana = team.lena, team.amara, team.ana
        await team.world.advance(hours=6)
        await ana.presses("Answer", on="friday")
        await ana.fills(mood="1", stuck="yes", followers="")
        await ana.presses("Go on")
        form = ana.form
        said = await ana.fills(where="At home, where I am being threatened.")
        ana.form = form
        await ana.fills(where="At home, where I am being threatened.")

        assert said.startswith("Thank you! “friday” is complete.")
        assert lena.sees("where I am being threatened") == 1
        assert ana.sees("I have told **Lena** at once") == 1
        assert amara.sees("threatened") == 0
