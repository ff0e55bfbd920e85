"""Overviews: what became of the weeks of many creators, each thing to know in one statement."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Float,
    Integer,
    String,
    bindparam,
    case,
    cast,
    func,
    select,
    text,
)

from bot.domain.delivery import DeliveryState, OccurrenceState
from bot.domain.programme import StepKind
from bot.domain.week_marks import WeekTally
from bot.store.caseload import TO_DO
from bot.store.connection import Connection
from bot.store.tables import answers, deliveries, enrolments, occurrences
from bot.store.types import AnyRow, UtcDateTime

MANY = 100
"""Creators; so few are looked up one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodWeek:
    """The answers of a week to one question that asks for a number: how many, and their mean."""

    week: int
    answers: int
    mean: float


_those: BindParameter[Any] = bindparam("of", expanding=True)
_steps: BindParameter[Any] = bindparam("steps", expanding=True)
_keys: BindParameter[Any] = bindparam("quarters", expanding=True)
_o, _a, _d = occurrences.c, answers.c, deliveries.c

# Of a step that the programme lost only what was done counts: nobody can do it any more.
_UNDONE = (
    _o.done_at.is_(None) & _o.state.in_((OccurrenceState.SENT, OccurrenceState.EARLY)) & _o.step.in_(_steps)
)
_IS_ASKED = (_o.kind == StepKind.CHECK_IN) & (_o.state == OccurrenceState.SENT)
_now = bindparam("now", type_=UtcDateTime)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0), type_=Integer)


_TALLIES = (
    select(
        _o.enrolment_id,
        _o.week,
        func.count(_o.done_at).label("done"),
        _how_many(_UNDONE & _o.closes_at.is_(None)).label("waiting"),
        _how_many(_UNDONE & (_o.closes_at > _now)).label("closing"),
        _how_many(_UNDONE & (_o.closes_at <= _now)).label("missed"),
        _how_many(_IS_ASKED).label("asked"),
        _how_many(_IS_ASKED & _o.done_at.is_not(None)).label("answered"),
    )
    .where(_o.enrolment_id.in_(_those), _o.kind.in_(TO_DO))
    .group_by(_o.enrolment_id, _o.week)
)
_ASKED_IN = (
    select(_o.enrolment_id, func.count(_o.done_at).label("answered"), func.count().label("asked"))
    .where(_o.enrolment_id.in_(_those), _IS_ASKED, _o.week == bindparam("in_week"))
    .group_by(_o.enrolment_id)
)
_ANSWERS = answers.join(occurrences, _o.key == _a.occurrence)
_TO_THIS = (_a.question == bindparam("asked", type_=String)) & _a.undone_at.is_(None)
_IS_ANSWER = _o.enrolment_id.in_(_those) & _TO_THIS
_MEAN = func.avg(cast(_a.value, Float), type_=Float)
_BY_WEEK = (
    select(_o.week, func.count().label("how_many"), _MEAN.label("mean"))
    .select_from(_ANSWERS)
    .group_by(_o.week)
    .order_by(_o.week)
)
_MOODS = _BY_WEEK.where(_IS_ANSWER)
# A sum keeps SQLite from looking up each of many creators: to read every answer once is faster.
_MOODS_OF_MANY = _BY_WEEK.where((_o.enrolment_id + 0).in_(_those), _TO_THIS)
_MOODS_IN = (
    select(_o.enrolment_id, _a.value)
    .select_from(_ANSWERS)
    .where(_IS_ANSWER, _o.week == bindparam("in_week"))
    .order_by(_a.id)
)
# Zones lie whole quarters of an hour apart: "2026-09-07T13:30" stands for all that left until 13:45.
_MINUTE = cast(func.substr(_d.settled_at, 15, 2, type_=String), Integer)
_QUARTER: ColumnElement[Any] = func.substr(_d.settled_at, 1, 14, type_=String).concat(
    case((_MINUTE < 15, "00"), (_MINUTE < 30, "15"), (_MINUTE < 45, "30"), else_="45")
)
_SENT = (_d.state == DeliveryState.SENT) & _d.settled_at.is_not(None)
_enrolled = select(enrolments.c.id).where(enrolments.c.cohort_id == bindparam("cohort"))
# What goes out though a cohort is held names none.
_OF_COHORT = (_d.cohort_id == bindparam("cohort")) | (_d.cohort_id.is_(None) & _d.enrolment_id.in_(_enrolled))
_OF_THOSE = _d.enrolment_id.in_(_those)
_LEFT = select(_QUARTER.label("quarter"), func.count().label("how_many")).group_by(text("quarter"))
_LEFT_IN_COHORT = _LEFT.where(_SENT, _OF_COHORT)
_LEFT_FOR_THOSE = _LEFT.where(_SENT, _OF_THOSE)
_WENT_TO = (
    select(_d.enrolment_id, func.count().label("how_many"))
    .where(_SENT, _OF_THOSE, _QUARTER.in_(_keys))
    .group_by(_d.enrolment_id)
)


