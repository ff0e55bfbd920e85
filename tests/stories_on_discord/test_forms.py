"""Forms on Discord: a modal of up to five fields, and more than that, or what was wrong, by a button."""

from datetime import timedelta

import pytest

from bot.domain.programme import Programme, Questions, StepKind
from bot.domain.question import QuestionKind
from tests.builders import a_programme, a_question, a_step, utc
from tests.discord_world import Someone, Town, a_discord_world

THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])


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


ANSWERS = {
    QuestionKind.TEXT: "Well.",
    QuestionKind.NUMBER: "12",
    QuestionKind.SCALE: "3",
    QuestionKind.LINK: "https://example.org/film",
    QuestionKind.DATE: "2026-09-10",
}


@pytest.mark.parametrize("count", [1, 3, 5])
async def test_a_form_of_one_to_five_fields(count: int) -> None:
    """Every kind of question has its field, and its answer is taken."""
    kinds = tuple(ANSWERS)[:count]
    async with a_discord_world(at=THURSDAY, programme=asking(*kinds)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        assert ana.modal is not None
        assert len(ana.modal.fields) == count
        said = await ana.fills(**{f"q{n}": ANSWERS[kind] for n, kind in enumerate(kinds)})

        assert "is complete" in said


async def test_a_longer_check_in_goes_on_by_a_button() -> None:
    """A modal can't follow a modal: after five answers a button opens the rest."""
    async with a_discord_world(at=THURSDAY, programme=asking(*[QuestionKind.NUMBER] * 7)) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        assert "A little more" in await ana.fills(**{f"q{n}": str(n) for n in range(5)})
        await ana.presses("Go on")

        assert list(ana.present()) == ["q5", "q6"]
        assert "is complete" in await ana.fills(q5="5", q6="6")


async def test_a_refused_form_is_opened_again_as_it_was() -> None:
    """What is wrong is said under the field's label, and the button opens the form prefilled."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        said = await ana.fills(mood="4", stuck="no", followers="many")
        assert "**Followers:** " in said
        assert ana.labels() == ["Change my answers"]

        await ana.presses("Change my answers")
        assert ana.present() == {"mood": ("4",), "stuck": ("no",), "followers": "many"}
        assert "is complete" in await ana.fills(followers="20")


async def test_a_refused_form_is_opened_again_after_a_restart() -> None:
    """A new process with the same files knows what was filled in."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await ana.fills(mood="4", stuck="no", followers="many")
        await town.restarts(hours=1)

        await ana.presses("Change my answers")
        assert ana.present() == {"mood": ("4",), "stuck": ("no",), "followers": "many"}
        assert "is complete" in await ana.fills(followers="20")


async def test_a_form_that_is_open_during_a_restart_is_taken() -> None:
    """Nothing of it was kept in memory: its token says what it is about."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.presses("Answer", on="friday")
        await town.restarts(minutes=5)

        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")


async def test_a_command_without_what_it_needs_asks_for_it() -> None:
    """Required options can't be left out at a client, so a form asks only where a button began it."""
    async with a_discord_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.uses("program help")
        await ana.presses("I need help")
        assert ana.modal is not None
        said = await ana.fills(**{next(iter(ana.present())): "The camera broke."})
        assert "team" in said


async def test_only_whom_the_asker_may_see_is_offered() -> None:
    """Amara is offered her own creator, an admin all of them, and a creator nobody at all."""
    async with a_discord_world(
        at=THURSDAY, programme=CHECK_IN, mentors=["Amara", "Tom"], admins=["Lena"]
    ) as town:
        amara, tom, lena = [await town.staff(name) for name in ("Amara", "Tom", "Lena")]
        ana = await town.creator("Ana", mentor="Amara")
        anton = await town.creator("Anton", mentor="Tom")
        for one in (amara, tom, lena, ana, anton):
            await one.joins()

        assert await amara.is_offered("mentor note", "creator", "an") == ["Ana"]
        assert await tom.is_offered("mentor note", "creator", "An") == ["Anton"]
        assert await lena.is_offered("mentor note", "creator", "an") == ["Ana", "Anton"]
        assert await ana.is_offered("mentor note", "creator", "an") == []
        assert await town.stranger("Eve").is_offered("mentor note", "creator", "a") == []
