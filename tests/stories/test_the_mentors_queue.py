"""What waits for a mentor, and what becomes of it: answered, snoozed, handed over, done."""

from bot.domain.flags import Silence
from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.world import Someone, Team, a_team

CHECK_INS = a_programme(steps=[a_step(f"friday-{n}", StepKind.CHECK_IN, week=n) for n in (1, 2)])


async def cries(team: Team, words: str = "The camera broke.") -> None:
    """Ana asks for help."""
    await team.ana.uses("program stuck", words=words)


async def test_the_oldest_comes_first_and_the_rest_behind_a_button() -> None:
    """Eight creators cry for help: six at once, with four buttons each, and two more."""
    async with a_team() as team:
        for number in range(1, 9):
            creator = team.world.creator(f"C{number}", mentor="Amara")
            await creator.joins()
            await creator.uses("program stuck", words=f"Help number {number}.")
            await team.world.advance(minutes=10)
        first = await team.amara.uses("mentor queue")

        assert first.startswith(
            "8 things wait for you, the oldest first.\n\n1. <@c1> asks for help · for an hour"
        )
        assert "6. <@c6>" in first
        assert "7. <@c7>" not in first
        assert len(team.amara.buttons()) == 25
        assert team.amara.buttons()[:5] == ["1 Reply", "1 Snooze", "1 Hand over", "1 Done", "2 Reply"]
        assert "7. <@c7> asks for help" in await team.amara.presses("2 more")
        assert await team.amara.presses("8 Reply") == "To C8\nYour words"


async def test_a_long_cry_is_read_whole_by_its_number() -> None:
    """Among others it is cut short; by itself it has all its words."""
    async with a_team() as team:
        ben = team.world.creator("Ben", mentor="Amara")
        await ben.joins()
        await ben.uses("program stuck", words="Short.")
        await team.world.advance(minutes=1)
        await cries(team, "The door stays shut. " * 20 + "The end.")

        queue = await team.amara.uses("mentor queue")
        assert "With its number /mentor queue shows you one whole." in queue
        assert "The end." not in queue
        assert "The end." in await team.amara.uses("mentor queue", item="2")
        assert team.amara.buttons() == ["Reply", "Snooze", "Hand over", "Done"]
        assert await team.amara.uses("mentor queue", item="three") == "Your queue has no number three."


async def test_a_snoozed_item_comes_back_with_a_message() -> None:
    """Amara wants to see it on Monday: it is out of the queue, and at nine on Monday it is there again."""
    async with a_team() as team:
        await cries(team)
        assert await team.amara.presses("Snooze", on="The camera") == "When shall I bring it back?"
        assert team.amara.buttons() == ["Tomorrow", "In three days", "Next Monday"]
        said = await team.amara.presses("Next Monday")

        assert said == "I bring it back Mon 14 Sep 09:00 (America/New_York)."
        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert await team.amara.presses("Reply", on="The camera") == "To Ana\nYour words"
        await team.amara.fills(words="I am on it.")
        await team.world.advance_to(utc("2026-09-14 13:30"))
        assert team.amara.times("You wanted to see this again.") == ["Mon 2026-09-14 09:00"]
        assert "The camera broke." in await team.amara.uses("mentor queue")


async def test_a_creator_who_moves_does_not_move_their_mentors_snooze() -> None:
    """Ana goes to Nairobi: the item comes back when Amara wanted it."""
    async with a_team() as team:
        await cries(team)
        await team.amara.presses("Snooze", on="The camera")
        await team.amara.presses("Next Monday")
        await team.amara.uses("mentor reply", creator="Ana", words="I am on it.")
        await team.ana.uses("program zone", zone="Africa/Nairobi")
        await team.world.advance(days=8)

        assert team.amara.times("You wanted to see this again.") == ["Mon 2026-09-14 09:00"]


async def test_a_snooze_is_no_answer() -> None:
    """Amara puts it off for three days and says nothing to Ana: after one, Lena has it."""
    async with a_team() as team:
        await cries(team)
        await team.amara.presses("Snooze", on="The camera")
        await team.amara.presses("In three days")
        await team.world.advance(days=4)

        assert team.lena.sees("Nobody has answered this for a day") == 1
        assert team.amara.sees("You wanted to see this again.") == 0


async def test_it_is_handed_over_to_somebody_who_is_told_and_may_act() -> None:
    """Tom gets it, and may reply to Ana as long as it is open; then she is Amara's again."""
    async with a_team() as team:
        await cries(team)
        assert await team.amara.presses("Hand over", on="The camera") == "Hand over\nTo whom?"
        assert team.amara.form is not None
        assert [choice.label for choice in team.amara.form.fields[0].choices] == ["Lena", "Tom"]
        said = await team.amara.fills(to=team.tom.enrolment.person.key)

        assert said == "**Tom** has it now, and is told."
        assert team.tom.messages()[-1] == (
            "**Amara** hands this over to you.\n<@ana> asks for help · just now\nThe camera broke."
        )
        assert "One thing waits for you." in await team.tom.uses("mentor queue")
        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert "Sent to Ana" in await team.tom.uses("mentor reply", creator="Ana", words="Take mine.")
        await done(team.tom)
        assert "not among yours" in await team.tom.uses("mentor reply", creator="Ana", words="Again")


