"""A database file is there whole, or not at all: new ones and backups get their name when they are done."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import DatabaseError
from bot.store import header, sqlite


def stamp(now: datetime) -> str:
    """An instant as it stands in the name of a file."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def copy(path: Path, to: Path) -> None:
    """Copy a database that may be in use; the copy is there when it is whole and on the disk."""
    with (
        making(to) as unfinished,
        closing(sqlite.look(path)) as source,
        closing(sqlite.fresh(unfinished)) as target,
    ):
        source.backup(target)


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """Give another name to make a database under; it gets its own when all went well, else it goes.

    So a half-made one is never taken for one that was cut off.
    """
    unfinished = path.with_name(f"{path.name}.unfinished")
    _discard(unfinished)
    try:
        yield unfinished
        # SQLite says nothing when closing can't put the log back into the file.
        if header.has_log(unfinished):
            raise DatabaseError(f"{path}: the disk is full: nothing was made; make room and try again")
        _sync(unfinished)
        unfinished.replace(path)
        _sync(path.parent)
    except BaseException:
        _discard(unfinished)
        raise


def _discard(unfinished: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            unfinished.with_name(unfinished.name + suffix).unlink()


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
