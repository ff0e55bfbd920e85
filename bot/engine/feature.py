"""A feature as the engine, the courier and the planner see it: what it answers, says and promises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.chat import limits
from bot.chat.command import Command
from bot.chat.event import Noticed
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.reply import Reply
from bot.chat.text import Say
from bot.domain.decide import Skipped
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.store.enrolments import Enrolled
from bot.store.leased import Leased
from bot.store.timers import Timer
from bot.store.tx import Tx

Handler = Callable[[Tx, Visit], Reply]
Offers = Callable[[Tx, Visit, str], tuple[Choice, ...]]
"""What is offered while a parameter is being typed: from what was typed so far."""


class Who(Enum):
    """Who may do it. The engine decides, before the handler runs."""

    ANYBODY = auto()
    """Any account, known or not."""
    PERSON = auto()
    """Whoever is on record, about themselves, enrolled or not."""
    CREATOR = auto()
    """The creator whom it is about, while enrolled."""
    MENTOR = auto()
    """The mentor of the creator whom it is about, who stands in for them, or an admin of the cohort."""
    ADMIN = auto()
    """An admin of the cohort that it is about."""


OF_ONESELF = frozenset({Who.ANYBODY, Who.PERSON, Who.CREATOR})
"""A command of these is about themselves: a few rows, however large the cohort is."""


class About(Enum):
    """What the second word of a token names."""

    COHORT = auto()
    ENROLMENT = auto()
    OCCURRENCE = auto()
    PERSON = auto()


@dataclass(frozen=True, slots=True)
class OfEnrolment:
    """A thing of a creator's place in a cohort, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class OfCohort:
    """A thing of a cohort, by its number."""

    number: int


Owner = Callable[[Tx, str], OfEnrolment | OfCohort | None]
"""Whose the thing is that a token names by its key; None where there is no such thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRoute:
    """What answers a slash command.

    `creator` is the parameter that names the creator whom it is about. `offers` are for parameters
    whose values depend on what is on record; names of creators are offered without.
    """

    command: Command
    run: Handler
    who: Who = Who.CREATOR
    reads: bool = False
    creator: str | None = None
    offers: tuple[tuple[str, Offers], ...] = ()

    def __post_init__(self) -> None:
        # A form asks for what is missing, and for the cohort where somebody is in several.
        if len(self.command.params) >= limits.FORM_FIELDS:
            raise ValueError(f"/{self.command.name} has more parameters than a form can ask for")


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRoute:
    """What answers the buttons, and the forms, whose token begins with this word."""

    word: str
    about: About | Owner
    pressed: Handler
    filled: Handler | None = None
    who: Who = Who.CREATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRoute:
    """What shows the pages whose path begins with this word; `about` says what the next word names."""

    word: str
    show: Handler
    about: About | Owner | None = None
    who: Who = Who.CREATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What answers something typed. `says` are ways to say it, in English, with ";" between them.

    A slot such as {weeks} stands for what was typed in its place; the handler finds it in
    `visit.values()`. The catalogues hold the ways of the other languages.
    """

    name: str
    says: str
    run: Handler
    who: Who = Who.CREATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """What a delivery's words are made from, in the reader's language."""

    leased: Leased
    plan: CohortPlan
    say: Say
    now: datetime


def _always_wanted(_leased: Leased, _now: datetime) -> Skipped | None:
    return None


def _never_closes(_leased: Leased, _plan: CohortPlan, _at: datetime) -> datetime | None:
    return None


def _no_promises(_leased: Leased, _plan: CohortPlan, _at: datetime) -> tuple[Timer, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """How a kind of delivery gets its words, whether it is still wanted, and what follows from it.

    `closes` says until when the occurrence takes answers once it was shown, `promises` which timers
    start then; all but `compose` are pure.
    """

    kind: str
    compose: Callable[[Tx, Speaking], Message]
    unwanted: Callable[[Leased, datetime], Skipped | None] = _always_wanted
    closes: Callable[[Leased, CohortPlan, datetime], datetime | None] = _never_closes
    promises: Callable[[Leased, CohortPlan, datetime], tuple[Timer, ...]] = _no_promises


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerRoute:
    """What happens when a promise of this kind comes due."""

    kind: str
    run: Callable[[Tx, Timer, Enrolled, CohortPlan, datetime], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heed:
    """What follows from something that was not done to the bot, whoever it was. Nobody is answered."""

    event: type[Noticed]
    run: Callable[[Tx, Visit], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One capability of the bot."""

    name: str
    commands: tuple[CommandRoute, ...] = ()
    tokens: tuple[TokenRoute, ...] = ()
    pages: tuple[PageRoute, ...] = ()
    intents: tuple[Intent, ...] = ()
    typed: Handler | None = None
    """What answers everything typed; one feature has it."""
    speeches: tuple[Speech, ...] = ()
    timers: tuple[TimerRoute, ...] = ()
    heeds: tuple[Heed, ...] = ()
