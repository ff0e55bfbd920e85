"""Keeping: what stands on the board of a real cohort, and what was read of it, in a file of its own."""

import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.playground.posted import Posted, Room
from bot.chat.codec import dump_part, dump_place, load_part, load_place
from bot.chat.place import Account, Place
from bot.errors import DatabaseError

log = logging.getLogger(__name__)

VERSION = 2
"""Of the tables; a file with a higher one is left as it is."""
_TABLES = """
CREATE TABLE IF NOT EXISTS posted (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    room TEXT NOT NULL,
    at TEXT NOT NULL,
    key TEXT NOT NULL,
    writer TEXT,
    reader TEXT,
    edited INTEGER NOT NULL,
    part TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS seen (
    reader TEXT NOT NULL,
    room TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (reader, room)
) STRICT;
CREATE TABLE IF NOT EXISTS unheard (id TEXT PRIMARY KEY) STRICT;
-- The same delivery never stands twice in a room, whatever the process knew when it died.
CREATE UNIQUE INDEX IF NOT EXISTS once ON posted (room, key) WHERE key <> '';
"""
_ALL = "SELECT number, id, room, at, key, writer, reader, edited, part FROM posted ORDER BY number"
_SEEN = "SELECT reader, room, number FROM seen"
# Whatever is written may be written again: who asked for it may not have heard that it was.
_ADD = "INSERT OR REPLACE INTO posted VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_CHANGE = "UPDATE posted SET part = ?, edited = 1 WHERE id = ?"
_DROP = "DELETE FROM posted WHERE id = ?"
_SEE = "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)"
_WAITS = "INSERT OR REPLACE INTO unheard VALUES (?)"
_HEARD = "DELETE FROM unheard WHERE id = ?"
_UNSEE = "DELETE FROM seen WHERE ? IN (reader, room)"

Cell = str | int | None
COLUMNS = ("number", "id", "room", "at", "key", "writer", "reader", "edited", "part")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One statement, and the rows that it is for. `erases`: nothing of them is left anywhere after it."""

    sql: str
    rows: Sequence[Sequence[Cell]]
    erases: bool = False


def added(posted: Posted) -> Change:
    """One more stands."""
    return Change(sql=_ADD, rows=[cells_of(posted)])


def changed(posted: Posted) -> Change:
    """It reads otherwise now."""
    return Change(sql=_CHANGE, rows=[(dump_part(posted.part), posted.id)])


def dropped(ids: Sequence[str]) -> Change:
    """These stand no more."""
    return Change(sql=_DROP, rows=[(id,) for id in ids])


def seen(reader: Account, room: Room, number: int) -> Change:
    """The reader has seen all up to this one."""
    return Change(sql=_SEE, rows=[(written(reader), written(room), number)])


def unheard(id: str) -> Change:
    """Whoever wrote this waits for the bot to hear it."""
    return Change(sql=_WAITS, rows=[(id,)])


def heard(id: str) -> Change:
    """The bot has it in its own files."""
    return Change(sql=_HEARD, rows=[(id,)])


def erased(account: Account) -> Change:
    """Whoever this was has read nothing; what was dropped before is gone for good."""
    return Change(sql=_UNSEE, rows=[(written(account),)], erases=True)


class Keeping:
    """The file; one process at a time holds it, by the lock of its lane, and one thread at a time calls.

    Every method raises DatabaseError where the file can't be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        with self._told():
            # It holds what people wrote, and links that let them in: not for everybody on the machine.
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o660))
            self._file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = FULL")
            # What was erased is overwritten.
            self._file.execute("PRAGMA secure_delete = ON")
            found = self._file.execute("PRAGMA user_version").fetchone()[0]
            if found > VERSION:
                self._file.close()
                raise DatabaseError(f"{self._name} was written by a newer version of the bot; run that one")
            if found < VERSION:
                self._file.executescript(_TABLES)
                self._file.execute(f"PRAGMA user_version = {VERSION}")

    def all(self) -> Sequence[Posted]:
        """Everything that stands, in the order in which it came."""
        with self._told():
            return [posted_of(*cells) for cells in self._file.execute(_ALL)]

    def seen(self) -> Mapping[tuple[Account, Room], int]:
        """The number up to which each reader has read each room."""
        with self._told():
            rows = self._file.execute(_SEEN).fetchall()
            return {(account_of(reader), room_of(room)): number for reader, room, number in rows}

    def unheard(self) -> Sequence[str]:
        """The ids of what the bot has not heard yet."""
        with self._told():
            return [id for (id,) in self._file.execute("SELECT id FROM unheard")]

    def write(self, changes: Sequence[Change]) -> None:
        """Make all of these, in their order, or none."""
        # The connection ends what it begins: well, or as if nothing had been.
        with self._told(), self._file:
            self._file.execute("BEGIN")
            for change in changes:
                self._file.executemany(change.sql, change.rows)
        if any(change.erases for change in changes):
            self._empty_the_log()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _empty_the_log(self) -> None:
        """Leave nothing of what was erased in the log beside the file either."""
        try:
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as refused:
            log.error("what was erased goes out of %s-wal when the bot stops: %s", self._name, refused)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as refused:
            raise DatabaseError(f"{self._name}: {refused}") from refused


def cells_of(posted: Posted) -> Sequence[Cell]:
    """A message as it is kept, by the columns."""
    return (
        posted.number,
        posted.id,
        written(posted.room),
        posted.at.isoformat(),
        posted.key,
        None if posted.by is None else written(posted.by),
        None if posted.reader is None else written(posted.reader),
        int(posted.edited),
        dump_part(posted.part),
    )


def posted_of(
    number: int,
    id: str,
    room: str,
    at: str,
    key: str,
    writer: str | None,
    reader: str | None,
    edited: int,
    part: str,
) -> Posted:
    """The message that was kept so. Raises ValueError where it is none."""
    return Posted(
        number=number,
        id=id,
        room=room_of(room),
        at=datetime.fromisoformat(at),
        part=load_part(part),
        key=key,
        by=None if writer is None else account_of(writer),
        reader=None if reader is None else account_of(reader),
        edited=bool(edited),
    )


def written(room: Room) -> str:
    """A room as it is kept."""
    return dump_place(Place(at=room))


def room_of(kept: str) -> Room:
    """The room that was kept so. Raises ValueError where it is none."""
    return load_place(kept).at


def account_of(kept: str) -> Account:
    """The account that was kept so. Raises ValueError where it is none."""
    at = room_of(kept)
    if not isinstance(at, Account):
        raise ValueError(f"not an account: {kept!r}")
    return at
