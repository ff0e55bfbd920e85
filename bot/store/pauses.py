"""The pauses that creators took."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, insert, select, update

from bot.domain.pauses import Pause, PauseMode
from bot.store.connection import Connection
from bot.store.tables import pauses

_OF = (
    select(pauses)
    .where(pauses.c.enrolment_id.in_(bindparam("enrolments", expanding=True)))
    .order_by(pauses.c.id)
)
_ADD = insert(pauses)
_END = (
    update(pauses)
    .where(
        pauses.c.enrolment_id == bindparam("of"),
        pauses.c.end.is_(None) | (pauses.c.end > bindparam("on")),
        pauses.c.start <= bindparam("on"),
    )
    .values(end=bindparam("on"))
)


class Pauses:
    """Pauses, by enrolment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, enrolments: Sequence[int]) -> dict[int, tuple[Pause, ...]]:
        """The pauses of each of these enrolments, in the order they were taken."""
        found: dict[int, tuple[Pause, ...]] = dict.fromkeys(enrolments, ())
        for row in self._connection.execute(_OF, {"enrolments": list(enrolments)}):
            pause = Pause(start=row.start, end=row.end, mode=PauseMode(row.mode))
            found[row.enrolment_id] += (pause,)
        return found

    def add(self, enrolment: int, pause: Pause) -> None:
        """A creator takes a pause."""
        row = {"enrolment_id": enrolment, "start": pause.start, "end": pause.end, "mode": pause.mode}
        self._connection.execute(_ADD, row)

    def end(self, enrolment: int, on: date) -> None:
        """Let every pause that still lasts then end on this day (never before it began)."""
        self._connection.execute(_END, {"of": enrolment, "on": on})
