"""Forms on Slack: a modal, what is wrong under its fields, and the rest of a longer check-in after it."""

from datetime import timedelta

import pytest

from bot.domain.programme import Programme, Questions, StepKind
from bot.domain.question import QuestionKind
from tests.builders import a_programme, a_question, a_step, utc
from tests.slack_world import Someone, Town, a_slack_world
from tests.slack_world.world import Mode

THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
ANSWERS = {
    QuestionKind.TEXT: "Well.",
    QuestionKind.NUMBER: "12",
    QuestionKind.SCALE: "3",
    QuestionKind.LINK: "https://example.org/film",
    QuestionKind.DATE: "2026-09-10",
}
TOO_MUCH = "9" * 20
"""A number that a client takes, and the bot does not."""


def asking(*kinds: QuestionKind) -> Programme:
    """A programme with one check-in of these questions."""
    questions = tuple(a_question(f"q{number}", kind) for number, kind in enumerate(kinds))
    content = Questions(questions=questions, closes_after=timedelta(days=5))
    return a_programme(steps=[a_step("friday", StepKind.CHECK_IN, content=content)])


async def asked(town: Town) -> Someone:
    """Ana, on the Friday of her check-in."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(FRIDAY)
    return ana


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
async def test_a_form_of_one_to_five_fields(count: int) -> None:
    """Every kind of question has its field, and its answer is taken."""
    kinds = tuple(ANSWERS)[:count]
    async with a_slack_world(at=THURSDAY, programme=asking(*kinds)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        assert ana.modal is not None
        assert len(ana.modal.fields) == count
        said = await ana.fills(**{f"q{n}": ANSWERS[kind] for n, kind in enumerate(kinds)})

        assert "is complete" in said


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_longer_check_in_goes_on_in_the_same_modal(mode: Mode) -> None:
    """After five answers the modal that is open asks the next five, and the last one closes it."""
    async with a_slack_world(at=THURSDAY, programme=asking(*[QuestionKind.NUMBER] * 12), mode=mode) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        letters, first = len(ana.letters()), ana.modal
        assert "A little more" in await ana.fills(**{f"q{n}": str(n) for n in range(5)})
        assert first is not None
        assert ana.modal is not None
        assert (ana.modal.view_id, ana.modal.depth) == (first.view_id, 0)
        assert ana.modal.buttons == ()
        assert ana.present() == dict.fromkeys((f"q{n}" for n in range(5, 10)), "")
        await ana.fills(**{f"q{n}": str(n) for n in range(5, 10)})
        assert list(ana.present()) == ["q10", "q11"]
        assert len(ana.letters()) == letters

        assert "is complete" in await ana.fills(q10="10", q11="11")
        assert ana.hands.modal is None
        assert town.rows("answers") == 12


async def test_a_page_that_is_wrong_stays_open() -> None:
    """What is wrong on the second page is said under its field, there."""
    async with a_slack_world(at=THURSDAY, programme=asking(*[QuestionKind.NUMBER] * 7)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(**{f"q{n}": str(n) for n in range(5)})
        await ana.fills(q5=TOO_MUCH, q6="6")
        assert ana.answer is not None
        assert list(ana.answer.errors) == ["q5"]
        assert ana.present() == {"q5": TOO_MUCH, "q6": "6"}

        assert "is complete" in await ana.fills(q5="5")


async def test_who_closes_the_second_page_has_answered_the_first() -> None:
    """What was sent stays; the check-in asks for the rest whenever its button is pressed again."""
    async with a_slack_world(at=THURSDAY, programme=asking(*[QuestionKind.NUMBER] * 7)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(**{f"q{n}": str(n) for n in range(5)})
        assert ana.modal is not None
        assert ana.modal.close == "Close"
        await ana.hands.closes(ana.modal)
        await ana.presses("Answer", on="friday")

        assert list(ana.present()) == ["q5", "q6"]
        assert town.rows("answers") == 5


async def test_answers_are_changed_page_by_page() -> None:
    """Each page shows what was answered, not what stood in the fields of the page before."""
    async with a_slack_world(at=THURSDAY, programme=asking(*[QuestionKind.NUMBER] * 7)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(**{f"q{n}": str(n) for n in range(5)})
        await ana.fills(q5="5", q6="6")
        await ana.presses("Answer", on="friday")
        assert ana.present() == {f"q{n}": str(n) for n in range(5)}
        await ana.fills(q0="100")

        assert ana.present() == {"q5": "5", "q6": "6"}
        await ana.fills(q6="106")
        await ana.presses("Answer", on="friday")
        assert ana.present()["q0"] == "100"


async def test_a_page_that_comes_late_is_opened_by_a_button() -> None:
    """The modal had to be closed before the bot knew what comes next: a message leads there, as it does
    in chats where no form can follow a form.
    """
    programme = asking(*[QuestionKind.NUMBER] * 7)
    async with a_slack_world(at=THURSDAY, programme=programme, adapter={"patience": 0.3}) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        ana.hands.patience = 0
        async with town.bot.busy():
            assert ana.modal is not None
            sent = await ana.hands.submits(ana.modal, {f"q{n}": str(n) for n in range(5)})
            assert sent.kind == "closed"
        said = await ana.reads(await sent.later())
        ana.hands.patience = 3.0
        assert "A little more" in said
        await ana.presses("Go on")

        assert list(ana.present()) == ["q5", "q6"]
        assert "is complete" in await ana.fills(q5="5", q6="6")


async def test_a_second_page_lives_through_a_restart() -> None:
    """Which form it asks stands in the modal, as it did in the first."""
    async with a_slack_world(at=THURSDAY, programme=asking(*[QuestionKind.NUMBER] * 7)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(**{f"q{n}": str(n) for n in range(5)})
        await town.restarts(hours=1)

        assert "is complete" in await ana.fills(q5="5", q6="6")


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_what_is_wrong_is_said_under_its_field(mode: Mode) -> None:
    """The modal stays open with what was filled in, and only the wrong field is complained of."""
    programme = asking(QuestionKind.TEXT, QuestionKind.NUMBER)
    async with a_slack_world(at=THURSDAY, programme=programme, mode=mode) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(q0="Well.", q1=TOO_MUCH)
        assert ana.answer is not None
        assert list(ana.answer.errors) == ["q1"]
        assert ana.present() == {"q0": "Well.", "q1": TOO_MUCH}

        assert "is complete" in await ana.fills(q1="20")


async def test_a_modal_that_was_refused_lives_through_a_restart() -> None:
    """It is still open when a new process runs, which takes what was corrected in it."""
    async with a_slack_world(at=THURSDAY, programme=asking(QuestionKind.TEXT, QuestionKind.NUMBER)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(q0="Well.", q1=TOO_MUCH)
        await town.restarts(hours=1)

        assert "is complete" in await ana.fills(q1="20")


async def test_a_form_that_is_refused_too_late_is_opened_again_after_a_restart() -> None:
    """The modal had to be closed before the bot knew: a button opens it as it was, in a new process too."""
    programme = asking(QuestionKind.TEXT, QuestionKind.NUMBER)
    async with a_slack_world(at=THURSDAY, programme=programme, adapter={"patience": 0.3}) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        ana.hands.patience = 0
        async with town.bot.busy():
            assert ana.modal is not None
            sent = await ana.hands.submits(ana.modal, q0="Well.", q1=TOO_MUCH)
            assert sent.kind == "closed"
        said = await ana.reads(await sent.later())
        ana.hands.patience = 3.0
        assert "Q1: That number is too large." in said
        assert ana.labels() == ["Change my answers"]
        await town.restarts(hours=1)

        await ana.presses("Change my answers")
        assert ana.present() == {"q0": "Well.", "q1": TOO_MUCH}
        assert "is complete" in await ana.fills(q1="20")


async def test_a_form_that_is_open_during_a_restart_is_taken() -> None:
    """Nothing of it was kept in memory: its token says what it is about."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await town.restarts(minutes=5)

        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")


async def test_a_form_that_is_sent_off_twice_is_taken_once() -> None:
    """Slack tells of the same submission again: the answers stand once, and nothing is said twice."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(mood="4", stuck="no", followers="20")
        seen = len(ana.hands.sees())
        sent = town.slack.hearing.told[-1]
        town.slack.hearing.tell(sent.kind, sent.payload)
        await town.told()

        assert len(ana.hands.sees()) == seen
        assert town.rows("answers") == 3


async def test_a_modal_over_a_modal() -> None:
    """Help is asked for in a modal of its own, and the answer reaches Ana."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.uses("program help")
        await ana.presses("I need help")
        assert ana.modal is not None
        said = await ana.fills(**{next(iter(ana.present())): "The camera broke."})
        assert "team" in said
