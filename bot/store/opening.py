"""Opening looks before it touches: a file that this program can't keep is refused, and left as it is."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, assert_never

from sqlalchemy import Engine

from bot.errors import DatabaseError
from bot.store import backup, sqlite
from bot.store.failures import said_plainly
from bot.store.meta import Meta
from bot.store.migrations import newest
from bot.store.schema import refuse_older, revision_of, upgrade
from bot.store.sqlite import Durability
from bot.store.store import READERS, Store

Mode = Literal["serve", "use", "look"]
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Migrated:
    """What opening did to an older database, and where the database is as it was before."""

    before: str
    after: str
    backup: Path


def open_store(
    path: Path,
    *,
    mode: Mode,
    now: datetime,
    durability: Durability = "full",
    secret: bytes | None = None,
) -> Store:
    """Open the database in a file. Raises DatabaseError, and changes nothing, where it can't.

    "serve" makes it when it is not there and migrates an older one: only for the holder of the plan lock.
    "use" is for transactions beside a running bot and "look" can't write; both want the newest schema.
    """
    match mode:
        case "serve":
            prepare(path, now=now, durability=durability, secret=secret)
            writer = sqlite.writer(path, durability)
        case "use":
            refuse_older(path)
            writer = sqlite.writer(path, durability)
        case "look":
            refuse_older(path)
            writer = sqlite.reader(path, 1)
        case _:
            assert_never(mode)
    return Store(writer, sqlite.reader(path, READERS))


def prepare(
    path: Path, *, now: datetime, durability: Durability = "full", secret: bytes | None = None
) -> Migrated | None:
    """Make the database, or bring an older one to the newest schema; only for the holder of the plan lock.

    The secret goes into a new database; without one 32 random bytes do.
    """
    try:
        with said_plainly(path):
            if path.exists():
                return _migrate(path, now, durability)
            _make(path, durability, secrets.token_bytes(SECRET_BYTES) if secret is None else secret)
            return None
    except OSError as error:
        raise DatabaseError(f"{path}: the database can't be made ready: {error.strerror}") from error


def _migrate(path: Path, now: datetime, durability: Durability) -> Migrated | None:
    before = revision_of(path)
    if before == newest():
        return None
    saved = path.with_name(f"{path.stem}.before-{newest()}.{backup.stamp(now)}.db")
    backup.copy(path, saved)
    _change(sqlite.changer(path, durability), None)
    return Migrated(before=before, after=newest(), backup=saved)


def _make(path: Path, durability: Durability, secret: bytes) -> None:
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: there is no folder {path.parent}: make it, or name another in [store]")
    left = path.with_name(f"{path.name}-wal")
    if left.exists() and left.stat().st_size:
        raise DatabaseError(
            f"{path}: the database is gone, but {left.name} with its last transactions is there:"
            " put the database back beside it, or delete it to start anew"
        )
    # Under another name until it is whole: a half-made database is never taken for one that was cut off.
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        sqlite.create(unfinished)
        _change(sqlite.changer(unfinished, durability), secret)
        backup.keep(unfinished, path)
    except BaseException:
        backup.discard(unfinished)
        raise


def _change(engine: Engine, secret: bytes | None) -> None:
    try:
        with engine.begin() as connection:
            upgrade(connection)
            if secret is not None:
                Meta(connection).keep("secret", secret.hex())
    finally:
        engine.dispose()
