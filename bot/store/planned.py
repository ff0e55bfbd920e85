"""Whom the planner must look at, and when."""

from datetime import UTC, datetime

from sqlalchemy import Integer, bindparam, func, select, tuple_, update

from bot.store.connection import Connection
from bot.store.enrolments import ALL_ENROLLED, TRAVELLING, Enrolled, enrolled_of
from bot.store.tables import enrolments
from bot.store.types import UtcDateTime

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_DUE = (
    ALL_ENROLLED.where(
        enrolments.c.cohort_id == bindparam("cohort"),
        enrolments.c.next_due_at <= bindparam("now"),
        tuple_(enrolments.c.next_due_at, enrolments.c.id)
        > tuple_(bindparam("due_after", type_=UtcDateTime), bindparam("after", type_=Integer)),
    )
    # The order of the index: a tick reads what is due and nothing else, however many are enrolled.
    .order_by(enrolments.c.next_due_at, enrolments.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_TRAVELLING = (
    ALL_ENROLLED.where(
        enrolments.c.cohort_id == bindparam("cohort"),
        enrolments.c.state.in_(TRAVELLING),
        enrolments.c.id > bindparam("after"),
    )
    .order_by(enrolments.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_NEXT = select(func.min(enrolments.c.next_due_at)).where(enrolments.c.cohort_id == bindparam("cohort"))
_SET_NEXT = (
    update(enrolments).where(enrolments.c.id == bindparam("enrolment")).values(next_due_at=bindparam("at"))
)


class Planned:
    """Enrolments in the order in which the planner comes to them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def due(self, cohort: int, now: datetime, *, limit: int, after: Enrolled | None = None) -> list[Enrolled]:
        """Up to `limit` enrolments at which the planner must look now, the longest due first.

        With `after`, those that come after it in this order.
        """
        wanted = {
            "cohort": cohort,
            "now": now,
            "due_after": (after.next_due_at if after else None) or _EARLIEST,
            "after": after.id if after else 0,
            "limit": limit,
        }
        return [enrolled_of(row) for row in self._connection.execute(_DUE, wanted)]

    def travelling(self, cohort: int, *, after: int, limit: int) -> list[Enrolled]:
        """Up to `limit` enrolments, numbered above `after`, to which steps happen."""
        wanted = {"cohort": cohort, "after": after, "limit": limit}
        return [enrolled_of(row) for row in self._connection.execute(_TRAVELLING, wanted)]

    def next_due(self, cohort: int) -> datetime | None:
        """When the planner must look at the earliest one."""
        earliest: datetime | None = self._connection.scalar(_NEXT, {"cohort": cohort})
        return earliest

    def set_next_due(self, nexts: list[tuple[int, datetime | None]]) -> None:
        """Note when the planner must look at each again."""
        rows = [{"enrolment": number, "at": at} for number, at in nexts]
        if rows:
            self._connection.execute(_SET_NEXT, rows)
