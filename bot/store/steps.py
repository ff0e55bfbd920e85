"""Which steps a cohort's programme has had, and since when: what is new in mid-programme is known by it."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.programme import Programme
from bot.store.connection import Connection
from bot.store.tables import steps

_OF = select(steps).where(steps.c.cohort_id == bindparam("cohort"))
_ADDED = _OF.where(steps.c.added_at.is_not(None))
_ADD = insert(steps).on_conflict_do_nothing()
_DELETE = (
    update(steps)
    .where(steps.c.cohort_id == bindparam("cohort"), steps.c.slot == bindparam("gone"))
    .values(deleted_at=bindparam("now"))
)


class Steps:
    """Steps, by cohort and slot. A deleted one keeps its title and week for history."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def added(self, cohort: int) -> dict[str, datetime]:
        """When each step came that was not in the programme from the start."""
        return {row.slot: row.added_at for row in self._connection.execute(_ADDED, {"cohort": cohort})}

    def register(self, cohort: int, programme: Programme, now: datetime) -> None:
        """Note which steps are new and which are gone."""
        known = {row.slot: row.deleted_at for row in self._connection.execute(_OF, {"cohort": cohort})}
        current = {step.slot: step for step in programme.steps}
        added_at = now if known else None
        new = [
            {"cohort_id": cohort, "slot": slot, "title": step.title, "week": step.week, "added_at": added_at}
            for slot, step in current.items()
            if slot not in known
        ]
        if new:
            self._connection.execute(_ADD, new)
        for slot, deleted_at in known.items():
            if slot not in current and deleted_at is None:
                self._connection.execute(_DELETE, {"cohort": cohort, "gone": slot, "now": now})
