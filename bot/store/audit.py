"""Every change by a person: who, what, when; never free text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Integer, Select, Text, bindparam, func, insert, select

from bot.store.connection import Connection
from bot.store.tables import audit, cohorts, enrolments, people

STRANGER = "stranger on "
"""How the actor begins of whom nobody knows."""
_NEWEST = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One line of the log; actor and subject are keys, or words where there is none."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which acts are wanted: by or about these keys, or whose action has the words in it."""

    keys: frozenset[str]
    words: str


_ADD = insert(audit)
_cohort = bindparam("cohort", type_=Integer)
_staff: BindParameter[Any] = bindparam("staff", expanding=True)
_people_here = select(people.c.key).join(enrolments, enrolments.c.person_id == people.c.id)
_enrolled_here = _people_here.where(enrolments.c.cohort_id == _cohort)
_places_here = select(enrolments.c.key).where(enrolments.c.cohort_id == _cohort)
_this_cohort = select(cohorts.c.key).where(cohorts.c.id == _cohort)
_SUBJECT_HERE = (
    audit.c.subject.in_(_this_cohort)
    | audit.c.subject.in_(_places_here)
    | audit.c.subject.in_(_enrolled_here)
    | audit.c.subject.in_(_staff)
)
_SUBJECT_ELSEWHERE = (
    audit.c.subject.in_(select(cohorts.c.key).where(cohorts.c.id != _cohort))
    | audit.c.subject.in_(select(enrolments.c.key).where(enrolments.c.cohort_id != _cohort))
    | audit.c.subject.in_(select(people.c.key))
)
_ACTOR_HERE = (
    audit.c.actor.in_(_enrolled_here)
    | audit.c.actor.in_(_staff)
    | audit.c.actor.startswith(STRANGER, autoescape=True)
)
_OF_COHORT: Select[Any] = (
    select(audit)
    .where(
        audit.c.id < bindparam("before", type_=Integer),
        _SUBJECT_HERE | (_ACTOR_HERE & ~_SUBJECT_ELSEWHERE),
    )
    .order_by(audit.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_keys: BindParameter[Any] = bindparam("keys", expanding=True)
_FILTERED = _OF_COHORT.where(
    audit.c.actor.in_(_keys)
    | audit.c.subject.in_(_keys)
    | func.lower(audit.c.action).like(bindparam("like", type_=Text), escape="\\")
)
_NAMES = (
    select(people.c.key, enrolments.c.key.label("place"), people.c.name, people.c.erased_at)
    .outerjoin(enrolments, enrolments.c.person_id == people.c.id)
    .where(people.c.key.in_(_keys) | enrolments.c.key.in_(_keys))
)


class Audit:
    """The audit log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, at: datetime, actor: str, action: str, subject: str, outcome: str = "done") -> None:
        """Put down what a person did; actor and subject are keys."""
        row = {"at": at, "actor": actor, "action": action, "subject": subject, "outcome": outcome}
        self._connection.execute(_ADD, row)

    def of_cohort(
        self,
        cohort: int,
        staff: Sequence[str],
        *,
        only: Filter | None = None,
        before: int | None = None,
        limit: int,
    ) -> list[Act]:
        """What is about a cohort and its people, the newest first; `staff` are its leaders' keys.

        What its people and strangers did is there, too, but for what is about other cohorts. `before`
        is the number of an act: those older than it.
        """
        wanted = {"cohort": cohort, "staff": list(staff), "before": before or _NEWEST, "limit": limit}
        if only is None:
            found = self._connection.execute(_OF_COHORT, wanted)
        else:
            like = f"%{_escaped(only.words.lower())}%"
            found = self._connection.execute(_FILTERED, {**wanted, "keys": sorted(only.keys), "like": like})
        return [
            Act(
                id=row.id,
                at=row.at,
                actor=row.actor,
                action=row.action,
                subject=row.subject,
                outcome=row.outcome,
            )
            for row in found
        ]

    def names(self, keys: Sequence[str]) -> dict[str, str | None]:
        """Whose keys these are, of people or of their places in cohorts; None for somebody erased."""
        found: dict[str, str | None] = {}
        wanted = set(keys)
        for row in self._connection.execute(_NAMES, {"keys": list(keys)}):
            name = row.name if row.erased_at is None else None
            found.update({key: name for key in (row.key, row.place) if key in wanted})
        return found


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
