"""Keeping: what stands on the board of a real cohort is on disk before anybody is told that it stands."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from adapters.playground.board import Board, Posted, Room
from bot.chat.codec import dump_part, dump_place, load_part, load_place
from bot.chat.place import Account, Place
from bot.errors import DatabaseError

VERSION = 1
"""Of the table; a file with a higher one is left as it is."""
_TABLE = """
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
) STRICT
"""
# The same delivery never stands twice in a room, whatever the process knew when it died.
_ONCE = "CREATE UNIQUE INDEX IF NOT EXISTS once ON posted (room, key) WHERE key <> ''"
_ALL = "SELECT id, room, at, key, writer, reader, edited, part FROM posted ORDER BY number"
_ADD = "INSERT INTO posted (id, room, at, key, writer, reader, edited, part) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_CHANGE = "UPDATE posted SET part = ?, edited = 1 WHERE id = ?"
_DROP = "DELETE FROM posted WHERE id = ?"


class Keeping:
    """The messages of a board, in a file of its own; one process at a time holds it, by the lock of its lane.

    Every method raises DatabaseError where the file can't be read or written.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        with self._told():
            # It holds what people wrote, and links that let them in: not for everybody on the machine.
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o660))
            self._file = sqlite3.connect(path, isolation_level=None)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.execute("PRAGMA synchronous = FULL")
            # What was erased is overwritten.
            self._file.execute("PRAGMA secure_delete = ON")
            found = self._file.execute("PRAGMA user_version").fetchone()[0]
            if found > VERSION:
                self._file.close()
                raise DatabaseError(f"{self._name} was written by a newer version of the bot; run that one")
            self._file.execute(_TABLE)
            self._file.execute(_ONCE)
            self._file.execute(f"PRAGMA user_version = {VERSION}")

    def all(self) -> Sequence[Posted]:
        """Everything that stands, in the order in which it came."""
        with self._told():
            return [_read(*row) for row in self._file.execute(_ALL)]

    def add(self, posted: Posted) -> None:
        """One more stands."""
        row = (
            posted.id,
            _written(posted.room),
            posted.at.isoformat(),
            posted.key,
            None if posted.by is None else _written(posted.by),
            None if posted.reader is None else _written(posted.reader),
            int(posted.edited),
            dump_part(posted.part),
        )
        with self._told():
            self._file.execute(_ADD, row)

    def change(self, posted: Posted) -> None:
        """It reads otherwise now."""
        with self._told():
            self._file.execute(_CHANGE, (dump_part(posted.part), posted.id))

    def drop(self, ids: Sequence[str]) -> None:
        """These stand no more."""
        # The connection ends what it begins: well, or as if nothing had been.
        with self._told(), self._file:
            self._file.execute("BEGIN")
            self._file.executemany(_DROP, [(id,) for id in ids])

    def empty_the_log(self) -> None:
        """Leave nothing of what was erased in the log beside the file either."""
        with self._told():
            self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as refused:
            raise DatabaseError(f"{self._name}: {refused}") from refused


@contextmanager
def kept(board: Board, path: Path) -> Iterator[None]:
    """Put on the board what stood there when the bot stopped, and keep from now on what comes."""
    keeping = Keeping(path)
    try:
        board.keep(keeping, keeping.all())
        yield
    finally:
        keeping.close()


def _written(room: Room) -> str:
    return dump_place(Place(at=room))


def _account(written: str | None) -> Account | None:
    if written is None:
        return None
    at = load_place(written).at
    if not isinstance(at, Account):
        raise ValueError(f"not an account: {written!r}")
    return at


def _read(
    id: str, room: str, at: str, key: str, writer: str | None, reader: str | None, edited: int, part: str
) -> Posted:
    return Posted(
        id=id,
        room=load_place(room).at,
        at=datetime.fromisoformat(at),
        part=load_part(part),
        key=key,
        by=_account(writer),
        reader=_account(reader),
        edited=bool(edited),
    )
