"""The ids of what was already handled: the only defence against a repeat."""

from datetime import datetime

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.sqlite import insert

from bot.store.connection import Connection
from bot.store.tables import events

_KEEP = insert(events).on_conflict_do_nothing()
_FORGET = delete(events).where(events.c.at < bindparam("before"))


class Events:
    """Ids of events, kept 14 days."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first_time(self, event_id: str, at: datetime) -> bool:
        """Record the id; False if it was there."""
        return self._connection.execute(_KEEP, {"id": event_id, "at": at}).rowcount == 1

    def forget(self, before: datetime) -> None:
        """Drop the ids of events before then."""
        self._connection.execute(_FORGET, {"before": before})
