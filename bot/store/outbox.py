"""The queue of a lane: what may leave now, and how it went."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Integer, bindparam, func, select, update

from bot.domain.delivery import Act, DeliveryState
from bot.domain.may_send import Nature
from bot.store.connection import Connection
from bot.store.leased import QUEUE, Leased, leased_of
from bot.store.places import woken_by
from bot.store.tables import cohorts, deliveries, parts

_PAST_ONE_DAY = timedelta(hours=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a delivery ended, or when it is tried again."""

    id: int
    state: DeliveryState
    reason: str | None = None
    not_before: datetime | None = None


_FREE = cohorts.c.id.is_(None) | (
    cohorts.c.name.in_(bindparam("running", expanding=True))
    & cohorts.c.hold_reason.is_(None)
    # Nothing leaves before the guard has looked: at the start, or after a long absence.
    & (cohorts.c.last_tick >= bindparam("looked_since"))
    & (cohorts.c.last_tick <= bindparam("now"))
)
_WAITING = (
    (deliveries.c.lane == bindparam("of_lane"))
    & (deliveries.c.state == DeliveryState.DUE)
    & (deliveries.c.not_before <= bindparam("now"))
)
_DUE = (
    QUEUE.where(_WAITING, _FREE, deliveries.c.place.not_in(bindparam("busy", expanding=True)))
    .order_by(deliveries.c.not_before, deliveries.c.id)
    .limit(bindparam("limit", type_=Integer))
)
_OVERDUE = QUEUE.where(
    deliveries.c.enrolment_id.in_(bindparam("of", expanding=True)),
    deliveries.c.state == DeliveryState.DUE,
    deliveries.c.not_before < bindparam("before"),
    deliveries.c.nature == Nature.BOT,
    deliveries.c.frozen.is_(False),
).order_by(deliveries.c.due_at, deliveries.c.id)
_SOUGHT = (
    (deliveries.c.lane == bindparam("of_lane"))
    & (deliveries.c.state == DeliveryState.UNKNOWN)
    & deliveries.c.not_before.is_not(None)
)
_DOUBTFUL = QUEUE.where(_FREE, _SOUGHT).order_by(deliveries.c.attempted_at)
_IN_DOUBT = select(deliveries.c.id).where(_SOUGHT)
_NEXT = select(func.min(deliveries.c.not_before)).where(
    deliveries.c.lane == bindparam("of_lane"),
    deliveries.c.state == DeliveryState.DUE,
    deliveries.c.not_before > bindparam("now"),
)
_SENT_TODAY = select(deliveries.c.person_id, deliveries.c.settled_at).where(
    deliveries.c.person_id.in_(bindparam("of", expanding=True)),
    deliveries.c.settled_at > bindparam("since"),
    deliveries.c.nature == Nature.BOT,
    deliveries.c.state == DeliveryState.SENT,
)
_CHANGE = update(deliveries).where(deliveries.c.id == bindparam("of"))
_CHANGE_ALL = update(deliveries).where(deliveries.c.id.in_(bindparam("of", expanding=True)))
_START = _CHANGE_ALL.values(
    state=DeliveryState.SENDING, attempts=deliveries.c.attempts + 1, attempted_at=bindparam("now")
)
_POSTPONE = _CHANGE.values(not_before=bindparam("until"), reason=bindparam("why"))
_END = _CHANGE_ALL.values(state=bindparam("to"), reason=bindparam("why"), settled_at=bindparam("now"))
_RETRY = _CHANGE.values(state=bindparam("to"), reason=bindparam("why"), not_before=bindparam("until"))
_FREEZE = _CHANGE.values(frozen=True)
_THAW = _CHANGE.values(frozen=False)
_MOVE = _CHANGE.values(place=bindparam("to_place"), lane=bindparam("to_lane"))
_UNDER_WAY = (deliveries.c.lane == bindparam("of_lane")) & (deliveries.c.state == DeliveryState.SENDING)
_ABANDONED = (
    update(deliveries)
    .where(_UNDER_WAY, deliveries.c.act == Act.SEND)
    .values(state=DeliveryState.UNKNOWN, not_before=bindparam("now"), frozen=True)
)
_ABANDONED_CHANGES = update(deliveries).where(_UNDER_WAY).values(state=DeliveryState.DUE)
_FORGET_WORDS = (
    update(parts)
    .where(parts.c.delivery_id.in_(bindparam("of", expanding=True)))
    .values(content=None, attached=None)
)
_FORGET_CONTENT = (
    update(deliveries)
    .where(
        deliveries.c.id.in_(bindparam("of", expanding=True)),
        deliveries.c.nature.in_((Nature.ANSWER, Nature.MENTOR)),
    )
    .values(content=None)
)


