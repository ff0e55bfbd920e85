"""What waits while a cohort is held, in numbers."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.domain.delivery import DeliveryState
from bot.store.connection import Connection
from bot.store.enrolments import TRAVELLING
from bot.store.tables import deliveries, enrolments

# By way of the enrolments, whose deliveries an index finds; the few that have none are found by it as well.
_TO_CREATORS = (
    select(func.count())
    .select_from(enrolments.join(deliveries, deliveries.c.enrolment_id == enrolments.c.id))
    .where(enrolments.c.cohort_id == bindparam("of"), deliveries.c.state == DeliveryState.DUE)
)
_LEAVING = _TO_CREATORS.where(deliveries.c.not_before <= bindparam("now"))
_LEAVING_TO_OTHERS = (
    select(func.count())
    .select_from(deliveries)
    .where(
        deliveries.c.enrolment_id.is_(None),
        deliveries.c.state == DeliveryState.DUE,
        deliveries.c.cohort_id == bindparam("of"),
        deliveries.c.not_before <= bindparam("now"),
    )
)
_FORGETTABLE = _TO_CREATORS.where(
    deliveries.c.due_at <= bindparam("now"),
    deliveries.c.frozen.is_(False),
    enrolments.c.state.in_(TRAVELLING),
)
_CREATORS = (
    select(func.count())
    .select_from(enrolments)
    .where(
        enrolments.c.cohort_id == bindparam("of"),
        enrolments.c.next_due_at <= bindparam("now"),
        enrolments.c.state.in_(TRAVELLING),
    )
)


class Held:
    """Counts of what a hold keeps back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def messages(self, cohort: int, now: datetime) -> int:
        """How many messages of a cohort are due, and leave as soon as nothing holds them."""
        wanted = {"of": cohort, "now": now}
        to_creators: int = self._connection.scalar(_LEAVING, wanted)
        to_others: int = self._connection.scalar(_LEAVING_TO_OTHERS, wanted)
        return to_creators + to_others

    def forgettable(self, cohort: int, now: datetime) -> int:
        """How many of them `forget` would skip: those to creators, of which nothing was shown."""
        return int(self._connection.scalar(_FORGETTABLE, {"of": cohort, "now": now}))

    def creators(self, cohort: int, now: datetime) -> int:
        """How many creators have steps whose time has come, and that were not planned yet."""
        return int(self._connection.scalar(_CREATORS, {"of": cohort, "now": now}))
