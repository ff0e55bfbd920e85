"""The inbox keeps what must be acknowledged before it is handled, even while the main file is locked."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.chat.place import Account
from bot.store import backup, header, sqlite
from bot.store.failures import said_plainly, usable
from bot.store.forms_kept import FORMS, FormsInFile

LIBRARY = logging.getLogger("aiosqlite")
"""What the library tells about itself."""
_TABLE = """
CREATE TABLE inbox (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    payload TEXT NOT NULL
)
"""
_KEEP = "INSERT INTO inbox (id, payload) VALUES (?, ?) ON CONFLICT DO NOTHING"
_WAITING = "SELECT id, payload FROM inbox ORDER BY number"
_FORGET = """
DELETE FROM inbox WHERE CASE WHEN json_valid(payload) THEN json_extract(payload, '$[0][2]') = json(?) END
"""
_DONE = "DELETE FROM inbox WHERE id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An event that was acknowledged and not handled yet."""

    id: str
    payload: str


class Inbox:
    """Events by their ids, in the order they came. Every statement is a transaction that is on the disk."""

    def __init__(self, path: Path, connection: aiosqlite.Connection) -> None:
        self._path = path
        self._connection = connection
        self.forms = FormsInFile(path, connection)
        """The forms that were asked, in the same file."""

    async def keep(self, event_id: str, payload: str) -> None:
        """Keep an event; once this returns it may be acknowledged. A repeat changes nothing."""
        with said_plainly(self._path):
            await self._connection.execute_insert(_KEEP, (event_id, payload))

    async def waiting(self) -> list[Waiting]:
        """What is kept, the oldest first."""
        with said_plainly(self._path):
            rows = await self._connection.execute_fetchall(_WAITING)
        return [Waiting(id=row[0], payload=row[1]) for row in rows]

    async def forget(self, account: Account) -> None:
        """Drop everything that came from an account, and the forms that it was shown."""
        # As the codec of events writes the account in the head.
        written = json.dumps([account.platform, account.workspace, account.user])
        with said_plainly(self._path):
            await self._connection.execute_insert(_FORGET, (written,))
            await self.forms.forget(account)
            await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def done(self, event_id: str) -> None:
        """Drop an event that was handled."""
        with said_plainly(self._path):
            await self._connection.execute_insert(_DONE, (event_id,))


@asynccontextmanager
async def open_inbox(path: Path) -> AsyncIterator[Inbox]:
    """Open the inbox in a file of its own, which is made when it is not there. Raises DatabaseError."""
    await asyncio.to_thread(_make_ready, path)
    if LIBRARY.isEnabledFor(logging.DEBUG):
        # It would word each statement, with all that people wrote.
        LIBRARY.setLevel(logging.INFO)
    with said_plainly(path):
        connection = await aiosqlite.connect(sqlite.uri(path, "rw"), uri=True, isolation_level=None)
    try:
        with said_plainly(path):
            # FULL, or a power cut would take back what was acknowledged.
            await connection.execute_fetchall("PRAGMA synchronous = FULL")
            await connection.execute_fetchall("PRAGMA secure_delete = ON")
            await connection.execute_fetchall(_WAITING)
            # Only now that it is known for an inbox; one of an earlier version lacks the table.
            await connection.execute_fetchall(FORMS)
        yield Inbox(path, connection)
    finally:
        await connection.close()


def _make_ready(path: Path) -> None:
    with usable(path):
        if path.exists():
            header.look_whole(path)
            return
        with backup.making(path) as unfinished:
            sqlite.create(unfinished)
            with closing(sqlite.use(unfinished)) as connection:
                connection.execute(_TABLE)
