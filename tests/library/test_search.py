"""Creators find the right lesson in their own words, and nothing that they type breaks the search."""

import asyncio
import shutil
import tomllib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.config.programme import load_programme
from bot.config.starter import shipped_programme
from bot.domain.library import Hit, Source
from bot.domain.programme import Programme
from bot.domain.shelf import Shelf, shelf_of
from bot.store.opening import open_store
from bot.store.store import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUESTIONS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "questions.toml").read_text(encoding="utf-8")
)["questions"]


@cache
def shipped() -> Programme:
    """The programme that the bot ships with."""
    return load_programme(shipped_programme())


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the shipped programme in its library; it is copied, since filling one takes a while."""
    path = tmp_path_factory.mktemp("library") / "cohort.db"

    async def fill() -> None:
        store = open_store(path, mode="serve", now=NOW, durability="off")
        await store.write(lambda tx: tx.library.keep([shipped()]))
        await store.close()

    asyncio.run(fill())
    return path


@pytest.fixture
async def store(library: Path, tmp_path: Path) -> AsyncIterator[Store]:
    """That of a bot with the shipped programme."""
    path = tmp_path / "cohort.db"
    shutil.copy(library, path)
    opened = open_store(path, mode="use", now=NOW, durability="off")
    yield opened
    await opened.close()


async def ask(store: Store, question: str, shelf: Shelf, limit: int = 3) -> list[Hit]:
    return await store.read(lambda tx: tx.library.search(shelf, question, limit))


@pytest.mark.parametrize(("language", "count", "first", "in_three"), [("en", 30, 24, 29), ("es", 15, 12, 14)])
async def test_the_right_lesson_comes_first_or_nearly_so(
    store: Store, language: str, count: int, first: int, in_three: int
) -> None:
    """For questions that were written without looking at the texts."""
    asked = [question for question in QUESTIONS if question["language"] == language]
    shelf = shelf_of(shipped(), language=language)
    places = []
    for question in asked:
        found = [hit.step for hit in await ask(store, question["ask"], shelf)]
        places.append(min((found.index(one) for one in question["lessons"] if one in found), default=99))

    assert len(asked) == count
    assert sum(place == 0 for place in places) >= first
    assert sum(place < 3 for place in places) >= in_three


async def test_a_hit_says_what_answers(store: Store) -> None:
    """A question of the FAQ comes with its answer, a lesson with the paragraph that fits."""
    shelf = shelf_of(shipped())
    (faq, *_) = await ask(store, "Someone wants me to delete a video they are in", shelf)
    (lesson, *_) = await ask(store, "captions contrast sound", shelf)

    assert (faq.step, faq.source) == ("w04-lesson", Source.FAQ)
    assert faq.passage.startswith("Take it down first")
    assert (lesson.step, lesson.source) == ("w08-lesson", Source.LESSON)
    assert lesson.passage
    assert not lesson.passage.startswith("#")


async def test_everybody_finds_the_lessons_that_they_take(store: Store) -> None:
    """A track's own lesson stands in for what it replaces; nobody else finds it."""
    question = "can I film children in a classroom"
    teacher = await ask(store, question, shelf_of(shipped(), track="education"), limit=40)
    gardener = await ask(store, question, shelf_of(shipped(), track="environment"), limit=40)

    assert teacher[0].step == "education-w04-lesson"
    assert "w04-lesson" not in [hit.step for hit in teacher]
    assert gardener[0].step == "w04-lesson"
    assert not [hit.step for hit in gardener if hit.step.startswith("education")]


async def test_accents_and_endings_do_not_matter(store: Store) -> None:
    """On a phone nobody types accents."""
    shelf = shelf_of(shipped(), language="es")

    with_accents = await ask(store, "¿Cómo añado subtítulos?", shelf)
    without = await ask(store, "COMO ANADO SUBTITULO", shelf)

    assert with_accents[0].step == without[0].step == "w08-lesson"


@pytest.mark.parametrize("said", ["", "   ", "?!", "how do I", "the", "🙂🙂", "\x00", "zxqwv"])
async def test_what_says_nothing_finds_nothing(store: Store, said: str) -> None:
    """And is no error."""
    assert await ask(store, said, shelf_of(shipped())) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(said='"hate" OR NEAR(a b, 2) AND NOT -title:{x} ^y *')
@example(said="hate'; DROP TABLE library; --")
@example(said="hate " * 2000)
@example(said="\ud800hate")
@given(said=st.text(max_size=200))
async def test_whatever_people_type_is_only_words(store: Store, said: str) -> None:
    """Quotes, operators, emoji, halves of characters, ten thousand letters."""
    hits = await ask(store, said, shelf_of(shipped()), limit=5)

    assert len(hits) <= 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


async def test_an_edited_programme_takes_the_place_of_the_old_one(store: Store) -> None:
    """The library holds what the bot runs by, and nothing else; the same again changes nothing."""
    edited = replace(shipped(), fingerprint="edited", faq=())
    before = await ask(store, "hate comments", shelf_of(shipped()))
    await store.write(lambda tx: tx.library.keep([shipped()]))
    again = await ask(store, "hate comments", shelf_of(shipped()))
    await store.write(lambda tx: tx.library.keep([edited]))

    assert again == before
    assert await ask(store, "hate comments", shelf_of(shipped())) == []
    assert {hit.source for hit in await ask(store, "hate comments", shelf_of(edited))} == {Source.LESSON}
