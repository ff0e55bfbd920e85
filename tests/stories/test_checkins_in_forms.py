"""What a creator may do with a check-in's form, before its time, while it is open and after it closed."""

from datetime import time, timedelta

from bot.domain.programme import Questions, StepKind
from bot.domain.question import QuestionKind
from tests.builders import a_programme, a_question, a_step, utc
from tests.world import a_world
from tests.world.community import Community
from tests.world.person import Someone

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
TWO = a_programme(steps=[a_step(f"w{n}", StepKind.CHECK_IN, week=n) for n in (1, 2)])
ASKED = utc("2026-09-11 19:00")


async def ana_of(world: Community, at: str = "2026-09-11 19:00") -> Someone:
    """Ana, who joined, at the time of her check-in."""
    ana = world.creator("Ana")
    await ana.joins()
    await world.advance_to(utc(at))
    return ana


def answers(world: Community) -> list[tuple[str, str]]:
    """(question, answer) of all that was ever answered, in order."""
    return [(row[2], row[3]) for row in world.tables()["answers"]]


def present(someone: Someone) -> dict[str, str]:
    """What stands in the fields of the form that is open."""
    assert someone.form is not None
    return {field.key: field.value for field in someone.form.fields}


async def test_answers_are_changed_until_the_closing() -> None:
    """The form opens with what Ana had said; what she leaves as it is becomes no history."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.presses("Answer")
        await ana.fills(mood="4", stuck="no", followers="120")
        await ana.presses("Answer", on="friday")

        assert present(ana) == {"mood": "4", "stuck": "no", "followers": "120"}
        changed = await ana.fills(mood="2", stuck="no", followers="120")
        assert changed == "Noted: your answers to “friday” are changed."
        assert answers(world) == [("mood", "4"), ("stuck", "no"), ("followers", "120"), ("mood", "2")]


async def test_a_change_on_which_a_question_depends_asks_that_question() -> None:
    """Ana is stuck after all, so she is asked where."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.presses("Answer")
        await ana.fills(mood="4", stuck="no", followers="")
        await ana.presses("Answer", on="friday")

        assert "A little more" in await ana.fills(mood="4", stuck="yes", followers="")
        assert await ana.presses("Go on") == "Week 1\nWhere"
        assert "are changed" in await ana.fills(where="At home")
        assert await ana.presses("Tell my mentor") == "I'm stuck\nWhat are you stuck with?"


async def test_a_long_check_in_is_changed_five_answers_at_a_time() -> None:
    """A form can't follow a form, so a button goes on to the next five."""
    questions = tuple(a_question(f"q{n}", QuestionKind.NUMBER) for n in range(7))
    asked = Questions(questions=questions, closes_after=timedelta(days=5))
    programme = a_programme(steps=[a_step("friday", StepKind.CHECK_IN, content=asked)])
    async with a_world(programme=programme) as world:
        ana = await ana_of(world)
        await ana.presses("Answer")
        first = {f"q{n}": str(n) for n in range(5)}
        await ana.fills(**first)
        await ana.presses("Go on")
        await ana.fills(q5="5", q6="6")
        await ana.presses("Answer", on="friday")

        assert present(ana) == first
        assert "stand as they are" in await ana.fills(**first)
        await ana.presses("Go on")
        assert present(ana) == {"q5": "5", "q6": "6"}
        assert "are changed" in await ana.fills(q5="5", q6="7")


async def test_a_form_that_is_sent_twice_is_kept_once() -> None:
    """Nothing changes the second time, and Ana is told so; nor does the chat's telling it twice."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.presses("Answer")
        form = ana.form
        await ana.fills(mood="4", stuck="no", followers="")
        assert await ana.repeats() == ""
        ana.form = form

        again = await ana.fills(mood="4", stuck="no", followers="")
        assert again == "You had sent exactly that: your answers to “friday” stand as they are."
        assert len(answers(world)) == 3


async def test_two_clicks_on_answer_open_the_same_form() -> None:
    """The second form finds what the first one kept."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.presses("Answer")
        first = ana.form
        await ana.presses("Answer", on="friday")

        assert ana.form == first
        await ana.fills(mood="4", stuck="no", followers="")
        ana.form = first
        assert "are changed" in await ana.fills(mood="5", stuck="no", followers="")


async def test_a_button_from_twenty_six_weeks_ago() -> None:
    """First answers are still taken, and marked as late; after that they stand."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await world.advance(weeks=26)
        await ana.presses("Answer", on="friday")

        assert "kept, and marked as late" in await ana.fills(mood="4", stuck="no", followers="")
        stand = await ana.presses("Answer", on="friday")
        assert stand.startswith("“friday” closed Wed 16 Sep 15:00")


async def test_late_answers_do_not_change_those_in_time() -> None:
    """Half was answered in time; the rest is taken late, and the first half stands."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world)
        await ana.presses("Answer")
        form = ana.form
        await ana.fills(mood="4", stuck="perhaps", followers="")
        await world.advance(days=6)
        ana.form = form

        said = await ana.fills(mood="1", stuck="no", followers="9")
        assert "marked as late. What you had answered before stands as it is." in said
        assert answers(world) == [("mood", "4"), ("followers", ""), ("stuck", "no")]