class Overviews:
    """What is known of many creators by the weeks of the programme, and by the hours of the day."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tallies(
        self, enrolments: Sequence[int], steps: Collection[str], now: datetime
    ) -> dict[tuple[int, int], WeekTally]:
        """By (enrolment, week): what was done, and what of these steps was not."""
        wanted = {"of": list(enrolments), "steps": sorted(steps), "now": now}
        found = self._connection.execute(_TALLIES, wanted)
        return {(number, week): WeekTally(*counts) for number, week, *counts in found}

    def asked_in(self, enrolments: Sequence[int], week: int) -> dict[int, bool]:
        """Whether each of these answered all check-ins of a week, of those who were shown one."""
        wanted = {"of": list(enrolments), "in_week": week}
        return {
            row.enrolment_id: row.answered == row.asked for row in self._connection.execute(_ASKED_IN, wanted)
        }

    def moods(self, enrolments: Sequence[int], question: str) -> list[MoodWeek]:
        """What these answered to a question that asks for a number, by week."""
        wanted = {"of": list(enrolments), "asked": question}
        statement = _MOODS_OF_MANY if len(enrolments) > MANY else _MOODS
        return [
            MoodWeek(week=row.week, answers=row.how_many, mean=row.mean)
            for row in self._connection.execute(statement, wanted)
        ]

    def moods_in(self, enrolments: Sequence[int], question: str, week: int) -> dict[int, str]:
        """What each of these answered last in a week."""
        wanted = {"of": list(enrolments), "asked": question, "in_week": week}
        return {row.enrolment_id: row.value for row in self._connection.execute(_MOODS_IN, wanted)}

    def left_in(self, cohort: int) -> dict[datetime, int]:
        """How many of a cohort's messages left in each quarter of an hour, by its beginning."""
        return _quarters(self._connection.execute(_LEFT_IN_COHORT, {"cohort": cohort}))

    def left_for(self, enrolments: Sequence[int]) -> dict[datetime, int]:
        """The same of the messages to these creators."""
        return _quarters(self._connection.execute(_LEFT_FOR_THOSE, {"of": list(enrolments)}))

    def went_to(self, enrolments: Sequence[int], quarters: Collection[datetime]) -> dict[int, int]:
        """How many messages went to each of these creators in these quarters."""
        wanted = {"of": list(enrolments), "quarters": sorted(map(_written, quarters))}
        return {row.enrolment_id: row.how_many for row in self._connection.execute(_WENT_TO, wanted)}


def _quarters(rows: Iterable[AnyRow]) -> dict[datetime, int]:
    return {datetime.fromisoformat(row.quarter).replace(tzinfo=UTC): row.how_many for row in rows}


def _written(quarter: datetime) -> str:
    return quarter.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")
