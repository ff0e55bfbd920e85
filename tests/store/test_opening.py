"""A database is made, recognised, brought up to date, or refused and left as it is."""

import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import DatabaseError
from bot.store import sqlite
from bot.store.migrations import newest
from bot.store.opening import Mode, open_store, prepare
from bot.store.sqlite import Durability

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECRET = b"a secret of thirty-two bytes ..."


def run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


async def secret_of(path: Path, mode: Mode) -> bytes:
    store = open_store(path, mode=mode, now=NOW)
    try:
        return await store.read(lambda tx: tx.meta.secret())
    finally:
        await store.close()


async def test_a_new_database_has_a_secret_that_stays(path: Path) -> None:
    """The second start finds what the first one made."""
    first = await secret_of(path, "serve")

    assert len(first) == 32
    assert await secret_of(path, "serve") == first
    assert await secret_of(path, "use") == first
    assert await secret_of(path, "look") == first


async def test_a_simulation_brings_its_own_secret(path: Path) -> None:
    """The same secret gives the same keys, and so the same run."""
    store = open_store(path, mode="serve", now=NOW, durability="off", secret=SECRET)

    assert await store.read(lambda tx: tx.meta.secret()) == SECRET
    await store.close()


async def test_nothing_but_the_database_is_left_after_use(path: Path) -> None:
    """No half-made file stays, and the log is put back."""
    store = open_store(path, mode="serve", now=NOW)
    await store.write(lambda tx: tx.meta.keep("greeting", "hello"))
    await store.close()

    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("mode", ["use", "look"])
def test_only_serving_makes_a_database(path: Path, mode: Mode) -> None:
    """A mistyped path doesn't become an empty database."""
    with pytest.raises(DatabaseError, match="no such database"):
        open_store(path, mode=mode, now=NOW)

    assert not list(path.parent.iterdir())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Folders are the admin's to make."""
    with pytest.raises(DatabaseError, match=r"no folder .*nowhere: make it"):
        open_store(tmp_path / "nowhere" / "cohort.db", mode="serve", now=NOW)


async def test_looking_never_writes(path: Path) -> None:
    """A command that explains can't change what it explains."""
    prepare(path, now=NOW)
    before = digest(path)
    store = open_store(path, mode="look", now=NOW)

    with pytest.raises(DatabaseError, match="can't be written"):
        await store.write(lambda tx: tx.meta.keep("greeting", "hello"))

    await store.close()
    assert digest(path) == before


@pytest.mark.parametrize("mode", ["serve", "use", "look"])
def test_a_newer_database_is_refused(path: Path, mode: Mode) -> None:
    """The message names both schemas and what to install."""
    prepare(path, now=NOW)
    run(path, "UPDATE alembic_version SET version_num = '9001'")
    before = path.read_bytes()

    with pytest.raises(DatabaseError, match=rf"schema 9001.*up to {newest()}.*install") as refusal:
        open_store(path, mode=mode, now=NOW)

    assert refusal.value.exit_code == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", ["serve", "use", "look"])
@pytest.mark.parametrize("table", ["songs", "alembic_version"])
def test_a_database_of_another_program_is_refused(path: Path, mode: Mode, table: str) -> None:
    """Nobody's tables get ours beside them."""
    run(path, f"CREATE TABLE {table} (version_num TEXT)")
    before = path.read_bytes()

    with pytest.raises(DatabaseError, match="another program"):
        open_store(path, mode=mode, now=NOW)

    assert path.read_bytes() == before


def test_a_log_without_its_database_is_not_thrown_away(path: Path) -> None:
    """The last transactions may be in there."""
    log = path.with_name("cohort.db-wal")
    log.write_bytes(b"the last transactions")

    with pytest.raises(DatabaseError, match=r"cohort\.db-wal .* put the database back"):
        open_store(path, mode="serve", now=NOW)

    assert log.read_bytes() == b"the last transactions"


def test_what_a_killed_start_left_is_no_hindrance(path: Path) -> None:
    """A database that was being made when the machine stopped is made again."""
    for name in ("cohort.db.unfinished", "cohort.db.unfinished-wal"):
        path.with_name(name).write_bytes(b"half a page")

    assert prepare(path, now=NOW) is None

    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(("durability", "level"), [("full", 2), ("off", 0)])
def test_a_commit_waits_for_the_disk_unless_the_file_is_thrown_away(
    path: Path, durability: Durability, level: int
) -> None:
    """SQLite's own numbers: 2 is FULL, 0 is OFF."""
    prepare(path, now=NOW)
    engine = sqlite.writer(path, durability)

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == level
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
