"""Opening looks before it touches: a file that this program can't keep is refused, and left as it is."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, assert_never

import sqlalchemy

from bot.errors import DatabaseError
from bot.store import backup, header, sqlite
from bot.store.connection import Connection
from bot.store.failures import usable
from bot.store.meta import Meta
from bot.store.migrations import FOLDER, newest
from bot.store.schema import refuse_older, revision_of, upgrade
from bot.store.sqlite import Durability
from bot.store.store import LOOKING, Store

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
    migrations: Path = FOLDER,
    alone: bool = False,
) -> Store:
    """Open the database in a file. Raises DatabaseError, and changes nothing, where it can't.

    "serve" makes it when it is not there and migrates an older one: only for the holder of the plan lock.
    "use" is for transactions beside a running bot and "look" can't write; both want the newest schema.
    `alone` says that nobody is kept waiting; see Store.
    """
    match mode:
        case "serve":
            prepare(path, now=now, durability=durability, secret=secret, migrations=migrations)
            writer = sqlite.writer(path, durability)
        case "use":
            refuse_older(path, migrations)
            writer = sqlite.writer(path, durability)
        case "look":
            refuse_older(path, migrations)
            writer = sqlite.reader(path, 1)
        case _:
            assert_never(mode)
    return Store(writer, sqlite.reader(path, LOOKING), alone=alone)


def prepare(
    path: Path,
    *,
    now: datetime,
    durability: Durability = "full",
    secret: bytes | None = None,
    migrations: Path = FOLDER,
) -> Migrated | None:
    """Make the database, or bring an older one to the newest schema; only for the holder of the plan lock.

    The secret goes into a new database; without one 32 random bytes do.
    """
    with usable(path):
        if _is_there(path):
            return _migrate(path, now, durability, migrations)
        with backup.making(path) as unfinished:
            make_empty(unfinished, durability, secret or secrets.token_bytes(SECRET_BYTES), migrations)
    return None


def make_empty(path: Path, durability: Durability, secret: bytes, migrations: Path = FOLDER) -> None:
    """Make a database with the newest schema and nothing in it but its secret, in the place of any file."""
    sqlite.create(path)
    with _changing(path, durability, migrations) as connection:
        Meta(Connection(connection)).keep("secret", secret.hex())


def _migrate(path: Path, now: datetime, durability: Durability, migrations: Path) -> Migrated | None:
    before, after = revision_of(path, migrations), newest(migrations)
    if before == after:
        return None
    saved = path.with_name(f"{path.stem}.before-{after}.{backup.stamp(now)}.db")
    backup.copy(path, saved)
    with _changing(path, durability, migrations):
        pass
    return Migrated(before=before, after=after, backup=saved)


def _is_there(path: Path) -> bool:
    """Whether there is a file to open. Raises DatabaseError where there should be one, or can be none."""
    if path.exists():
        return True
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: there is no folder {path.parent}: make it, or name another in [store]")
    if header.has_log(path):
        raise DatabaseError(
            f"{path}: the database is gone, but {path.name}-wal with its last transactions is there:"
            " put the database back beside it, or delete it to start anew"
        )
    return False


@contextmanager
def _changing(path: Path, durability: Durability, migrations: Path) -> Iterator[sqlalchemy.Connection]:
    """A transaction in which the schema became the newest one; what is done in it is kept with that."""
    engine = sqlite.changer(path, durability)
    try:
        with engine.begin() as connection:
            upgrade(connection, migrations)
            yield connection
    finally:
        engine.dispose()
