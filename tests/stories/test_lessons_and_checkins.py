"""What creators do with what they get: Done, answers, reminders."""

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.world import a_world

LESSON = a_programme(steps=[a_step("listen")])
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
ASKED = utc("2026-09-11 19:00")
"""Friday at three in the afternoon, in New York."""


async def test_done_is_done_once() -> None:
    """A second click, and one click that the chat tells twice, change nothing."""
    async with a_world(programme=LESSON) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 14:00"))
        first = await ana.presses("Done")
        told_twice = await ana.repeats()
        second = await ana.presses("Done")

        assert first == "✓ Week 1: “listen” is done. Well done!"
        assert told_twice == ""
        assert second == "You had marked “listen” as done already."


async def test_somebody_elses_button_does_nothing() -> None:
    """Ben presses the button of Ana's lesson: he may not, and it stays open for her."""
    async with a_world(programme=LESSON) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(utc("2026-09-07 14:00"))
        refused = await ben.presses("Done", of=ana)

        assert refused == "That isn't yours to use."
        assert "is done" in await ana.presses("Done")


async def test_a_stranger_presses_nothing_either() -> None:
    """Somebody without an account on the roster is told so."""
    async with a_world(programme=LESSON) as world:
        ana, zoe = world.creator("Ana"), world.stranger("Zoe")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 14:00"))

        assert "I don't know this account yet" in await zoe.presses("Done", of=ana)


async def test_who_left_is_told_how_to_come_back() -> None:
    """Old buttons of somebody who has left explain themselves."""
    async with a_world(programme=LESSON) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 14:00"))
        await ana.uses("program leave")
        await ana.presses("Leave")

        assert "To come back, press Join" in await ana.presses("Done")


async def test_a_question_that_depends_on_an_answer_comes_in_a_second_form() -> None:
    """Ana is stuck, so she is asked where; a form can't follow a form, so a button goes on."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(ASKED)

        assert await ana.presses("Answer") == "Week 1\nMood\nStuck\nFollowers"
        assert "A little more" in await ana.fills(mood="4", stuck="yes", followers="")
        assert await ana.presses("Go on") == "Week 1\nWhere"
        assert await ana.fills(where="At the library") == "Thank you! “friday” is complete."
        assert await ana.presses("Answer") == "Week 1\nMood\nStuck\nWhere\nFollowers"


async def test_wrong_answers_get_problems_and_good_ones_are_kept() -> None:
    """Nothing has to be typed twice: the form that opens again asks only what was wrong."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(ASKED)
        await ana.presses("Answer")
        said = await ana.fills(mood="eleven", stuck="no", followers="many")

        assert "mood: A whole number from 1 to 5, please." in said
        assert "followers: A number in digits, please, such as 12 or 2.5." in said
        assert await ana.presses("Answer") == "Week 1\nMood\nFollowers"
        assert "is complete" in await ana.fills(mood="5", followers="1,200")


async def test_first_answers_are_taken_after_the_closing_and_changes_are_not() -> None:
    """Ana's form was open when the check-in closed: what she sends is kept as late, and stands then."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(ASKED)
        await ana.presses("Answer")
        await world.advance(days=5)

        late = await ana.fills(mood="4", stuck="no", followers="")
        told = "“friday” closed Wed 16 Sep 15:00 (America/New_York)"
        assert late == (
            f"{told}. What you sent now is kept, and marked as late.\nThank you! “friday” is complete."
        )
        stand = f"{told}; your answers stand as they are. The next one is yours!"
        assert await ana.presses("Answer", on="friday") == stand


async def test_one_reminder_and_no_more() -> None:
    """Two working days after the check-in was shown it is called to mind, once."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-10-30 12:00"))

        assert ana.times("friday") == ["Fri 2026-09-11 15:00", "Mon 2026-09-14 15:00"]
        assert ana.sees("is still open until Wed 16 Sep 15:00") == 1


async def test_an_answer_one_second_before_the_reminder_means_no_reminder() -> None:
    """Whoever has just answered is not reminded."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-14 18:59:59"))
        await ana.presses("Answer")
        await ana.fills(mood="4", stuck="no", followers="")
        await world.advance(days=7)

        assert ana.sees("still open") == 0


async def test_an_answer_while_the_reminder_waits_means_no_reminder() -> None:
    """The chat is down when the reminder is due; Ana answers meanwhile by the button that she has."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(ASKED)
        await ana.presses("Answer")
        await world.chat.halt(ana.place.platform)
        await world.advance_to(utc("2026-09-14 19:30"))
        await ana.fills(mood="4", stuck="no", followers="")
        await world.chat.lift(ana.place.platform)
        await world.advance(days=2)

        assert ana.sees("still open") == 0


async def test_the_reminder_counts_from_when_the_check_in_was_really_shown() -> None:
    """The chat was down for a day: so is the reminder, and the check-in stays open for a day longer."""
    async with a_world(programme=CHECK_IN) as world:
        ana = world.creator("Ana", working_days=range(7))
        await ana.joins()
        await world.advance_to(utc("2026-09-11 18:00"))
        await world.chat.halt(ana.place.platform)
        await world.advance(days=1)
        await world.chat.lift(ana.place.platform)
        await world.advance(days=7)

        assert ana.times("This was due") == ["Sat 2026-09-12 14:05"]
        assert ana.times("still open until Thu 17 Sep 14:05") == ["Mon 2026-09-14 14:05"]


async def test_a_button_of_a_step_that_left_the_programme_says_so() -> None:
    """The admins delete a check-in that Ana has in front of her; a lesson can still be marked as done."""
    programme = a_programme(steps=[a_step("listen"), a_step("friday", StepKind.CHECK_IN)])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(ASKED)
        await world.edit(steps=[])

        assert "no longer part of the programme" in await ana.presses("Answer")
        assert "is done" in await ana.presses("Done")
        await world.advance(days=14)
        assert ana.sees("friday") == 1
