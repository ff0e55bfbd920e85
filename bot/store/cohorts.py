"""Cohorts, when the planner last looked at them, and what holds them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.store.connection import Connection
from bot.store.tables import cohorts
from bot.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A cohort's stop: why, since when, by whom ("the guard" or a person's name)."""

    reason: str
    since: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortRow:
    """A cohort on record."""

    id: int
    key: str
    name: str
    fingerprint: str
    last_tick: datetime | None
    hold: Hold | None


_ALL = select(cohorts).order_by(cohorts.c.id)
_BY_NAME = _ALL.where(cohorts.c.name == bindparam("wanted"))
_BY_KEY = _ALL.where(cohorts.c.key == bindparam("wanted"))
_BY_ID = _ALL.where(cohorts.c.id == bindparam("wanted"))
_ADD = insert(cohorts)
_CHANGE = update(cohorts).where(cohorts.c.id == bindparam("cohort"))
_TICK = _CHANGE.values(last_tick=bindparam("now"))
_FINGERPRINT = _CHANGE.values(fingerprint=bindparam("print"))
_HOLD = _CHANGE.where(cohorts.c.hold_reason.is_(None)).values(
    hold_reason=bindparam("reason"), held_at=bindparam("now"), held_by=bindparam("by")
)
_RELEASE = _CHANGE.values(hold_reason=None, held_at=None, held_by=None, last_tick=None)


class Cohorts:
    """Cohorts, by name or key."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def all(self) -> list[CohortRow]:
        """Every cohort, oldest first."""
        return [_cohort(row) for row in self._connection.execute(_ALL)]

    def by_name(self, name: str) -> CohortRow | None:
        """The cohort that the config calls so."""
        row = self._connection.execute(_BY_NAME, {"wanted": name}).first()
        return None if row is None else _cohort(row)

    def by_key(self, key: str) -> CohortRow | None:
        """The cohort with this key."""
        row = self._connection.execute(_BY_KEY, {"wanted": key}).first()
        return None if row is None else _cohort(row)

    def by_id(self, number: int) -> CohortRow | None:
        """The cohort that rows refer to by this number."""
        row = self._connection.execute(_BY_ID, {"wanted": number}).first()
        return None if row is None else _cohort(row)

    def add(self, *, key: str, name: str, fingerprint: str) -> CohortRow:
        """Put a new cohort on record; it has no first tick yet."""
        self._connection.execute(_ADD, {"key": key, "name": name, "fingerprint": fingerprint})
        row = self._connection.execute(_BY_NAME, {"wanted": name}).one()
        return _cohort(row)

    def tick(self, cohort: int, now: datetime) -> None:
        """The planner looked, and nothing held it."""
        self._connection.execute(_TICK, {"cohort": cohort, "now": now})

    def set_fingerprint(self, cohort: int, fingerprint: str) -> None:
        """The programme or the config is another one now."""
        self._connection.execute(_FINGERPRINT, {"cohort": cohort, "print": fingerprint})

    def hold(self, cohort: int, hold: Hold) -> None:
        """Stop a cohort; the first reason stays."""
        row = {"cohort": cohort, "reason": hold.reason, "now": hold.since, "by": hold.by}
        self._connection.execute(_HOLD, row)

    def release(self, cohort: int) -> None:
        """Let a cohort go on; its next tick is like its first, so the same reason does not hold it again."""
        self._connection.execute(_RELEASE, {"cohort": cohort})
        self._touched.update(("plans", "holds"))


def _cohort(row: AnyRow) -> CohortRow:
    hold = Hold(reason=row.hold_reason, since=row.held_at, by=row.held_by) if row.hold_reason else None
    return CohortRow(
        id=row.id, key=row.key, name=row.name, fingerprint=row.fingerprint, last_tick=row.last_tick, hold=hold
    )
