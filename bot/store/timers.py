"""Promises in time: each is kept as wall time and zone, and comes due at an instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.wall import instant
from bot.store.connection import Connection
from bot.store.tables import timers

NOWHERE = "Etc/Zulu"
"""The zone of a promise that keeps its instant, wherever its creator moves to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """One promise. `name` is unique and meaningful; a newer one of the same name replaces it."""

    name: str
    kind: str
    enrolment: int
    occurrence: str | None
    wall: str
    zone: str
    due_at: datetime


_KEEP = insert(timers)
_SET = _KEEP.on_conflict_do_update(
    index_elements=["name"],
    set_={"wall": _KEEP.excluded.wall, "zone": _KEEP.excluded.zone, "due_at": _KEEP.excluded.due_at},
)
_OF_SEVERAL = (
    select(timers)
    .where(timers.c.enrolment_id.in_(bindparam("of", expanding=True)))
    .order_by(timers.c.due_at, timers.c.name)
)
_MOVABLE = select(timers).where(timers.c.enrolment_id == bindparam("of"), timers.c.zone != NOWHERE)
_MOVE = (
    update(timers)
    .where(timers.c.id == bindparam("timer"))
    .values(zone=bindparam("to"), due_at=bindparam("at"))
)
_DROP = delete(timers).where(timers.c.name.in_(bindparam("names", expanding=True)))
_DROP_OF = delete(timers).where(timers.c.enrolment_id == bindparam("of"))


class Timers:
    """Timers, by enrolment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, wanted: Sequence[Timer]) -> None:
        """Make promises, in the place of earlier ones of the same name."""
        if wanted:
            self._connection.execute(_SET, [_row(timer) for timer in wanted])

    def of(self, enrolments: Sequence[int]) -> list[Timer]:
        """The promises to these creators, the earliest first."""
        return [
            Timer(
                name=row.name,
                kind=row.kind,
                enrolment=row.enrolment_id,
                occurrence=row.occurrence,
                wall=row.wall,
                zone=row.zone,
                due_at=row.due_at,
            )
            for row in self._connection.execute(_OF_SEVERAL, {"of": list(enrolments)})
        ]

    def move(self, enrolment: int, zone: str) -> None:
        """The creator lives by other clocks: each promise keeps its wall time."""
        for row in self._connection.execute(_MOVABLE, {"of": enrolment}).all():
            due_at = instant(datetime.fromisoformat(row.wall), zone)
            self._connection.execute(_MOVE, {"timer": row.id, "to": zone, "at": due_at})

    def drop(self, names: Sequence[str]) -> None:
        """These promises are kept, or void."""
        if names:
            self._connection.execute(_DROP, {"names": list(names)})

    def drop_of(self, enrolment: int) -> None:
        """Nothing is promised to this creator any more."""
        self._connection.execute(_DROP_OF, {"of": enrolment})


def _row(timer: Timer) -> dict[str, Any]:
    return {
        "name": timer.name,
        "kind": timer.kind,
        "enrolment_id": timer.enrolment,
        "occurrence": timer.occurrence,
        "wall": timer.wall,
        "zone": timer.zone,
        "due_at": timer.due_at,
    }
