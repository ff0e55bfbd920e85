"""What is owed to people: rows that are written with their cause, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.chat.place import Place
from bot.domain.delivery import Act, DeliveryState
from bot.domain.may_send import Nature
from bot.store import places
from bot.store.connection import Connection
from bot.store.tables import deliveries, occurrences, parts
from bot.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A new delivery. `name` is unique and meaningful; `subject` is what its feature needs, as key or text.

    `content` is a message as text, for what is said in exactly these words; without it the feature
    makes the words when the delivery leaves. What goes to a channel is public and about nobody: ValueError
    for anything else, so that nobody can be put to shame there, whatever a feature does.
    """

    name: str
    kind: str
    nature: Nature
    place: Place
    due_at: datetime
    cohort: int | None = None
    person: int | None = None
    enrolment: int | None = None
    occurrence: str | None = None
    subject: str = ""
    content: str | None = None
    late_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.place.private == (self.nature is Nature.PUBLIC):
            raise ValueError(f"{self.name}: what is public goes to channels, and nothing else does")
        about = (self.person, self.enrolment, self.occurrence)
        if not self.place.private and about != (None, None, None):
            raise ValueError(f"{self.name}: what goes to a channel is about nobody")


@dataclass(frozen=True, slots=True, kw_only=True)
class OnRecord:
    """A delivery as `why` tells of it."""

    id: int
    name: str
    kind: str
    place: Place
    enrolment: int | None
    occurrence: str | None
    due_at: datetime
    not_before: datetime | None
    state: DeliveryState
    reason: str | None
    attempts: int
    attempted_at: datetime | None
    settled_at: datetime | None
    act: Act


_ADD = insert(deliveries).on_conflict_do_nothing()
_KNOWN = select(deliveries.c.name).where(deliveries.c.name.in_(bindparam("names", expanding=True)))
_UNSEEN = (
    (deliveries.c.enrolment_id == bindparam("of"))
    & (deliveries.c.state == DeliveryState.DUE)
    & (deliveries.c.frozen.is_(False))
)
_UNSEEN_STEPS = select(deliveries.c.id, deliveries.c.occurrence, deliveries.c.subject).where(
    _UNSEEN, deliveries.c.kind.in_(bindparam("kinds", expanding=True))
)
_THESE = select(deliveries.c.id, deliveries.c.occurrence, deliveries.c.subject).where(
    deliveries.c.id.in_(bindparam("ids", expanding=True))
)
_NEVER_SHOWN = select(occurrences.c.key).where(
    occurrences.c.key.in_(bindparam("keys", expanding=True)),
    occurrences.c.shown_at.is_(None),
    occurrences.c.done_at.is_(None),
)
_IN_A_CATCH_UP = select(deliveries.c.id).where(
    deliveries.c.occurrence.in_(bindparam("keys", expanding=True)),
    deliveries.c.state == DeliveryState.SKIPPED,
)
_DROP_PARTS = delete(parts).where(parts.c.delivery_id.in_(bindparam("ids", expanding=True)))
_DROP = delete(deliveries).where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
_OVERDUE = _UNSEEN & (deliveries.c.due_at <= bindparam("now"))
_UNSEEN_OVERDUE = select(deliveries.c.kind, deliveries.c.occurrence, deliveries.c.subject).where(_OVERDUE)
_SKIP_OVERDUE = (
    update(deliveries)
    .where(_OVERDUE)
    .values(state=DeliveryState.SKIPPED, reason=bindparam("why"), settled_at=bindparam("now"))
)
_SKIP_OF = (
    update(deliveries)
    .where(_UNSEEN)
    .values(state=DeliveryState.SKIPPED, reason=bindparam("why"), settled_at=bindparam("now"))
)
_SKIP_NAMED = (
    update(deliveries)
    .where(
        deliveries.c.name.in_(bindparam("names", expanding=True)),
        deliveries.c.state == DeliveryState.DUE,
        deliveries.c.frozen.is_(False),
    )
    .values(state=DeliveryState.SKIPPED, reason=bindparam("why"), settled_at=bindparam("now"))
)
_OF_PERSON = (
    select(deliveries)
    .where(deliveries.c.person_id == bindparam("of"))
    .order_by(deliveries.c.due_at, deliveries.c.id)
)
_OF_OCCURRENCES = (
    select(deliveries)
    .where(deliveries.c.occurrence.in_(bindparam("keys", expanding=True)))
    .order_by(deliveries.c.due_at, deliveries.c.id)
)
_REROUTE = (
    update(deliveries)
    .where(
        deliveries.c.person_id == bindparam("of"),
        deliveries.c.state == DeliveryState.DUE,
        deliveries.c.frozen.is_(False),
    )
    .values(place=bindparam("to"), lane=bindparam("by"))
)
_EXTEND = update(deliveries).where(deliveries.c.name == bindparam("of")).values(subject=bindparam("more"))
_BY_STATE = select(deliveries.c.state, deliveries.c.reason, func.count()).group_by(
    deliveries.c.state, deliveries.c.reason
)
_BY_KIND = (
    select(deliveries.c.kind, func.count().label("how_many"))
    .where(deliveries.c.state == "sent", deliveries.c.act == Act.SEND)
    .group_by(deliveries.c.kind)
)


