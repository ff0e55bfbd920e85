"""Who sees whom and what of a cohort, what Monday morning brings, and what old buttons still do."""

from datetime import timedelta

from bot.domain.flags import Ladder, Silence
from tests.builders import a_programme, a_step, utc
from tests.stories.led import leaders, led
from tests.world import Someone, a_team

WEEKLY = a_programme(weeks=30, steps=[a_step(f"w{n}", week=n) for n in range(1, 30)])
MONDAYS = ("Mon 2026-09-07 08:30", "Mon 2026-09-14 08:30")


def digests(someone: Someone) -> list[str]:
    """The summaries of Monday morning."""
    return [message for message in someone.messages() if " this week" in message.partition("\n")[0]]


async def test_where_the_cohort_says_so_every_mentor_sees_everybody() -> None:
    """Tom looks at Amara's creator and writes to her; her queue is still Amara's."""
    async with a_team(mentors_see_all=True) as team:
        await team.ana.uses("program stuck", words="The camera broke.")

        assert "Ana: week 1" in await team.tom.uses("mentor creators")
        assert "**Ana**" in await team.tom.uses("mentor creator", creator="Ana")
        assert await team.tom.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert "Sent to Ana" in await team.tom.uses("mentor reply", creator="Ana", words="Take mine.")
        assert "for the admins" in await team.tom.uses("cohort status")


async def test_who_has_not_joined_or_rests_is_said_in_the_list() -> None:
    """Ben is invited, Ana is on a pause."""
    async with a_team() as team:
        team.world.creator("Ben", mentor="Amara")
        await team.ana.uses("program pause", weeks="2")
        seen = await team.amara.uses("mentor creators")

        assert "Ana: paused · 0 of 1 done" in seen
        assert "Ben: has not joined yet" in seen


async def test_a_digest_comes_once_however_often_the_bot_starts() -> None:
    """Three starts within the Monday morning; Tom, who has no creators, gets none."""
    async with led() as world:
        amara, tom, lena = await leaders(world)
        await world.creator("Ana", mentor="Amara").joins()
        for at in ("2026-09-14 12:31", "2026-09-14 13:00", "2026-09-14 20:00"):
            await world.advance_to(utc(at))
            await world.restart(minutes=1)
        await world.advance(hours=1)

        assert tuple(amara.times("this week")) == tuple(lena.times("this week")) == MONDAYS
        assert digests(tom) == []


async def test_the_admins_digest_has_the_flags_that_nobody_answered() -> None:
    """Ana is silent: she is asked, Amara is told, and a week later it stands in Lena's digest."""
    ladder = Ladder(mentor_after=timedelta(days=2), admins_after=timedelta(days=5))
    async with led(programme=WEEKLY, flag_rules=[Silence(days=14)], ladder=ladder) as world:
        _, _, lena = await leaders(world)
        await world.creator("Ana", mentor="Amara").joins()
        await world.advance_to(utc("2026-09-21 14:00"))
        assert "Flags that have been up" not in digests(lena)[-1]
        await world.advance_to(utc("2026-09-28 14:00"))

        assert (
            "Flags that have been up for long:\n• **Ana**: nothing heard since Mon 7 Sep" in digests(lena)[-1]
        )


async def test_a_mentors_buttons_of_half_a_year_ago() -> None:
    """Ana has left and Amara's cry is closed: each old button says so, and nothing is changed."""
    async with a_team(programme=WEEKLY) as team:
        await team.ana.uses("program stuck", words="The camera broke.")
        await team.amara.presses("Done", on="The camera")
        await team.amara.fills(outcome="called")
        await team.ana.uses("program leave")
        await team.ana.presses("Leave")
        await team.world.advance(weeks=26)
        before = team.world.tables()["audit"]

        for label in ("Snooze", "Hand over", "Done"):
            assert "You marked this as done Mon 7 Sep" in await team.amara.presses(label, on="The camera")
        await team.amara.presses("Reply", on="The camera")
        assert "Ana has left the programme" in await team.amara.fills(words="Are you well?")
        assert team.world.tables()["audit"] == before


async def test_the_chat_tells_twice_of_what_a_mentor_did_once() -> None:
    """A note, a flag and a message: each is kept and shown once."""
    async with a_team() as team:
        for command in ("mentor note", "mentor flag", "mentor reply"):
            await team.amara.uses(command, creator="Ana", words="Shy")
            assert await team.amara.repeats() == ""

        assert len(team.world.tables()["notes"]) == len(team.world.tables()["flags"]) == 1
        assert team.ana.sees("**Amara** writes to you:") == 1


async def test_nobody_makes_themselves_a_mentor_or_admin() -> None:
    """Whatever Ana tries in chat; who leads stands in the configuration."""
    async with a_team() as team:
        assert "for the admins" in await team.ana.uses("cohort assign", creator="Ana", mentor="Ana")
        assert "for the admins" in await team.ana.uses("cohort enrol", name="Lena")
        assert "for the mentors" in await team.ana.uses("mentor away", **{"from": "2026-09-08"})
        assert "is no mentor of this cohort" in await team.lena.uses(
            "cohort assign", creator="Ana", mentor="Ana"
        )
        assert "for the admins" in await team.ana.uses("cohort status")


async def test_the_status_says_what_was_not_delivered_and_why() -> None:
    """Ana's messages are closed: the reason stands there with how many, and where to try again."""
    async with a_team() as team:
        await team.world.chat.close(team.ana.place)
        await team.amara.uses("mentor reply", creator="Ana", words="Hi")
        await team.world.advance(minutes=5)
        seen = await team.lena.uses("cohort status")

        assert "Not delivered: 1" in seen
        assert "**What could not be delivered**\n\nWhy · Messages\ndirect messages are closed · 1" in seen
        assert "/cohort deliveries shows each of them, to send again or drop." in seen


async def test_a_mentors_words_are_sent_again() -> None:
    """They name no cohort, since a held one does not hold them back; the admin finds them all the same."""
    async with a_team() as team:
        await team.world.chat.close(team.ana.place)
        await team.amara.uses("mentor reply", creator="Ana", words="Well done!")
        await team.world.advance(minutes=5)
        assert "**Ana**: what a mentor wrote, due " in await team.lena.uses("cohort deliveries")
        await team.world.chat.reopen(team.ana.place)
        await team.lena.presses("Retry 1")
        await team.world.advance(minutes=5)

        assert team.ana.sees("Well done!") == 1
        assert "Nothing waits for a decision" in await team.lena.uses("cohort deliveries")
