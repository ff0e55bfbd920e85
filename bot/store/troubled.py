"""Deliveries that wait for an admin's decision: those that could not be sent, and those in doubt."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, select, text, update

from bot.chat.place import Place
from bot.chat.token import key_of
from bot.domain.delivery import Act, DeliveryState
from bot.store.connection import Connection
from bot.store.deliveries import OnRecord, on_record
from bot.store.places import lane_of, woken_by, written
from bot.store.tables import deliveries, enrolments, occurrences, parts, people
from bot.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One such delivery; the names that it needs in words are None where it has none.

    `begun` says that a part of it was shown; `worded`, that its exact words are kept.
    """

    record: OnRecord
    key: str
    person: int | None
    name: str | None
    title: str | None
    week: int | None
    subject: str
    begun: bool
    worded: bool


_begun = exists().where(parts.c.delivery_id == deliveries.c.id, parts.c.shown_at.is_not(None))
_places = select(enrolments.c.id).where(enrolments.c.cohort_id == bindparam("of"))
_people = select(enrolments.c.person_id).where(enrolments.c.cohort_id == bindparam("of"))
_keys = select(enrolments.c.key).where(enrolments.c.cohort_id == bindparam("of"))
# What goes out though a cohort is held names none: it belongs to those whom it is for, or about.
_IS_OF_COHORT = (deliveries.c.cohort_id == bindparam("of")) | (
    deliveries.c.cohort_id.is_(None)
    & (
        deliveries.c.enrolment_id.in_(_places)
        | deliveries.c.person_id.in_(_people)
        | deliveries.c.subject.in_(_keys)
    )
)
# In the words of their index, which SQLite would not use for bound values.
_IN_TROUBLE = text("deliveries.state IN ('dead', 'unknown')")
_REASONS = (
    select(deliveries.c.reason, func.count().label("how_many"))
    .where(_IS_OF_COHORT, _IN_TROUBLE)
    .group_by(deliveries.c.reason)
    .order_by(func.count().desc(), deliveries.c.reason)
)
_OF_COHORT = (
    select(
        deliveries,
        people.c.name.label("person_name"),
        occurrences.c.title,
        occurrences.c.week,
        _begun.label("begun"),
    )
    .outerjoin(people, people.c.id == deliveries.c.person_id)
    .outerjoin(occurrences, occurrences.c.key == deliveries.c.occurrence)
    .where(_IS_OF_COHORT, _IN_TROUBLE)
    .order_by(deliveries.c.due_at, deliveries.c.id)
)
_BY_PART = (
    select(deliveries)
    .join(parts, parts.c.delivery_id == deliveries.c.id)
    .where(parts.c.key == bindparam("wanted"), _IS_OF_COHORT)
)
_THIS = update(deliveries).where(deliveries.c.id == bindparam("of"))
_SEND_AGAIN = _THIS.values(
    state=DeliveryState.DUE,
    reason=None,
    not_before=bindparam("now"),
    late_at=None,
    settled_at=None,
    frozen=False,
    place=bindparam("to_place"),
    lane=bindparam("to_lane"),
)
_CHANGE_AGAIN = _THIS.values(
    state=DeliveryState.DUE,
    reason=None,
    due_at=bindparam("now"),
    not_before=bindparam("now"),
    settled_at=None,
)
_DROP_PARTS = delete(parts).where(parts.c.delivery_id == bindparam("of"))


def key_of_delivery(name: str) -> str:
    """The key by which a button names a delivery: that of its first part, by which it is found for ever."""
    return key_of("part", name, "0")


class Troubled:
    """What waits for an admin's decision."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def of_cohort(self, cohort: int) -> list[Trouble]:
        """All of a cohort, the longest due first."""
        return [_trouble(row) for row in self._connection.execute(_OF_COHORT, {"of": cohort})]

    def reasons(self, cohort: int) -> list[tuple[str, int]]:
        """(reason, how many) of what could not be delivered or is in doubt, the most frequent first."""
        return [
            (row.reason or "", row.how_many) for row in self._connection.execute(_REASONS, {"of": cohort})
        ]

    def by_key(self, cohort: int, key: str) -> Trouble | None:
        """The one that a button names, if it still waits."""
        return next((one for one in self.of_cohort(cohort) if one.key == key), None)

    def fate(self, cohort: int, key: str) -> OnRecord | None:
        """What became of the delivery that a button names; None where its parts are not on record."""
        row = self._connection.execute(_BY_PART, {"wanted": key, "of": cohort}).first()
        return None if row is None else on_record(row)

    def retry(self, one: Trouble, place: Place, now: datetime) -> None:
        """It is due again, whole and however late it is; a message goes to this place."""
        if one.record.act is Act.SEND:
            self._connection.execute(_DROP_PARTS, {"of": one.record.id})
            to = {"to_place": written(place), "to_lane": lane_of(place)}
            self._connection.execute(_SEND_AGAIN, {"of": one.record.id, "now": now, **to})
        else:
            place = one.record.place
            self._connection.execute(_CHANGE_AGAIN, {"of": one.record.id, "now": now})
        self._touched.add(woken_by(lane_of(place)))


def _trouble(row: AnyRow) -> Trouble:
    return Trouble(
        record=on_record(row),
        key=key_of_delivery(row.name),
        person=row.person_id,
        name=row.person_name,
        title=row.title,
        week=row.week,
        subject=row.subject,
        begun=bool(row.begun),
        worded=row.content is not None,
    )