class Deliveries:
    """Deliveries, as those who owe them see them."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def add(self, owed: Iterable[Owed]) -> None:
        """Owe these; one whose name is known already is not owed again."""
        rows = [_row(one) for one in owed]
        if rows:
            self._connection.execute(_ADD, rows)
            self._touched.update(places.woken_by(row["lane"]) for row in rows)

    def known(self, names: Sequence[str]) -> frozenset[str]:
        """Those of these names that are owed, or were once."""
        return frozenset(self._connection.scalars(_KNOWN, {"names": list(names)}))

    def withdraw_unseen(self, enrolment: int, kinds: Sequence[str]) -> list[str]:
        """Take back what has not left yet, to be planned anew; gives the keys of the occurrences in it.

        With a catch-up message goes whatever had become a line of it.
        """
        return self._take_back(_UNSEEN_STEPS, {"of": enrolment, "kinds": list(kinds)})

    def withdraw(self, ids: Sequence[int]) -> list[str]:
        """Take these back, of which nothing was seen, as `withdraw_unseen` does."""
        return self._take_back(_THESE, {"ids": list(ids)})

    def _take_back(self, which: Select[Any], wanted: dict[str, Any]) -> list[str]:
        rows = self._connection.execute(which, wanted).all()
        self._drop([row.id for row in rows])
        named = [key for row in rows for key in (row.occurrence, *row.subject.split()) if key is not None]
        if not named:
            return []
        keys = list(self._connection.scalars(_NEVER_SHOWN, {"keys": named}))
        self._drop(list(self._connection.scalars(_IN_A_CATCH_UP, {"keys": keys})))
        return keys

    def _drop(self, ids: Sequence[int]) -> None:
        if ids:
            self._connection.execute(_DROP_PARTS, {"ids": list(ids)})
            self._connection.execute(_DROP, {"ids": list(ids)})

    def skip_unseen(self, enrolment: int, reason: str, now: datetime) -> None:
        """What has not left yet to this creator never will."""
        self._connection.execute(_SKIP_OF, {"of": enrolment, "why": reason, "now": now})

    def skip_named(self, names: Sequence[str], reason: str, now: datetime) -> None:
        """Those of these that have not left yet never will."""
        self._connection.execute(_SKIP_NAMED, {"names": list(names), "why": reason, "now": now})

    def extend(self, name: str, subject: str) -> None:
        """This one, which has not left yet, is about more than it was."""
        self._connection.execute(_EXTEND, {"of": name, "more": subject})

    def skip_overdue(self, enrolment: int, reason: str, now: datetime) -> list[tuple[str, str | None, str]]:
        """What should have left by now and nobody has seen never will; its (kind, occurrence, subject)s."""
        found = self._connection.execute(_UNSEEN_OVERDUE, {"of": enrolment, "now": now}).all()
        if found:
            self._connection.execute(_SKIP_OVERDUE, {"of": enrolment, "why": reason, "now": now})
        return [(row.kind, row.occurrence, row.subject) for row in found]

    def reroute(self, person: int, place: Place) -> None:
        """What has not left yet goes to another place."""
        lane = places.lane_of(place)
        to = {"of": person, "to": places.written(place), "by": lane}
        self._connection.execute(_REROUTE, to)
        self._touched.add(places.woken_by(lane))

    def of_person(self, person: int) -> list[OnRecord]:
        """Everything that was ever owed to a person, in the order of time."""
        return [on_record(row) for row in self._connection.execute(_OF_PERSON, {"of": person})]

    def of_occurrences(self, keys: Sequence[str]) -> list[OnRecord]:
        """Everything that was owed because of these occurrences, in the order of time."""
        return [on_record(row) for row in self._connection.execute(_OF_OCCURRENCES, {"keys": list(keys)})]

    def count_by_state(self) -> list[tuple[str, str | None, int]]:
        """(state, reason, how many), over all."""
        return [(state, reason, count) for state, reason, count in self._connection.execute(_BY_STATE)]

    def count_sent_by_kind(self) -> dict[str, int]:
        """How many of each kind were sent."""
        return {row.kind: row.how_many for row in self._connection.execute(_BY_KIND)}


def on_record(row: AnyRow) -> OnRecord:
    """The delivery in a row that holds the columns of `deliveries` under their own names."""
    return OnRecord(
        id=row.id,
        name=row.name,
        kind=row.kind,
        place=places.read(row.place),
        enrolment=row.enrolment_id,
        occurrence=row.occurrence,
        due_at=row.due_at,
        not_before=row.not_before,
        state=DeliveryState(row.state),
        reason=row.reason,
        attempts=row.attempts,
        attempted_at=row.attempted_at,
        settled_at=row.settled_at,
        act=Act(row.act),
    )


def _row(owed: Owed) -> dict[str, Any]:
    return {
        "name": owed.name,
        "kind": owed.kind,
        "nature": owed.nature,
        "lane": places.lane_of(owed.place),
        "place": places.written(owed.place),
        "cohort_id": owed.cohort,
        "person_id": owed.person,
        "enrolment_id": owed.enrolment,
        "occurrence": owed.occurrence,
        "subject": owed.subject,
        "content": owed.content,
        "due_at": owed.due_at,
        "not_before": owed.due_at,
        "late_at": owed.late_at,
        "state": DeliveryState.DUE,
    }
