"""Creators' places in cohorts: by key and person, and what becomes of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from bot.chat.place import Account, Platform
from bot.domain.people import Enrolment, EnrolmentState
from bot.store.connection import Connection
from bot.store.homes import Homes
from bot.store.people import PERSON_COLUMNS, person_of
from bot.store.tables import accounts, cohorts, enrolments, people
from bot.store.types import AnyRow, UtcDateTime

TRAVELLING = (EnrolmentState.ACTIVE, EnrolmentState.PAUSED)
"""The states in which steps happen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """An enrolment on record, with the account its creator prefers."""

    id: int
    cohort_id: int
    cohort: str
    """Its name."""
    person_id: int
    mentor_id: int | None
    enrolment: Enrolment
    account: Account | None
    next_due_at: datetime | None
    last_seen_at: datetime | None = None
    """When the creator last did anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A creator's place in a cohort, as far as it takes to find them by name."""

    id: int
    key: str
    cohort: str
    person_id: int
    mentor_id: int | None
    name: str


_NAMED = (
    select(
        enrolments.c.id,
        enrolments.c.key,
        enrolments.c.person_id,
        enrolments.c.mentor_id,
        people.c.name,
        cohorts.c.name.label("cohort"),
    )
    .join(cohorts, cohorts.c.id == enrolments.c.cohort_id)
    .join(people, people.c.id == enrolments.c.person_id)
    .where(enrolments.c.cohort_id == bindparam("of"), people.c.erased_at.is_(None))
    .order_by(enrolments.c.id)
)
ALL_ENROLLED = (
    select(
        enrolments,
        *PERSON_COLUMNS,
        accounts.c.platform,
        accounts.c.workspace,
        accounts.c.user,
        cohorts.c.name.label("cohort"),
    )
    .join(cohorts, cohorts.c.id == enrolments.c.cohort_id)
    .join(people, people.c.id == enrolments.c.person_id)
    .outerjoin(accounts, (accounts.c.person_id == people.c.id) & accounts.c.preferred)
)
_PRESENT = people.c.erased_at.is_(None)
_BY_KEY = ALL_ENROLLED.where(_PRESENT, enrolments.c.key == bindparam("wanted"))
_BY_ID = ALL_ENROLLED.where(enrolments.c.id == bindparam("wanted"))
_OF_PERSON = ALL_ENROLLED.where(enrolments.c.person_id == bindparam("of")).order_by(enrolments.c.id)
_OF_COHORT = ALL_ENROLLED.where(_PRESENT, enrolments.c.cohort_id == bindparam("of")).order_by(enrolments.c.id)
_THOSE = ALL_ENROLLED.where(enrolments.c.id.in_(bindparam("numbers", expanding=True))).order_by(
    enrolments.c.next_due_at, enrolments.c.id
)
_ACTIVE = select(func.count()).where(
    enrolments.c.cohort_id == bindparam("cohort"), enrolments.c.state.in_(TRAVELLING)
)
_IN_STATE = select(func.count()).where(enrolments.c.state == bindparam("wanted"))
_ADD = insert(enrolments)
_CHANGE = update(enrolments).where(enrolments.c.id == bindparam("enrolment"))
_SET_STATE = _CHANGE.values(state=bindparam("to"))
_JOIN = _CHANGE.values(state=EnrolmentState.ACTIVE, joined_at=bindparam("now"), left_at=None)
_LEAVE = _CHANGE.values(state=EnrolmentState.WITHDRAWN, left_at=bindparam("now"), next_due_at=None)
_ASSIGN = _CHANGE.values(
    track=bindparam("on_track"), nonprofit=bindparam("for_nonprofit"), mentor_id=bindparam("by_mentor")
)
_SET_MENTOR = _CHANGE.values(mentor_id=bindparam("by_mentor"))
_REPLAN = _CHANGE.values(next_due_at=bindparam("now"), revision=enrolments.c.revision + 1)
_WAKE = _CHANGE.where(
    enrolments.c.next_due_at.is_(None) | (enrolments.c.next_due_at > bindparam("at"))
).values(next_due_at=bindparam("at"))
_SEEN = (
    update(enrolments)
    .where(enrolments.c.person_id == bindparam("of"), enrolments.c.state.in_(TRAVELLING))
    .values(last_seen_at=bindparam("now"))
)
_UNSEEN = (
    select(accounts.c.id)
    .outerjoin(
        enrolments,
        (enrolments.c.person_id == accounts.c.person_id) & enrolments.c.state.in_(TRAVELLING),
    )
    .where(
        accounts.c.platform == bindparam("on"),
        accounts.c.workspace == bindparam("within"),
        accounts.c.user == bindparam("who"),
        accounts.c.opened_at.is_(None)
        | (
            func.coalesce(enrolments.c.last_seen_at, enrolments.c.joined_at, type_=UtcDateTime)
            <= bindparam("before", type_=UtcDateTime)
        ),
    )
    .limit(1)
)
_REPLAN_ALL = (
    update(enrolments)
    .where(enrolments.c.cohort_id == bindparam("cohort"), enrolments.c.state.in_(TRAVELLING))
    .values(next_due_at=bindparam("now"), revision=enrolments.c.revision + 1)
)


