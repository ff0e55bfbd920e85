"""A backup is a whole copy of the database at one moment, or it is not there."""

import os
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.store import sqlite


def stamp(now: datetime) -> str:
    """An instant as it stands in the name of a file."""
    return now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def copy(path: Path, to: Path) -> None:
    """Copy a database that may be in use; `to` appears when the copy is whole and on the disk."""
    unfinished = to.with_name(f"{to.name}.unfinished")
    try:
        with closing(sqlite.look(path)) as source, closing(sqlite.fresh(unfinished)) as target:
            source.backup(target)
        keep(unfinished, to)
    except BaseException:
        discard(unfinished)
        raise


def keep(unfinished: Path, as_path: Path) -> None:
    """Give a finished file its name, so that it is there after a power cut as well."""
    _sync(unfinished)
    unfinished.replace(as_path)
    _sync(as_path.parent)


def discard(unfinished: Path) -> None:
    """Delete what did not come to be, and SQLite's files beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        unfinished.with_name(unfinished.name + suffix).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
