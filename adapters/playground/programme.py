"""The programme as its admins look at it before their creators do: plain values that the app fills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from adapters.playground.look import Reader
from adapters.playground.slack_look import SlackMessage
from bot.chat.form import Form
from bot.chat.message import Part
from bot.errors import Fault

Facts = tuple[tuple[str, str], ...]
"""What is told as name and value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortName:
    """A cohort, by what never changes and by what people call it."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a check of the files says, and when they were last looked at (aware UTC).

    With a fault, what is shown beside it is the programme as it was before. `is_edited`: what is
    running was started when the files said something else.
    """

    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    looked_at: datetime
    is_edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step in a few words; `audience` and `instead_of` are empty where there is nothing to say."""

    step: str
    title: str
    kind: str
    when: str
    audience: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfSteps:
    """A week and what is in it."""

    number: int
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseOfWeeks:
    """A phase and its weeks."""

    title: str
    summary: str
    weeks: tuple[WeekOfSteps, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The whole programme of a cohort, week by week."""

    title: str
    summary: str
    facts: Facts
    phases: tuple[PhaseOfWeeks, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A form as it will be asked, and what holds of some of its fields, by their keys."""

    form: Form
    conditions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A step in one language: as each chat will show it, and the forms behind its button.

    A chat that can't be shown here says why in words.
    """

    language: str
    reader: Reader
    title: str
    discord: Sequence[Part] | str
    slack: Sequence[SlackMessage] | str
    forms: tuple[FormPage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSheet:
    """Everything about a step; `before` and `after` are its neighbours in the programme."""

    line: Line
    week: str
    facts: Facts
    tellings: tuple[Telling, ...]
    before: Line | None = None
    after: Line | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something in a calendar, in its creator's own time; `note` says why it moved, or is empty."""

    step: str
    title: str
    kind: str
    day: str
    time: str
    at: datetime
    utc: str
    note: str
    let_go: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfEntries:
    """A week of a calendar; `phase` is empty where it is that of the week before."""

    phase: str
    title: str
    day: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What comes to one creator, and when; `next_at` is when the first comes that is not past."""

    creator: str
    facts: Facts
    remark: str
    weeks: tuple[WeekOfEntries, ...]
    next_at: datetime | None


class Glimpse(Protocol):
    """The programmes as their files were at one look. All of it belongs together."""

    @property
    def state(self) -> str:
        """Another one whenever something else is to be seen."""

    @property
    def check(self) -> Check:
        """What is wrong with the files, if anything is."""

    @property
    def cohorts(self) -> Sequence[CohortName]:
        """The cohorts of the configuration; at least one."""

    def contents(self, cohort: str) -> Contents:
        """The programme of a cohort, one of those."""

    def step(self, cohort: str, step: str) -> StepSheet | None:
        """A step of it, if there is one with this id."""

    def creators(self, cohort: str) -> Sequence[str]:
        """The names of a cohort's creators."""

    def calendar(self, cohort: str, creator: str) -> Calendar | None:
        """The calendar of one of them."""


class Programmes(Protocol):
    """What the app opens to the programme view. Its methods may take a moment, and wait for files."""

    def look(self) -> Glimpse:
        """The programmes as they are now."""
