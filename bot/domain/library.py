"""The library: what creators can look up between lessons, and what looking finds."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Faq:
    """A question that creators really ask; `also` are other ways to put it, `lesson` says more."""

    id: str
    question: str
    answer: str
    lesson: str
    also: tuple[str, ...] = ()


class Source(StrEnum):
    """Where a passage stands."""

    LESSON = "lesson"
    FAQ = "faq"


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryEntry:
    """One thing that can be found: a lesson's, or an answer's, words, and how people ask for it.

    `slot` is the step that it belongs to; `step` is the lesson itself, and empty for an answer, which
    every reader of the slot may find.
    """

    source: Source
    slot: str
    step: str
    title: str
    text: str
    summary: str = ""
    asked: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A lesson that answers, and the passage that says so; the higher its score, the better it fits.

    `whole`: several words were asked for, and every one of them stands in it.
    """

    step: str
    title: str
    passage: str
    source: Source
    score: float
    whole: bool = False
