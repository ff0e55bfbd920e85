"""When mentors are away, and who stands in for them."""

from datetime import date

from sqlalchemy import bindparam, delete, insert, select

from bot.store.connection import Connection
from bot.store.tables import absences
from bot.store.types import Day

_ADD = insert(absences)
_DROP = delete(absences).where(absences.c.person_id == bindparam("of"))
_ON = (
    (absences.c.first <= bindparam("day", type_=Day)) & (absences.c.last >= bindparam("day", type_=Day))
)  # fmt: skip
_STAND_IN = (
    select(absences.c.stand_in_id)
    .where(absences.c.person_id == bindparam("of"), _ON)
    .order_by(absences.c.id.desc())
)
_TO_COME = (
    select(absences.c.stand_in_id)
    .where(absences.c.person_id == bindparam("of"), absences.c.last >= bindparam("day", type_=Day))
    .distinct()
)
_STOOD_IN_FOR = select(absences.c.person_id).where(absences.c.stand_in_id == bindparam("by"), _ON).distinct()


class Absences:
    """Absences, by mentor and by who stands in; the newest one counts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person: int, stand_in: int, first: date, last: date) -> None:
        """The mentor is away on these days, the last included."""
        row = {"person_id": person, "stand_in_id": stand_in, "first": first, "last": last}
        self._connection.execute(_ADD, row)

    def drop(self, person: int) -> None:
        """The mentor is here, whatever was said before."""
        self._connection.execute(_DROP, {"of": person})

    def stand_in(self, person: int, day: date) -> int | None:
        """Who looks after this mentor's creators on a day, if the mentor is away then."""
        number: int | None = self._connection.scalar(_STAND_IN, {"of": person, "day": day})
        return number

    def to_come(self, person: int, day: date) -> frozenset[int]:
        """Who was asked to look after this mentor's creators on that day or later."""
        return frozenset(self._connection.scalars(_TO_COME, {"of": person, "day": day}))

    def stood_in_for(self, person: int, day: date) -> frozenset[int]:
        """The mentors whose creators this person looks after on a day."""
        found = self._connection.scalars(_STOOD_IN_FOR, {"by": person, "day": day})
        return frozenset(one for one in found if self.stand_in(one, day) == person)
