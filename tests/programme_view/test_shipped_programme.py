"""The programme that is shipped can be looked at: every step, in every language, on both chats."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from adapters.playground.programme import StepSheet
from adapters.playground.programme_step import step_page
from bot.app.chat_looks import ChatLooks, chat_looks, not_there
from bot.app.shown_steps import contents_of, sheet_of
from bot.config.load import load
from bot.config.setup import CohortSetup
from bot.config.starter import example_file
from bot.domain.programme import Lesson, Questions
from tests.programme_view.eyes import Page


@cache
def plan() -> CohortSetup:
    return load(example_file("config.example.toml")).cohorts[0]


@cache
def sheet(step: str) -> StepSheet:
    found = sheet_of(plan(), step, chat_looks())
    assert found is not None
    return found


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def is_within(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether they come in this order among the others."""
    rest = iter(others)
    return all(word in rest for word in words)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_of_a_lesson_is_lost(language: str) -> None:
    """Each lesson is there whole and in order on Discord and on Slack."""
    programme = plan().programme.in_language(language)
    lessons = {step.id: step.content for step in programme.steps if isinstance(step.content, Lesson)}
    assert len(lessons) > 30

    for step, lesson in lessons.items():
        told = next(one for one in sheet(step).tellings if one.reader.language == language)
        body = [*words_of(lesson.body.partition("\n")[2])]
        page = Page(step_page(sheet_with(step, language), "spring-2027"))
        assert not isinstance(told.discord, str)
        assert not isinstance(told.slack, str)
        assert is_within([*body, *body], words_of(page.words)), step


def sheet_with(step: str, language: str) -> StepSheet:
    """The sheet of a step in one language only."""
    found = sheet(step)
    return replace(found, tellings=tuple(one for one in found.tellings if one.reader.language == language))


def test_every_step_has_a_page() -> None:
    """Whatever kind it is; each leads to the next."""
    for step in plan().programme.steps:
        page = Page(step_page(sheet(step.id), "spring-2027"))
        assert step.title in page.words
        assert page.handlers == []
        assert page.words.count("of 2,000 characters") >= 4, step.id


def test_every_question_is_on_a_form() -> None:
    """Those that are asked of some only, too, with when they are asked."""
    for step in plan().programme.steps:
        if isinstance(step.content, Questions):
            shown = {field.key for page in sheet(step.id).tellings[0].forms for field in page.form.fields}
            assert shown == {question.id for question in step.content.questions}, step.id


def test_the_contents_name_every_step_once() -> None:
    """By phases and weeks."""
    contents = contents_of(plan())

    lines = [line.step for phase in contents.phases for week in phase.weeks for line in week.lines]
    assert sorted(lines) == sorted(step.id for step in plan().programme.steps)


def test_a_chat_whose_library_is_not_installed() -> None:
    """It is said what to install; the other chat is shown."""
    looks = ChatLooks(discord=not_there("discord"), slack=chat_looks().slack)

    found = sheet_of(plan(), "w01-lesson", looks)

    assert found is not None
    page = Page(step_page(found, "spring-2027"))
    assert "pip install 'cohortbot[discord]'" in page.words
    assert "Why this week" in page.words
