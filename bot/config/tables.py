"""The files of a programme's folder as types, before they are put together."""

import re
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field

from bot.config.fields import (
    ClockTime,
    Duration,
    Language,
    LessonPath,
    Slug,
    Title,
    Weekday,
    parse_date,
    spell,
    wrong,
)
from bot.config.table import Table
from bot.domain.programme import Backfill, IfPast, OnDayOff, StepKind, YearlyDate
from bot.domain.question import QuestionKind

LONGEST: Final = 104
"""A programme has at most so many weeks: two years."""


def _fixed_date(value: object) -> date | YearlyDate:
    if not isinstance(value, str) or len(value) != 5:
        return parse_date(value)
    try:
        day = date.fromisoformat(f"2000-{value}")
    except ValueError as impossible:
        remedy = 'write month and day: "03-08", or one date: "2027-03-08"'
        raise wrong(f"{spell(value)} is not a day of the year", remedy) from impossible
    return YearlyDate(month=day.month, day=day.day)


def _answer(value: object) -> str:
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)[:100]
    raise wrong(f"is {spell(value)}, wants an answer", 'write the answer as people give it: "yes"')


def question_id(value: str) -> str:
    """The id of a question, which must be a name for machines."""
    if not re.fullmatch("[a-z0-9]+([_-][a-z0-9]+)*", value) or len(value) > 40:
        remedy = "write at most 40 lower-case letters, digits and underscores, such as 'people_heard'"
        raise wrong(f"{spell(value)} is not a question's id", remedy)
    return value


FixedDate = Annotated[Any, BeforeValidator(_fixed_date)]
"""A date, or a YearlyDate."""
Answer = Annotated[str, BeforeValidator(_answer)]
WeekNumber = Annotated[int, Field(ge=1, le=LONGEST, examples=[7])]
Kind = Annotated[StepKind, Field(strict=False, examples=["lesson"])]
Sentence = Annotated[str, Field(min_length=1, max_length=150)]
Tag = Annotated[str, Field(min_length=1, max_length=40)]
Words = Annotated[str, Field(min_length=1, max_length=100)]
Choice = Annotated[str, Field(min_length=1, max_length=75)]
Summary = Annotated[str, Field(max_length=140)]
Asking = Annotated[str, Field(min_length=1, max_length=150, examples=["How do I begin?"])]
Answers = Annotated[str, Field(min_length=1, max_length=800, examples=["Write one sentence."])]


class PhaseTable(Table):
    """One entry of [[phases]]."""

    name: Annotated[Slug, Field(examples=["foundations"])]
    title: Annotated[Title, Field(examples=["Foundations"])]
    summary: Summary = ""
    first_week: WeekNumber
    last_week: WeekNumber


class TrackTable(Table):
    """One entry of [[tracks]]."""

    name: Annotated[Slug, Field(examples=["education"])]
    title: Annotated[Title, Field(examples=["Education"])]


class AudienceTable(Table):
    """Whom a step is for."""

    tracks: tuple[Slug, ...] = ()
    languages: tuple[Language, ...] = ()
    platforms: tuple[str, ...] = ()


class Manner(Table):
    """What a step may say for itself, [[defaults]] for its kind, and the program for both."""

    day: Weekday | None = None
    time: ClockTime | None = None
    on_day_off: Annotated[OnDayOff | None, Field(strict=False)] = None
    late_after: Duration | None = None
    if_past: Annotated[IfPast | None, Field(strict=False)] = None
    backfill: Annotated[Backfill | None, Field(strict=False)] = None
    audience: AudienceTable | None = None
    closes_after: Duration | None = None
    notice: Duration | None = None
    minutes: Annotated[int, Field(ge=5, le=600)] | None = None


class DefaultsTable(Manner):
    """One entry of [[defaults]]."""

    kind: Kind


class ProgramTable(Table):
    """program.toml."""

    name: Annotated[Slug, Field(examples=["change-makers"])]
    title: Annotated[Title, Field(examples=["Change Makers"])]
    summary: Summary = ""
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    weeks: Annotated[int, Field(ge=1, le=LONGEST, examples=[26])]
    phases: Annotated[tuple[PhaseTable, ...], Field(min_length=1)]
    tracks: Annotated[tuple[TrackTable, ...], Field(min_length=1)]
    defaults: tuple[DefaultsTable, ...] = ()


class ConditionTable(Table):
    """`only_if`: a question, and one thing about its answer."""

    question: str
    equals: Answer | None = None
    at_most: Annotated[float, Field(allow_inf_nan=False)] | None = None
    at_least: Annotated[float, Field(allow_inf_nan=False)] | None = None


class QuestionTable(Table):
    """One entry of [[questions]]."""

    id: Annotated[str, AfterValidator(question_id), Field(examples=["mood"])]
    kind: Annotated[QuestionKind, Field(strict=False, examples=["text"])]
    text: Annotated[Sentence, Field(examples=["How was your week?"])]
    label: Annotated[str, Field(min_length=1, max_length=45, examples=["Mood"])]
    low: int | None = None
    high: int | None = None
    choices: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=25)] | None = None
    unit: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    optional: bool = False
    only_if: ConditionTable | None = None


class StepTable(Manner):
    """One entry of [[steps]], of any kind."""

    id: Annotated[Slug, Field(examples=["w07-lesson"])]
    kind: Kind
    title: Annotated[Title, Field(examples=["Openings"])]
    date: FixedDate = None
    lesson: LessonPath | None = None
    form: Slug | None = None
    questions: tuple[QuestionTable, ...] = ()
    criteria: Annotated[tuple[Sentence, ...], Field(min_length=2, max_length=4)] | None = None
    text: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    repeat_every: Annotated[int, Field(ge=1, le=LONGEST)] | None = None
    repeat_until: WeekNumber | None = None


class TrackStepTable(StepTable):
    """One entry of [[steps]] in a track's file."""

    week: WeekNumber
    replaces: Slug | None = None


class WeekFile(Table):
    """weeks/NN.toml without its steps."""

    week: WeekNumber
    title: Annotated[Title, Field(examples=["Openings"])]


class NoHead(Table):
    """A file that holds nothing but its list."""


class LessonHead(Table):
    """What stands between the +++ lines of a lesson."""

    summary: Summary = ""
    tags: tuple[Tag, ...] = ()
    ask: Annotated[tuple[Words, ...], Field(min_length=2, max_length=4)] | None = None


class FaqTable(Table):
    """One entry of [[questions]] in faq.toml."""

    id: Annotated[Slug, Field(examples=["finding-my-change"])]
    question: Asking
    answer: Answers
    lesson: Annotated[Slug, Field(examples=["w01-lesson"])]
    also: Annotated[tuple[Words, ...], Field(max_length=8)] = ()
