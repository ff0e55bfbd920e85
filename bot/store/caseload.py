"""The caseload: what is on record about many creators at once, in one statement for each thing to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    bindparam,
    exists,
    func,
    select,
    text,
    update,
)

from bot.domain.matter import ANSWERED, MatterKind
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.store.connection import Connection
from bot.store.homes import Homes
from bot.store.tables import accounts, answers, enrolments, matters, occurrences, people
from bot.store.types import AnyRow, UtcDateTime

IN_CARE = (EnrolmentState.INVITED, EnrolmentState.ACTIVE, EnrolmentState.PAUSED)
"""The states in which a creator takes a mentor's room."""
TO_DO = (StepKind.LESSON, StepKind.CHECK_IN, StepKind.SURVEY, StepKind.MILESTONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A creator's place in a cohort; `reachable` says whether a chat knows them by an account."""

    id: int
    key: str
    person_id: int
    person_key: str
    name: str
    zone: str
    state: EnrolmentState
    track: str
    mentor_id: int | None
    mentor: str
    """The mentor's name; empty where nobody is."""
    joined_at: datetime | None
    last_seen_at: datetime | None
    """When they last did, answered, typed or pressed anything."""
    confirmed: bool
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of the steps with something to do that a creator was shown."""

    shown: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What somebody in a cohort waits for in their mentor's queue."""

    enrolment: int
    kind: MatterKind
    opened_at: datetime
    owner: int | None
    """The mentor whose queue it is in; None for all admins'."""
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a creator answered to a question of a step."""

    step: str
    week: int
    question: str
    value: str
    at: datetime


_mentor = people.alias("mentor")
_MEMBERS = (
    select(
        enrolments.c.id,
        enrolments.c.key,
        enrolments.c.person_id,
        people.c.key.label("person_key"),
        people.c.name,
        people.c.zone,
        enrolments.c.state,
        enrolments.c.track,
        enrolments.c.mentor_id,
        _mentor.c.name.label("mentor_name"),
        enrolments.c.joined_at,
        enrolments.c.last_seen_at,
        people.c.confirmed_at,
        exists().where(accounts.c.person_id == people.c.id).label("reachable"),
    )
    .join(people, people.c.id == enrolments.c.person_id)
    .outerjoin(_mentor, _mentor.c.id == enrolments.c.mentor_id)
    .where(enrolments.c.cohort_id == bindparam("cohort"))
    .order_by(people.c.name, enrolments.c.id)
)
_those: BindParameter[Any] = bindparam("of", expanding=True)
_ASKED = (
    occurrences.c.enrolment_id.in_(_those)
    & occurrences.c.shown_at.is_not(None)
    & occurrences.c.kind.in_(TO_DO)
)
_TALLIES = (
    select(
        occurrences.c.enrolment_id,
        func.count().label("how_many"),
        func.count(occurrences.c.done_at).label("done"),
    )
    .where(_ASKED)
    .group_by(occurrences.c.enrolment_id)
)
_MISSED = (
    select(occurrences.c.enrolment_id, func.count().label("how_many"))
    .where(
        # In the words of their index, which SQLite would not use for bound values.
        text("occurrences.kind = 'check-in' AND occurrences.done_at IS NULL"),
        text("occurrences.closes_at IS NOT NULL"),
        occurrences.c.closes_at <= bindparam("now", type_=UtcDateTime),
        occurrences.c.closes_at > bindparam("since", type_=UtcDateTime),
    )
    .group_by(occurrences.c.enrolment_id)
)
_WAITING = (
    select(matters.c.enrolment_id, matters.c.kind, matters.c.opened_at, matters.c.owner_id, matters.c.outcome)
    .join(enrolments, enrolments.c.id == matters.c.enrolment_id)
    .where(enrolments.c.cohort_id == bindparam("cohort"), matters.c.closed_at.is_(None))
    .order_by(matters.c.opened_at, matters.c.id)
)
_HAND_ON = (
    update(matters)
    .where(
        matters.c.enrolment_id.in_(_those),
        matters.c.owner_id == bindparam("from_owner"),
        matters.c.closed_at.is_(None),
    )
    .values(
        owner_id=bindparam("to_owner"),
        handed_at=bindparam("now", type_=UtcDateTime),
        snoozed_until=None,
    )
)
_LOADS = (
    select(enrolments.c.mentor_id, func.count().label("how_many"))
    .where(
        enrolments.c.cohort_id == bindparam("cohort"),
        enrolments.c.mentor_id.is_not(None),
        enrolments.c.state.in_(IN_CARE),
    )
    .group_by(enrolments.c.mentor_id)
)
_ANSWERS = (
    select(occurrences.c.step, occurrences.c.week, answers.c.question, answers.c.value, answers.c.at)
    .join(occurrences, occurrences.c.key == answers.c.occurrence)
    .where(occurrences.c.enrolment_id == bindparam("of"), answers.c.undone_at.is_(None))
    .order_by(answers.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)


class Caseload:
    """What is known of a cohort's creators, grouped."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._homes = Homes(connection, touched)

    def members(self, cohort: int) -> list[Member]:
        """Everybody enrolled in a cohort, in any state, by name."""
        return [_member(row) for row in self._connection.execute(_MEMBERS, {"cohort": cohort})]

    def tallies(self, enrolments: Sequence[int]) -> dict[int, Tally]:
        """How many steps with something to do each of these was shown, and has done."""
        found = self._connection.execute(_TALLIES, {"of": list(enrolments)})
        return {row.enrolment_id: Tally(shown=row.how_many, done=row.done) for row in found}

    def missed(self, since: datetime, now: datetime) -> dict[int, int]:
        """How many check-ins closed on each creator, of whatever cohort, without an answer after `since`."""
        wanted = {"since": since, "now": now}
        return {row.enrolment_id: row.how_many for row in self._connection.execute(_MISSED, wanted)}

    def waiting(self, cohort: int) -> list[Waiting]:
        """The open matters of the mentors' queues, the oldest first."""
        return [
            Waiting(
                enrolment=row.enrolment_id,
                kind=MatterKind(row.kind),
                opened_at=row.opened_at,
                owner=row.owner_id,
                answered=row.outcome == ANSWERED,
            )
            for row in self._connection.execute(_WAITING, {"cohort": cohort})
        ]

    def hand_on(self, enrolments: Sequence[int], *, giver: int, taker: int, now: datetime) -> None:
        """The open matters of these creators that were one mentor's are another's now."""
        wanted = {"of": list(enrolments), "from_owner": giver, "to_owner": taker, "now": now}
        self._connection.execute(_HAND_ON, wanted)
        self._homes.queues_changed()

    def loads(self, cohort: int) -> dict[int, int]:
        """How many creators each mentor of a cohort looks after, by the mentor's number."""
        return {row.mentor_id: row.how_many for row in self._connection.execute(_LOADS, {"cohort": cohort})}

    def answers(self, enrolment: int, limit: int) -> list[Answered]:
        """What a creator answered last, the newest first."""
        return [
            Answered(step=row.step, week=row.week, question=row.question, value=row.value, at=row.at)
            for row in self._connection.execute(_ANSWERS, {"of": enrolment, "limit": limit})
        ]


def _member(row: AnyRow) -> Member:
    return Member(
        id=row.id,
        key=row.key,
        person_id=row.person_id,
        person_key=row.person_key,
        name=row.name,
        zone=row.zone,
        state=EnrolmentState(row.state),
        track=row.track,
        mentor_id=row.mentor_id,
        mentor=row.mentor_name or "",
        joined_at=row.joined_at,
        last_seen_at=row.last_seen_at,
        confirmed=row.confirmed_at is not None,
        reachable=bool(row.reachable),
    )
