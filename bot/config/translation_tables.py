"""The files of a translation as types: the words of a programme, and the ids of what they belong to."""

from typing import Annotated

from pydantic import Field

from bot.config.fields import Slug, Title
from bot.config.table import Table
from bot.config.tables import Answers, Asking, Choice, Sentence, Summary, Words


class PhaseWords(Table):
    """One entry of [[phases]]."""

    name: Annotated[Slug, Field(examples=["foundations"])]
    title: Title | None = None
    summary: Summary | None = None


class TrackWords(Table):
    """One entry of [[tracks]]."""

    name: Annotated[Slug, Field(examples=["education"])]
    title: Title | None = None


class ProgramWords(Table):
    """program.toml without its lists."""

    title: Title | None = None
    summary: Summary | None = None


class QuestionWords(Table):
    """One entry of [[questions]] or [[steps.questions]]."""

    id: Annotated[str, Field(examples=["mood"])]
    text: Sentence | None = None
    label: Annotated[str, Field(min_length=1, max_length=45)] | None = None
    choices: tuple[Choice, ...] | None = None
    unit: Annotated[str, Field(min_length=1, max_length=40)] | None = None


class StepWords(Table):
    """One entry of [[steps]]."""

    id: Annotated[str, Field(examples=["w07-lesson"])]
    title: Title | None = None
    criteria: tuple[Sentence, ...] | None = None
    text: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    questions: tuple[QuestionWords, ...] = ()


class WeekWords(Table):
    """weeks/NN.toml without its steps."""

    title: Title | None = None


class FaqWords(Table):
    """One entry of faq.toml."""

    id: Annotated[str, Field(examples=["finding-my-change"])]
    question: Asking | None = None
    answer: Answers | None = None
    also: tuple[Words, ...] | None = None
