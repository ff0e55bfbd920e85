"""A process that may write no further says so and ends with 3; nothing half-made is left, nothing is lost."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.store.migrations import FOLDER, newest
from bot.store.opening import prepare
from tests.store.full import fill

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROGRAM = """
import asyncio, resource, sys
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import CohortbotError
from bot.store.archive import export_to
from bot.store.opening import open_store, prepare

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
doing, path, limit, other = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])

async def write_much():
    store = open_store(path, mode="serve", now=NOW)
    try:
        for number in range(10_000):
            await store.write(lambda tx: tx.meta.keep(f"note {number}", "x" * 2000))
            print(number, flush=True)
    finally:
        await store.close()

resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
try:
    match doing:
        case "write":
            asyncio.run(write_much())
        case "make":
            prepare(path, now=NOW)
        case "migrate":
            prepare(path, now=NOW, migrations=other)
        case "export":
            export_to(path, other)
except CohortbotError as error:
    print(error)
    sys.exit(error.exit_code)
"""


def limited(doing: str, path: Path, limit: int, other: Path = FOLDER) -> tuple[int, list[str]]:
    """Run with files of at most so many bytes: gives the exit code and what was printed."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, doing, str(path), str(limit), str(other)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    return run.returncode, run.stdout.splitlines()


def test_every_write_that_was_reported_is_there_afterwards(path: Path) -> None:
    """The step that did not fit is told of, and is not there in part."""
    prepare(path, now=NOW)

    code, (*written, message) = limited("write", path, path.stat().st_size + 100_000)

    assert code == 3
    assert "make room and try again" in message
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {row[0] for row in connection.execute("SELECT name FROM meta WHERE name LIKE 'note %'")}
    assert kept == {f"note {number}" for number in written}
    assert len(kept) > 10


def test_a_new_database_that_does_not_fit_is_not_there(path: Path) -> None:
    """The next start makes it, as if there had been none."""
    code, said = limited("make", path, 50_000)

    assert (code, len(said)) == (3, 1)
    assert "make room" in said[0]
    assert not list(path.parent.iterdir())


def test_without_room_for_the_copy_nothing_is_migrated(path: Path, tmp_path: Path) -> None:
    """The copy comes first."""
    prepare(path, now=NOW)
    fill(path, rows=9)
    before = path.read_bytes()
    shutil.copytree(FOLDER, tmp_path / "later")
    step = f'"""Why."""\nrevision = "0999"\ndown_revision = "{newest()}"\ndef upgrade() -> None: ...\n'
    (tmp_path / "later" / "versions" / "0999_why.py").write_text(step)

    code, said = limited("migrate", path, len(before) // 2, tmp_path / "later")

    assert (code, len(said)) == (3, 1)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*before*"))


def test_an_export_that_does_not_fit_is_not_there(path: Path, tmp_path: Path) -> None:
    """A folder with half an export in it would be taken for one."""
    prepare(path, now=NOW)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO meta VALUES ('note', ?)", ("long " * 20_000,))

    code, said = limited("export", path, 50_000, tmp_path / "export")

    assert (code, len(said)) == (1, 1)
    assert "export: the export can't be written" in said[0]
    assert not list(tmp_path.glob("export*"))
