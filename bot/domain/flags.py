"""Flags: by which rules a creator needs looking after, and the facts that say so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar, assert_never

from bot.domain.flag_facts import Dropped, Facts, Fell, Missed, Silent, Waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedCheckins:
    """So many check-ins in a row that closed without an answer."""

    KIND: ClassVar = "missed_checkins"
    times: int = 2

    @property
    def name(self) -> str:
        return self.KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class FallingMood:
    """The last so many answers to a question never rose, and fell by so much in all."""

    KIND: ClassVar = "falling_mood"
    question: str = "mood"
    answers: int = 3
    by: float = 2

    @property
    def name(self) -> str:
        return f"{self.KIND}/{self.question}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """For so many days nothing done, answered, typed or pressed; days of rest don't count."""

    KIND: ClassVar = "silence"
    days: int = 14

    @property
    def name(self) -> str:
        return self.KIND


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricDrop:
    """The newest number is so many percent, or more, below the one before it."""

    KIND: ClassVar = "metric_drop"
    metric: str = "followers"
    percent: float = 20

    @property
    def name(self) -> str:
        return f"{self.KIND}/{self.metric}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckUnanswered:
    """Help was asked for so many hours ago, and nobody has answered."""

    KIND: ClassVar = "stuck_unanswered"
    hours: int = 48

    @property
    def name(self) -> str:
        return self.KIND


Rule = MissedCheckins | FallingMood | Silence | MetricDrop | StuckUnanswered
"""Its `name` is what its flags are kept under: one of each can be up."""
DEFAULT_RULES: tuple[Rule, ...] = (MissedCheckins(), Silence(), FallingMood(), StuckUnanswered())
"""What holds where the admins write no rules."""


class Rung(StrEnum):
    """How far up the ladder a flag has come."""

    CREATOR = "creator"
    """The creator was told, in private."""
    MENTOR = "mentor"
    """Their mentor knows."""
    ADMINS = "admins"
    """It stands in the admins' digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """How long after it went up a flag that is still up comes to the mentor, and to the admins."""

    mentor_after: timedelta = timedelta(days=2)
    admins_after: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """A check-in that was shown. `closes_at` None: it takes answers for ever."""

    week: int
    asked_at: datetime
    closes_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that a creator gave, and when."""

    value: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What the rules look at, each in the order of time.

    `numbers` are the answers by the id of their question, `metrics` the values by the metric's name;
    `last_sign` is when the creator last did anything, or came back from a rest; `help_since` is when
    help was asked for that nobody has given yet.
    """

    check_ins: Sequence[CheckIn] = ()
    numbers: Mapping[str, Sequence[Number]] = field(default_factory=dict)
    metrics: Mapping[str, Sequence[Number]] = field(default_factory=dict)
    last_sign: datetime | None = None
    help_since: Sequence[datetime] = ()


def after(history: History, settled_at: datetime) -> History:
    """What came after a person had said that all is well: the rules count anew."""
    check_ins = [one for one in history.check_ins if one.closes_at is None or one.closes_at > settled_at]
    last_sign = history.last_sign
    return History(
        check_ins=check_ins,
        numbers=_later(history.numbers, settled_at),
        metrics=_later(history.metrics, settled_at),
        last_sign=None if last_sign is None else max(last_sign, settled_at),
        help_since=[at for at in history.help_since if at > settled_at],
    )


def _later(numbers: Mapping[str, Sequence[Number]], than: datetime) -> dict[str, Sequence[Number]]:
    return {name: [one for one in given if one.at > than] for name, given in numbers.items()}


def raised(rule: Rule, history: History, now: datetime) -> Facts | None:
    """The facts for which the rule raises a flag, if it does."""
    match rule:
        case MissedCheckins():
            return _missed(rule, history, now)
        case FallingMood():
            return _fell(rule, history)
        case Silence():
            since = history.last_sign
            is_long = since is not None and now - since >= timedelta(days=rule.days)
            return Silent(since=since) if since is not None and is_long else None
        case MetricDrop():
            return _dropped(rule, history)
        case StuckUnanswered():
            since = min(history.help_since, default=None)
            is_long = since is not None and now - since >= timedelta(hours=rule.hours)
            return Waiting(since=since) if since is not None and is_long else None
        case never:
            assert_never(never)


def _missed(rule: MissedCheckins, history: History, now: datetime) -> Missed | None:
    """Only what can't be answered any more counts, and what is still open breaks no row."""
    over = [one for one in history.check_ins if one.answered_at is not None or _is_closed(one, now)]
    times = 0
    for one in reversed(over):
        if one.answered_at is not None:
            break
        times += 1
    return Missed(times=times, week=over[-1].week) if times and times >= rule.times else None


def _is_closed(one: CheckIn, now: datetime) -> bool:
    return one.closes_at is not None and one.closes_at <= now


def _fell(rule: FallingMood, history: History) -> Fell | None:
    last = history.numbers.get(rule.question, ())[-rule.answers :]
    values = tuple(one.value for one in last)
    if len(values) < rule.answers or any(later > earlier for earlier, later in pairwise(values)):
        return None
    if values[0] - values[-1] < rule.by:
        return None
    return Fell(question=rule.question, values=values, at=last[-1].at)


def _dropped(rule: MetricDrop, history: History) -> Dropped | None:
    last = history.metrics.get(rule.metric, ())[-2:]
    if len(last) < 2 or last[0].value <= 0:
        return None
    before, after = last[0].value, last[1].value
    if (before - after) * 100 < before * rule.percent:
        return None
    return Dropped(metric=rule.metric, before=before, after=after, at=last[1].at)