class Outbox:
    """Deliveries, as the courier sees them."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def due(
        self,
        lane: str,
        now: datetime,
        *,
        running: Sequence[str],
        looked_since: datetime,
        busy: Sequence[str],
        limit: int,
    ) -> list[Leased]:
        """What may leave now, oldest first, not to busy places; of the running cohorts that nothing holds."""
        wanted = {
            "of_lane": lane,
            "now": now,
            "running": list(running),
            "looked_since": looked_since,
            "busy": list(busy),
            "limit": limit,
        }
        return [leased_of(row) for row in self._connection.execute(_DUE, wanted)]

    def overdue(self, enrolments: Sequence[int], before: datetime) -> list[Leased]:
        """What the bot owes to these creators since before then, and could still put in other words."""
        found = self._connection.execute(_OVERDUE, {"of": list(enrolments), "before": before})
        return [leased_of(row) for row in found]

    def in_doubt(self, lane: str) -> bool:
        """Whether anything was perhaps shown and is to be looked for, a held cohort's included."""
        return self._connection.execute(_IN_DOUBT, {"of_lane": lane}).first() is not None

    def doubtful(
        self, lane: str, now: datetime, *, running: Sequence[str], looked_since: datetime
    ) -> list[tuple[Leased, datetime]]:
        """What was perhaps shown, and when it was tried."""
        wanted = {"of_lane": lane, "now": now, "running": list(running), "looked_since": looked_since}
        found = self._connection.execute(_DOUBTFUL, wanted)
        return [(leased_of(row), row.attempted_at) for row in found]

    def next_due(self, lane: str, now: datetime) -> datetime | None:
        """When the next thing comes due that is not due yet."""
        earliest: datetime | None = self._connection.scalar(_NEXT, {"of_lane": lane, "now": now})
        return earliest

    def sent_lately(self, people: Sequence[int], now: datetime) -> dict[int, list[datetime]]:
        """When the bot wrote to each of these people of its own accord, in the last 36 hours."""
        found: dict[int, list[datetime]] = {number: [] for number in people}
        wanted = {"of": list(people), "since": now - _PAST_ONE_DAY}
        for person, at in self._connection.execute(_SENT_TODAY, wanted):
            found[person].append(at)
        return found

    def start(self, ids: Sequence[int], now: datetime) -> None:
        """These are being sent, from now on."""
        if ids:
            self._connection.execute(_START, {"of": list(ids), "now": now})

    def postpone(self, waits: Iterable[tuple[int, datetime, str]]) -> None:
        """(delivery, until when, why): these wait."""
        rows = [{"of": number, "until": until, "why": why} for number, until, why in waits]
        if rows:
            self._connection.execute(_POSTPONE, rows)

    def end(self, ended: Sequence[Ended], now: datetime) -> None:
        """These have ended; their words go, the fingerprints stay."""
        alike: dict[tuple[DeliveryState, str | None], list[int]] = {}
        for one in ended:
            alike.setdefault((one.state, one.reason), []).append(one.id)
        for (state, why), ids in alike.items():
            self._connection.execute(_END, {"of": ids, "to": state, "why": why, "now": now})
        if ended:
            sent = [one.id for one in ended if one.state is DeliveryState.SENT]
            if sent:
                self._connection.execute(_FORGET_CONTENT, {"of": sent})
            unseen = [one.id for one in ended if one.state is not DeliveryState.SENT]
            if unseen:
                self._connection.execute(_FORGET_WORDS, {"of": unseen})

    def try_again(self, again: Sequence[Ended]) -> None:
        """These are due again or in doubt, not before the time that each says."""
        rows = [{"of": one.id, "to": one.state, "why": one.reason, "until": one.not_before} for one in again]
        if rows:
            self._connection.execute(_RETRY, rows)

    def freeze(self, ids: Sequence[int]) -> None:
        """These may have been seen: their words never change again."""
        if ids:
            self._connection.execute(_FREEZE, [{"of": number} for number in ids])

    def thaw(self, delivery: int) -> None:
        """Nobody has seen anything of this one: it is worded anew."""
        self._connection.execute(_THAW, {"of": delivery})

    def move(self, delivery: int, *, place: str, lane: str) -> None:
        """This one goes to another place."""
        self._connection.execute(_MOVE, {"of": delivery, "to_place": place, "to_lane": lane})
        self._touched.add(woken_by(lane))

    def abandoned(self, lane: str, now: datetime) -> int:
        """What an earlier run was sending when it died is in doubt now; how many. Changes are made again."""
        doubtful = self._connection.execute(_ABANDONED, {"of_lane": lane, "now": now}).rowcount
        self._connection.execute(_ABANDONED_CHANGES, {"of_lane": lane})
        return doubtful
