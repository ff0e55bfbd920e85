"""The log tells what the bot does, never what people wrote, and never how to speak in its name."""

import logging

import pytest

from bot.domain.programme import Questions, StepKind
from bot.domain.question import QuestionKind
from tests.builders import OPEN_FOR, a_programme, a_question, a_step, utc
from tests.discord_world import a_discord_world

THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
TEXTS = Questions(questions=(a_question("week", QuestionKind.TEXT),), closes_after=OPEN_FOR)
PROGRAMME = a_programme(steps=[a_step("friday", StepKind.CHECK_IN, content=TEXTS)])
WORDS = ("Zebras in a film", "Giraffes in a letter", "Walruses in an answer", "Lemurs in a note")


async def test_no_words_of_people_and_no_secrets(caplog: pytest.LogCaptureFixture) -> None:
    """Not even where somebody has everything logged: a goal, a letter, an answer, and words to the mentor."""
    caplog.set_level(logging.DEBUG)
    for library in ("discord", "aiosqlite"):
        # Whatever the bot makes of these, they are given back as they were.
        caplog.set_level(logging.NOTSET, logger=library)
    async with a_discord_world(at=THURSDAY, programme=PROGRAMME, mentors=["Amara"]) as town:
        amara = await town.staff("Amara")
        await amara.joins()
        ana = await town.creator("Ana", mentor="Amara")
        await ana.is_in()
        film, letter, answer, note = WORDS
        assert film in await ana.uses("program goal", goal=film)
        await ana.types(letter)
        await town.advance_to(FRIDAY)
        await ana.presses("Answer", on="friday")
        await ana.fills(week=answer)
        await amara.uses("mentor note", creator="Ana", words=note)
        clicks = [one.token for one in town.discord.desk.interactions.values()]

    logged = "\n".join(f"{one.name}: {one.getMessage()} {one.exc_text or ''}" for one in caplog.records)
    assert [line[:80] for line in logged.splitlines() if any(words in line for words in WORDS)] == []
    assert [line[:80] for line in logged.splitlines() if town.discord.token in line] == []
    assert [line[:80] for line in logged.splitlines() if any(token in line for token in clicks)] == []
