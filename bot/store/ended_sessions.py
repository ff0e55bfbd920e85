"""Sessions of the pages that were ended before their time, so that a restart does not begin them anew."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.store.connection import Connection
from bot.store.tables import ended_sessions

_KEEP = insert(ended_sessions).on_conflict_do_nothing()
_ALL = select(ended_sessions).where(ended_sessions.c.until > bindparam("now"))
_FORGET = delete(ended_sessions).where(ended_sessions.c.until <= bindparam("now"))


class EndedSessions:
    """Ids of sessions, kept as long as these would have lasted."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, session: str, until: datetime, now: datetime) -> None:
        """A session was ended, which would have lasted until then."""
        self._connection.execute(_FORGET, {"now": now})
        self._connection.execute(_KEEP, {"id": session, "until": until})

    def all(self, now: datetime) -> Mapping[str, datetime]:
        """Those that would still last, and until when."""
        return {row.id: row.until for row in self._connection.execute(_ALL, {"now": now})}