async def test_the_command_opens_what_is_open_the_oldest_first() -> None:
    """Two are open: the first week's comes first, then the second's, then nothing is left."""
    programme = a_programme(
        steps=[a_step(f"s{n}", StepKind.SURVEY, week=n, title=f"Survey {n}") for n in (1, 2)]
    )
    async with a_world(programme=programme) as world:
        ana = await ana_of(world, "2026-09-17 18:00")

        assert (await ana.uses("program check-in")).startswith("Week 1")
        await ana.fills(mood="4", stuck="no", followers="")
        assert (await ana.uses("program check-in")).startswith("Week 2")
        await ana.fills(mood="4", stuck="no", followers="")
        assert "no check-in is left to come" in await ana.uses("program check-in")


async def test_an_early_answer_means_that_nothing_is_sent() -> None:
    """Ana answers on Thursday evening; on Friday nothing comes, and next week's comes as ever."""
    async with a_world(programme=TWO) as world:
        ana = await ana_of(world, "2026-09-10 23:00")
        await ana.uses("program check-in")
        said = await ana.fills(mood="4", stuck="no", followers="")

        assert said == "Thank you! “w1” is complete, before its time: I will not ask you again."
        await world.advance_to(utc("2026-09-19 12:00"))
        assert ana.titles() == ["w2"]
        assert await world.fates(ana) == {"w1": "skipped: answered", "w2": "sent"}


async def test_what_was_only_begun_early_is_sent() -> None:
    """At its own time, once, and it asks what is left; reminder and closing follow as ever."""
    async with a_world(programme=TWO) as world:
        ana = await ana_of(world, "2026-09-10 23:00")
        await ana.uses("program check-in")
        await ana.fills(mood="4", stuck="perhaps", followers="")
        await world.advance_to(utc("2026-09-15 12:00"))

        assert ana.times("friday") == []
        assert ana.times("· **w1**") == ["Fri 2026-09-11 15:00"]
        assert ana.sees("still open") == 1
        assert await ana.presses("Answer", on="· **w1**") == "Week 1\nStuck"
        assert "is complete" in await ana.fills(stuck="no")


async def test_what_was_begun_early_follows_a_pause() -> None:
    """The pause moves the check-in by a week; what Ana had answered is kept, and the rest is asked then."""
    async with a_world(programme=TWO) as world:
        ana = await ana_of(world, "2026-09-10 20:00")
        await ana.uses("program check-in")
        await ana.fills(mood="4", stuck="perhaps", followers="")
        await ana.uses("program pause", weeks="1")
        await world.advance_to(utc("2026-09-19 12:00"))

        assert ana.times("· **w1**") == ["Fri 2026-09-18 15:00"]
        assert await ana.presses("Answer", on="· **w1**") == "Week 1\nStuck"


async def test_what_waits_for_the_morning_can_be_answered_and_still_moves() -> None:
    """Planned for the quiet hours and begun in them: the pause takes it back, with what Ana answered."""
    late = a_programme(steps=[a_step("friday", StepKind.CHECK_IN, at=time(22))])
    async with a_world(programme=late) as world:
        ana = await ana_of(world, "2026-09-12 02:30")
        await ana.uses("program check-in")
        await ana.fills(mood="4", stuck="perhaps", followers="")
        await ana.uses("program pause", weeks="1")
        await world.advance_to(utc("2026-09-26 12:00"))

        assert ana.times("· **friday**") == ["Sat 2026-09-19 08:00"]
        assert await ana.presses("Answer", on="friday") == "Week 1\nStuck"


async def test_too_early_is_told_when() -> None:
    """A week before its time nothing can be said yet about that week."""
    async with a_world(programme=CHECK_IN) as world:
        ana = await ana_of(world, "2026-09-04 19:00")

        said = await ana.uses("program check-in")
        assert said == (
            "Nothing is open. “friday” comes Fri 11 Sep 15:00 (America/New_York); "
            "from Sun 6 Sep 15:00 (America/New_York) on you can answer it early."
        )


async def test_only_the_own_check_in() -> None:
    """A stranger has none; Ben can't send Ana's form."""
    async with a_world(programme=CHECK_IN) as world:
        ben, zoe = world.creator("Ben"), world.stranger("Zoe")
        await ben.joins()
        ana = await ana_of(world)
        await ana.presses("Answer")
        ben.form = ana.form

        assert "I don't know this account yet" in await zoe.uses("program check-in")
        assert await ben.fills(mood="1", stuck="no", followers="") == "That isn't yours to use."
        assert answers(world) == []
