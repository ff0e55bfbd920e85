"""Detours: what is due on a chat that carries nothing, to people who can be written to elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, select

from bot.chat.place import Account, Place, Platform
from bot.domain.delivery import Act, DeliveryState
from bot.store.connection import Connection
from bot.store.tables import accounts, deliveries


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """One such delivery, by its number, and another place of its reader."""

    id: int
    to: Place


_STRANDED = (
    select(deliveries.c.id, accounts.c.platform, accounts.c.workspace, accounts.c.user)
    .join(accounts, accounts.c.person_id == deliveries.c.person_id)
    .where(
        deliveries.c.lane == bindparam("of_lane"),
        deliveries.c.state == DeliveryState.DUE,
        deliveries.c.not_before <= bindparam("now"),
        deliveries.c.act == Act.SEND,
        # Of the others a part may have been seen.
        deliveries.c.frozen.is_(False),
        accounts.c.platform.in_(bindparam("others", expanding=True)),
        accounts.c.opened_at.is_not(None),
    )
    .order_by(deliveries.c.not_before, deliveries.c.id, accounts.c.preferred.desc(), accounts.c.id)
    .limit(bindparam("limit", type_=Integer))
)


class Detours:
    """Ways round a chat that carries nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, lane: str, others: Sequence[str], now: datetime, limit: int) -> list[Detour]:
        """Up to so many, the longest due first: only where their readers acted themselves before."""
        wanted = {"of_lane": lane, "others": list(others), "now": now, "limit": limit}
        found: dict[int, Detour] = {}
        for row in self._connection.execute(_STRANDED, wanted):
            account = Account(platform=Platform(row.platform), workspace=row.workspace, user=row.user)
            found.setdefault(row.id, Detour(id=row.id, to=Place(at=account)))
        return list(found.values())
