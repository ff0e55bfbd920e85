"""A file, a lock or a place to write may fail: the admin reads why, and the data is as it was."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.errors import DatabaseError
from bot.store import sqlite
from bot.store.opening import Mode, open_store, prepare
from bot.store.store import Store
from bot.store.tx import Tx

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
MODES = st.sampled_from(["serve", "use", "look"])
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid database."""
    path = tmp_path_factory.mktemp("whole") / "cohort.db"
    prepare(path, now=NOW, durability="off")
    return path


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for many short stories."""
    return tmp_path_factory.mktemp("desk")


def started_on(path: Path, content: bytes, mode: Mode) -> str:
    """Start on a file with this content: gives "fine" or what the admin reads; the file must stay so."""

    async def start() -> None:
        store = open_store(path, mode=mode, now=NOW)
        try:
            await store.read(lambda tx: tx.people.everybody())
        finally:
            await store.close()

    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    path.write_bytes(content)
    try:
        asyncio.run(start())
        said = "fine"
    except DatabaseError as refusal:
        said = str(refusal)
    assert path.read_bytes() == content
    return said


@given(cut=st.integers(1, 10**9), mode=MODES)
@example(cut=1, mode="serve")
@example(cut=PAGE // 2, mode="serve")
@example(cut=PAGE, mode="serve")
@example(cut=2 * PAGE - 1, mode="serve")
@example(cut=10**9, mode="serve")
@settings(max_examples=60)
def test_a_file_that_was_cut_anywhere_is_refused(whole: Path, desk: Path, cut: int, mode: Mode) -> None:
    """SQLite would take some cuts for zeros, and an empty file for a new database."""
    content = whole.read_bytes()

    said = started_on(desk / "cut.db", content[: -min(cut, len(content))], mode)

    assert "put back the newest backup" in said


@given(at=st.integers(0, 10**9), garbage=st.binary(min_size=1, max_size=64), mode=MODES)
@settings(max_examples=60)
def test_garbage_in_a_file_is_refused_or_does_no_harm(
    whole: Path, desk: Path, at: int, garbage: bytes, mode: Mode
) -> None:
    """Wherever it is, the admin sees no traceback and the file stays as it is."""
    content = bytearray(whole.read_bytes())
    at %= len(content)
    content[at : at + len(garbage)] = garbage[: len(content) - at]

    assert started_on(desk / "garbage.db", bytes(content), mode)


@pytest.mark.parametrize("content", [b"Dear diary, " * 999, b"\0" * 8192, b"SQLite format 2\0" * 99])
def test_a_file_of_something_else_is_refused(desk: Path, content: bytes) -> None:
    """A diary doesn't become a database."""
    assert "not a database" in started_on(desk / "diary.db", content, "serve")


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    """The message is the system's, with the path."""
    path.mkdir()

    with pytest.raises(DatabaseError, match=r"cohort\.db: .*directory"):
        open_store(path, mode="serve", now=NOW)


def told(engine: Engine, pragma: str) -> Engine:
    """The engine, whose one connection was told something."""
    with engine.connect() as connection:
        connection.exec_driver_sql(pragma)
    return engine


def notes(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = connection.execute("SELECT name, value FROM meta WHERE name <> 'secret'")
        return dict(found.fetchall())


def keeping(name: str, value: str) -> Callable[[Tx], None]:
    return lambda tx: tx.meta.keep(name, value)


async def test_a_full_disk_keeps_all_but_the_last_step(path: Path) -> None:
    """And with room again, the same process goes on."""
    prepare(path, now=NOW)
    pages = path.stat().st_size // PAGE  # noqa: ASYNC240 - nothing else runs.
    writer = told(sqlite.writer(path, "full"), f"PRAGMA max_page_count = {pages + 3}")
    store = Store(writer, sqlite.reader(path, 2))
    await store.write(keeping("small", "kept"))

    def too_much(tx: Tx) -> None:
        tx.meta.keep("small", "changed")
        tx.meta.keep("big", "x" * 10 * PAGE)

    with pytest.raises(DatabaseError, match="the disk is full: nothing of the last step was kept") as refusal:
        await store.write(too_much)

    assert refusal.value.exit_code == 3
    told(writer, "PRAGMA max_page_count = 100000")
    await store.write(keeping("after", "room again"))
    await store.close()
    assert notes(path) == {"small": "kept", "after": "room again"}


async def test_a_database_that_may_not_be_written_says_so(path: Path) -> None:
    """Reading goes on."""
    prepare(path, now=NOW)
    store = Store(told(sqlite.writer(path, "full"), "PRAGMA query_only = ON"), sqlite.reader(path, 2))

    with pytest.raises(DatabaseError, match="can't be written: give this user write access"):
        await store.write(keeping("small", "kept"))

    assert await store.read(lambda tx: tx.meta.value("small")) is None
    await store.close()


async def test_a_database_that_is_kept_busy_says_so(path: Path) -> None:
    """Another program holds the write lock; it is waited for, and then the admin is told."""
    prepare(path, now=NOW)
    store = Store(told(sqlite.writer(path, "full"), "PRAGMA busy_timeout = 1"), sqlite.reader(path, 2))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(DatabaseError, match="another process keeps the database busy"):
            await store.write(keeping("small", "kept"))

        assert await store.read(lambda tx: tx.meta.value("small")) is None
        other.execute("ROLLBACK")
    await store.write(keeping("small", "kept"))
    await store.close()
    assert notes(path) == {"small": "kept"}


async def test_a_table_that_is_gone_is_told_from_a_fault_of_ours(path: Path) -> None:
    """The remedy is named; a broken rule of the tables is our own fault and passes through."""
    prepare(path, now=NOW)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE audit")
    store = open_store(path, mode="use", now=NOW)

    with pytest.raises(DatabaseError, match="cohortbot migrate"):
        await store.write(lambda tx: tx.audit.add(at=NOW, actor="a", action="b", subject="c"))

    await store.close()
