"""How SQLite is opened: who may write, how writers wait, and how sure a commit is."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool

Durability = Literal["full", "off"]
BUSY_SECONDS = 5.0
PARAMETERS = "named"


@cache
def dialect() -> Dialect:
    """What every engine here speaks: a statement that was written for one is right for all."""
    return SQLiteDialect_pysqlite(paramstyle=PARAMETERS)


def writer(path: Path, durability: Durability) -> Engine:
    """An engine whose transactions take the write lock when they begin, so that none fails half-way."""
    return _engine(path, "rw", "BEGIN IMMEDIATE", durability, size=1)


def reader(path: Path, size: int) -> Engine:
    """An engine that can't write; each transaction sees one state of the database."""
    return _engine(path, "ro", "BEGIN", "full", size=size)


def changer(path: Path, durability: Durability) -> Engine:
    """A writer for changes of the schema, which make tables anew: references are checked at the end."""
    return _engine(path, "rw", "BEGIN IMMEDIATE", durability, size=1, foreign_keys=False)


def look(path: Path) -> sqlite3.Connection:
    """A bare connection that can't write."""
    return sqlite3.connect(uri(path, "ro"), uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def use(path: Path) -> sqlite3.Connection:
    """A bare connection that may write."""
    connection = sqlite3.connect(uri(path, "rw"), uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that writes, on a bare connection: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def fresh(path: Path) -> sqlite3.Connection:
    """A bare connection to a new empty file, in the place of an earlier one."""
    path.unlink(missing_ok=True)
    # It will hold what people wrote: not for everybody on the machine.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o660))
    return sqlite3.connect(path, isolation_level=None)


def create(path: Path) -> None:
    """Make an empty database in write-ahead mode, in the place of an earlier one."""
    connection = fresh(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def uri(path: Path, mode: Literal["ro", "rw"]) -> str:
    """The path as SQLite wants it where it must neither make the file nor, with "ro", write to it."""
    quoted = str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{quoted}?mode={mode}"


def _engine(
    path: Path,
    mode: Literal["ro", "rw"],
    begin: str,
    durability: Durability,
    *,
    size: int,
    foreign_keys: bool = True,
) -> Engine:
    address = uri(path, mode)

    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver begins nothing by itself, we say when and how.
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute(f"PRAGMA synchronous = {durability.upper()}")
        # What is deleted is overwritten: nobody reads it out of the file.
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        paramstyle=PARAMETERS,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Straight to the driver: it is the most frequent statement of all.
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute(begin)

    return engine
