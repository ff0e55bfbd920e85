"""A feature as the engine, the courier and the planner see it: what it answers, says and promises."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.chat.command import Command
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


class Who(Enum):
    """Who may do it. The engine decides, before the handler runs."""

    ANYBODY = auto()
    """Any account, known or not."""
    CREATOR = auto()
    """The creator whom it is about, while enrolled."""


class About(Enum):
    """What the second word of a token names."""

    COHORT = auto()
    ENROLMENT = auto()
    OCCURRENCE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRoute:
    """What answers a slash command."""

    command: Command
    run: Handler
    who: Who = Who.CREATOR
    reads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRoute:
    """What answers the buttons, and the forms, whose token begins with this word."""

    word: str
    about: About
    pressed: Handler
    filled: Handler | None = None
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
class Feature:
    """One capability of the bot."""

    name: str
    commands: tuple[CommandRoute, ...] = ()
    tokens: tuple[TokenRoute, ...] = ()
    speeches: tuple[Speech, ...] = ()
    timers: tuple[TimerRoute, ...] = ()
