"""Reasons to look after a creator, each with its facts."""

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from bot.store.connection import Connection
from bot.store.tables import flags

_ADD = insert(flags)
_OPEN = select(flags.c.id).where(
    flags.c.enrolment_id == bindparam("of"), flags.c.rule == bindparam("named"), flags.c.cleared_at.is_(None)
)
_CLEAR = (
    update(flags)
    .where(
        flags.c.enrolment_id == bindparam("of"),
        flags.c.rule == bindparam("named"),
        flags.c.cleared_at.is_(None),
    )
    .values(cleared_at=bindparam("now"))
)
_STANDING = (
    select(flags.c.enrolment_id, flags.c.raised_at)
    .where(flags.c.cleared_at.is_(None))
    .order_by(flags.c.raised_at, flags.c.id)
)
_COUNT = select(func.count()).select_from(flags)


class Flags:
    """Flags, by enrolment and rule; one of each can be open."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def raise_up(self, enrolment: int, rule: str, facts: str, at: datetime) -> bool:
        """Put a flag up unless it is up already; whether it was raised."""
        if self._connection.scalar(_OPEN, {"of": enrolment, "named": rule}) is not None:
            return False
        row = {"enrolment_id": enrolment, "rule": rule, "facts": facts, "raised_at": at}
        self._connection.execute(_ADD, row)
        return True

    def clear(self, enrolment: int, rule: str, at: datetime) -> None:
        """Take a flag down: its reason is gone."""
        self._connection.execute(_CLEAR, {"of": enrolment, "named": rule, "now": at})

    def standing(self) -> list[tuple[int, datetime]]:
        """(enrolment, since when) of every flag that is up, the oldest first."""
        return [(row.enrolment_id, row.raised_at) for row in self._connection.execute(_STANDING)]

    def count(self) -> int:
        """How many were raised, ever."""
        return self._connection.scalar(_COUNT) or 0
