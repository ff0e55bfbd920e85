"""What the database says when it refuses, in words for the person who runs the bot."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.errors import DatabaseError

_NOT_KEPT = "nothing of the last step was kept, all before it was; make room and try again"
_READONLY = "the database can't be written: give this user write access to the file and its folder"
_CORRUPT = "the database file is damaged: stop, keep the file, and put back the newest backup beside it"
_CANTOPEN = "the database can't be opened: may this user read the file and write in its folder?"
_BUSY = "another process keeps the database busy: end it, or wait"
_REMEDIES = {
    sqlite3.SQLITE_READONLY: _READONLY,
    sqlite3.SQLITE_PERM: _CANTOPEN,
    sqlite3.SQLITE_CANTOPEN: _CANTOPEN,
    sqlite3.SQLITE_FULL: f"the disk is full: {_NOT_KEPT}",
    sqlite3.SQLITE_IOERR: f"the disk refused, perhaps since it is full: {_NOT_KEPT}",
    sqlite3.SQLITE_NOLFS: f"the file may not grow further: {_NOT_KEPT}",
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: "the file is not a database of this program: name another one in [store]",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PROTOCOL: _BUSY,
}
_BY_WORDS = (  # Where the code says no more than that something is wrong.
    ("no such", "the database lacks what this program keeps in it: run `cohortbot migrate CONFIG`"),
    ("unsupported file format", _CORRUPT),
    ("Could not decode", _CORRUPT),
)


@contextmanager
def said_plainly(path: Path | None = None) -> Iterator[None]:
    """Turn the driver's refusals into a DatabaseError that names the remedy; faults of ours pass through.

    With the path of the database, the message names it.
    """
    where = "" if path is None else f"{path}: "
    try:
        yield
    except (DBAPIError, sqlite3.Error) as refusal:
        cause = refusal.orig if isinstance(refusal, DBAPIError) else refusal
        remedy = _remedy(cause)
        if remedy is None:
            raise
        raise DatabaseError(f"{where}{remedy} ({cause})") from refusal
    except UnicodeDecodeError as garbage:
        # The driver fails so at its own message when that quotes a damaged name.
        raise DatabaseError(f"{where}{_CORRUPT}") from garbage


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Turn what the system or the driver refuses while a file is opened or made into a DatabaseError."""
    try:
        with said_plainly(path):
            yield
    except OSError as refusal:
        raise DatabaseError(f"{path}: the file can't be used: {refusal.strerror}") from refusal


def _remedy(cause: BaseException | None) -> str | None:
    # The low byte is the kind; the bytes above it tell kinds of a kind apart.
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code != sqlite3.SQLITE_ERROR:
        return _REMEDIES.get(code)
    return next((remedy for words, remedy in _BY_WORDS if words in str(cause)), None)
