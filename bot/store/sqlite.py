"""How SQLite is opened: who may write, how writers wait, and how sure a commit is."""

import sqlite3
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

Durability = Literal["full", "off"]
BUSY_SECONDS = 5.0


def writer(path: Path, durability: Durability) -> Engine:
    """An engine whose transactions take the write lock when they begin, so that none fails half-way."""
    return _engine(f"file:{_quoted(path)}?mode=rw", "BEGIN IMMEDIATE", durability, size=1)


def reader(path: Path, size: int) -> Engine:
    """An engine that can't write; each transaction sees one state of the database."""
    return _engine(f"file:{_quoted(path)}?mode=ro", "BEGIN", "full", size=size)


def create(path: Path) -> None:
    """Make an empty database in write-ahead mode, unless there is one."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _quoted(path: Path) -> str:
    """A path as SQLite's URI syntax wants it."""
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _engine(uri: str, begin: str, durability: Durability, *, size: int) -> Engine:
    def connect() -> sqlite3.Connection:
        # isolation_level None: the driver begins nothing by itself, we say when and how.
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA synchronous = {durability.upper()}")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=size, max_overflow=0)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