class Enrolments:
    """Enrolments, by key, person or cohort."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched
        self._homes = Homes(connection, touched)

    def add(self, cohort: int, person: int, enrolment: Enrolment, mentor: int | None) -> None:
        """Invite a person."""
        row = {
            "key": enrolment.key,
            "cohort_id": cohort,
            "person_id": person,
            "mentor_id": mentor,
            "state": enrolment.state,
            "track": enrolment.track,
            "nonprofit": enrolment.nonprofit,
            "joined_at": enrolment.joined_at,
        }
        self._connection.execute(_ADD, row)

    def by_key(self, key: str) -> Enrolled | None:
        """The enrolment with this key."""
        return _first(self._connection.execute(_BY_KEY, {"wanted": key}).first())

    def by_id(self, number: int) -> Enrolled | None:
        """The enrolment that rows refer to by this number."""
        return _first(self._connection.execute(_BY_ID, {"wanted": number}).first())

    def of_person(self, person: int) -> list[Enrolled]:
        """A person's enrolments, oldest first."""
        return [enrolled_of(row) for row in self._connection.execute(_OF_PERSON, {"of": person})]

    def of_cohort(self, cohort: int) -> list[Enrolled]:
        """Everybody enrolled in a cohort, in any state."""
        return [enrolled_of(row) for row in self._connection.execute(_OF_COHORT, {"of": cohort})]

    def named(self, cohort: int) -> list[Named]:
        """Everybody enrolled in a cohort, by name; cheap, since it is asked while people type."""
        return [
            Named(
                id=row.id,
                key=row.key,
                cohort=row.cohort,
                person_id=row.person_id,
                mentor_id=row.mentor_id,
                name=row.name,
            )
            for row in self._connection.execute(_NAMED, {"of": cohort})
        ]

    def those(self, numbers: Sequence[int]) -> list[Enrolled]:
        """The enrolments with these numbers, the longest due first."""
        return [enrolled_of(row) for row in self._connection.execute(_THOSE, {"numbers": numbers})]

    def active(self, cohort: int) -> int:
        """How many creators steps happen to."""
        return self._connection.scalar(_ACTIVE, {"cohort": cohort}) or 0

    def count(self, state: EnrolmentState) -> int:
        """How many are in this state, over all cohorts."""
        return self._connection.scalar(_IN_STATE, {"wanted": state}) or 0

    def wake(self, enrolment: int, at: datetime) -> None:
        """Have the planner look then at the latest."""
        self._connection.execute(_WAKE, {"enrolment": enrolment, "at": at})
        self._touched.add("plans")

    def wake_all(self, wakes: list[tuple[int, datetime]]) -> None:
        """Have the planner look at each of these then at the latest."""
        if wakes:
            self._connection.execute(_WAKE, [{"enrolment": number, "at": at} for number, at in wakes])
            self._touched.add("plans")

    def replan(self, enrolment: int, now: datetime) -> None:
        """Something moved this creator's calendar."""
        self._connection.execute(_REPLAN, {"enrolment": enrolment, "now": now})
        self._touched.add("plans")
        self._homes.enrolment_changed(enrolment)

    def replan_all(self, cohort: int, now: datetime) -> None:
        """Something moved everybody's calendar."""
        self._connection.execute(_REPLAN_ALL, {"cohort": cohort, "now": now})
        self._touched.add("plans")

    def seen(self, person: int, now: datetime) -> None:
        """The creator did something, whatever it was."""
        self._connection.execute(_SEEN, {"of": person, "now": now})

    def is_unseen(self, account: Account, before: datetime) -> bool:
        """Whether an account on record never acted, or its creator was not seen since then."""
        named = {"on": account.platform, "within": account.workspace, "who": account.user}
        return self._connection.execute(_UNSEEN, {**named, "before": before}).first() is not None

    def join(self, enrolment: int, now: datetime) -> None:
        """The creator is in, from now on."""
        self._connection.execute(_JOIN, {"enrolment": enrolment, "now": now})
        self.replan(enrolment, now)

    def leave(self, enrolment: int, now: datetime) -> None:
        """The creator is out; what was sent stays on record."""
        self._connection.execute(_LEAVE, {"enrolment": enrolment, "now": now})
        self._homes.enrolment_changed(enrolment)

    def assign(self, enrolment: int, *, track: str, nonprofit: str, mentor: int | None) -> None:
        """The creator works for this cause and non-profit, with this mentor."""
        row = {"enrolment": enrolment, "on_track": track, "for_nonprofit": nonprofit, "by_mentor": mentor}
        self._connection.execute(_ASSIGN, row)

    def set_mentors(self, pairs: Sequence[tuple[int, int]]) -> None:
        """(enrolment, mentor): from now on these mentors look after these creators."""
        if pairs:
            self._connection.execute(
                _SET_MENTOR, [{"enrolment": number, "by_mentor": mentor} for number, mentor in pairs]
            )

    def set_state(self, enrolment: int, state: EnrolmentState) -> None:
        """The creator is paused, active again, or done."""
        self._connection.execute(_SET_STATE, {"enrolment": enrolment, "to": state})
        self._homes.enrolment_changed(enrolment)


def enrolled_of(row: AnyRow) -> Enrolled:
    """The enrolment in a row of `ALL_ENROLLED`."""
    account = None
    if row.platform is not None:
        account = Account(platform=Platform(row.platform), user=row.user, workspace=row.workspace)
    return Enrolled(
        id=row.id,
        cohort_id=row.cohort_id,
        cohort=row.cohort,
        person_id=row.person_id,
        mentor_id=row.mentor_id,
        enrolment=Enrolment(
            key=row.key,
            person=person_of(row),
            state=EnrolmentState(row.state),
            platform=row.platform or "",
            track=row.track,
            nonprofit=row.nonprofit,
            joined_at=row.joined_at,
            revision=row.revision,
        ),
        account=account,
        next_due_at=row.next_due_at,
        last_seen_at=row.last_seen_at,
    )


def _first(row: AnyRow | None) -> Enrolled | None:
    return None if row is None else enrolled_of(row)