async def done(mentor: Someone, outcome: str = "answered", words: str = "") -> str:
    """Press Done, and say how it ended."""
    await mentor.presses("Done", on="asks for help")
    return await mentor.fills(outcome=outcome, words=words)


async def test_an_admin_hands_over_and_everybody_concerned_is_told() -> None:
    """Lena gives it to Tom: Amara hears of it."""
    async with a_team() as team:
        await cries(team)
        await team.lena.presses("Hand over", of=team.amara)
        await team.lena.fills(to=team.tom.enrolment.person.key)

        assert team.tom.sees("**Lena** hands this over to you.") == 1
        assert team.amara.sees("**Lena** handed this over to somebody else.") == 1
        await team.lena.presses("Hand over", of=team.amara)
        assert await team.lena.fills(to=team.tom.enrolment.person.key) == "**Tom** has it already."
        await team.lena.presses("Hand over", of=team.amara)
        assert "Please choose somebody of the team." in await team.lena.fills(to="nobody")


async def test_done_is_done_once_and_keeps_how_it_ended() -> None:
    """Each later click, of whomever, says who did it, when and how."""
    async with a_team() as team:
        await cries(team)
        await team.amara.presses("Done", on="The camera")
        assert "outcome: Choose one, or write it in your words." in await team.amara.fills(words=" ")
        assert await team.amara.fills(outcome="called") == "Done. **Ana** is off your queue with this."
        again = "You marked this as done Mon 7 Sep 10:00 (America/New_York): called or met them."

        assert await team.amara.presses("Done", on="The camera") == again
        assert await team.amara.presses("Snooze", on="The camera") == again
        assert await team.amara.presses("Hand over", on="The camera") == again
        await team.world.advance(days=100)
        assert (await team.lena.presses("Done", of=team.amara)).startswith(
            "**Amara** marked this as done Mon 7"
        )
        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"


async def test_two_who_have_the_form_open_close_it_once() -> None:
    """Amara and Lena are both about to say Done: the second is told that it is."""
    async with a_team() as team:
        await cries(team)
        await team.amara.presses("Done", on="The camera")
        await team.lena.presses("Done", of=team.amara)
        await team.amara.fills(words="We spoke on the phone.")

        assert "**Amara** marked this as done" in await team.lena.fills(outcome="answered")
        assert "We spoke on the phone." in await team.lena.presses("Done", of=team.amara)


async def test_check_ins_that_closed_unanswered_are_one_item() -> None:
    """The mentor sees how many, and which; nobody is disturbed for it."""
    async with a_team(programme=CHECK_INS) as team:
        await team.world.advance_to(utc("2026-09-17 12:00"))
        assert "<@ana> left a check-in unanswered · " in await team.amara.uses("mentor queue")
        await team.world.advance_to(utc("2026-09-25 12:00"))

        assert await team.amara.uses("mentor queue") == (
            "One thing waits for you.\n\n"
            "<@ana> left 2 check-ins unanswered · for 8 days\nAbout: “friday-1”, “friday-2”"
        )
        assert team.amara.told() == []


async def test_who_has_left_owes_no_check_in() -> None:
    """The item goes with Ana; a cry for help would stay."""
    async with a_team(programme=CHECK_INS) as team:
        await team.world.advance_to(utc("2026-09-25 12:00"))
        await cries(team)
        await team.ana.uses("program leave")
        await team.ana.presses("Leave")
        waiting = await team.amara.uses("mentor queue")

        assert waiting.startswith("One thing waits for you.")
        assert "The camera broke." in waiting


async def test_of_many_check_ins_the_last_ones_are_named() -> None:
    """Nine titles would hide what else waits."""
    steps = [a_step(f"friday-{n}", StepKind.CHECK_IN, week=n) for n in range(1, 10)]
    async with a_team(programme=a_programme(weeks=9, steps=steps)) as team:
        await team.world.advance_to(utc("2026-11-20 12:00"))

        assert (await team.amara.uses("mentor queue")).endswith(
            "About: “friday-5”, “friday-6”, “friday-7”, “friday-8”, “friday-9”, and 4 earlier ones"
        )


async def test_a_flag_that_stays_up_waits_there_too() -> None:
    """With its facts; when Ana is heard of again it is gone, and says so to a late click."""
    programme = a_programme(steps=[a_step(f"listen-{week}", week=week) for week in range(1, 6)])
    async with a_team(programme=programme, flag_rules=[Silence(days=14)]) as team:
        await team.world.advance_to(utc("2026-09-24 12:00"))
        queue = await team.amara.uses("mentor queue")
        assert "A flag is up for <@ana> · " in queue
        assert queue.endswith("\nnothing heard since Mon 7 Sep")
        seen = team.amara.button("Done")
        await team.ana.presses("Done")

        assert await team.amara.uses("mentor queue") == "Nothing waits for you. Thank you!"
        assert "This ended by itself" in await team.amara.does(seen)
