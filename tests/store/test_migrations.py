"""An older database becomes the newest one in one step, after a copy of it was put aside."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from bot.errors import DatabaseError
from bot.store.migrations import FOLDER, newest, revisions
from bot.store.opening import Migrated, Mode, open_store, prepare
from bot.store.tables import metadata
from tests.store.shape import INDEX, shape_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEP = '''
"""People may say what they like to be called, since the roster gives the whole name."""

import sqlalchemy as sa
from alembic import op

revision = "0999"
down_revision = "{before}"


def upgrade() -> None:
    with op.batch_alter_table("people", recreate="always") as people:
        people.add_column(sa.Column("called", sa.Text()))
    {then}
'''


def next_version(folder: Path, then: str = "pass") -> Path:
    """The migrations of a later program: ours and one more, which makes a table anew that others refer to."""
    shutil.copytree(FOLDER, folder)
    (folder / "versions" / "0999_called.py").write_text(STEP.format(before=newest(), then=then))
    return folder


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic should look at it."""
    return kind != "table" or not (name or "").startswith(INDEX)


async def with_ana(path: Path) -> None:
    """A database in which someone refers to someone."""
    prepare(path, now=NOW)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO people (id, key, name, zone, language, working_days, quiet_start, quiet_end,"
            " set_in_chat, left_to_chat)"
            " VALUES (7, 'k', 'Ana', 'UTC', 'en', '01234', '22:00', '08:00', '', '')"
        )
        connection.execute(
            "INSERT INTO accounts VALUES (1, 7, 'memory', '', 'ana', 1, NULL, NULL, NULL, NULL)"
        )


def test_all_migrations_together_give_the_tables(path: Path, tmp_path: Path) -> None:
    """What the program reads and what a database has can't drift apart."""
    prepare(path, now=NOW)
    with closing(sqlite3.connect(tmp_path / "tables.db")) as empty:
        empty.execute("PRAGMA journal_mode = WAL")
    engine = create_engine(f"sqlite:///{tmp_path / 'tables.db'}")
    metadata.create_all(engine)
    engine.dispose()

    assert shape_of(path) == shape_of(tmp_path / "tables.db")


def test_alembic_sees_nothing_left_to_migrate(path: Path) -> None:
    """Its own comparison of the tables and the database is empty."""
    prepare(path, now=NOW)
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_revisions_are_known_without_alembic() -> None:
    """The numbers in the names of the files are those inside them, one after the other."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    script = ScriptDirectory.from_config(config)

    assert revisions() == tuple(step.revision for step in reversed(list(script.walk_revisions())))
    assert all((step.doc or "").endswith(".") for step in script.walk_revisions())


async def test_an_older_database_is_saved_and_then_migrated(path: Path, tmp_path: Path) -> None:
    """The copy beside it is the database as it was."""
    await with_ana(path)
    later = next_version(tmp_path / "later")

    done = prepare(path, now=NOW, migrations=later)

    saved = path.with_name("cohort.before-0999.20260302T090000Z.db")
    assert done == Migrated(before=newest(), after="0999", backup=saved)
    assert rows(path, "SELECT id, name, called FROM people") == [(7, "Ana", None)]
    assert rows(path, "SELECT person_id FROM accounts") == [(7,)]
    assert rows(saved, "SELECT id, name FROM people") == [(7, "Ana")]
    assert rows(saved, "SELECT version_num FROM alembic_version") == [(newest(),)]


async def test_a_copy_can_be_put_back(path: Path, tmp_path: Path) -> None:
    """Going back to the earlier program is a matter of one file."""
    await with_ana(path)
    done = prepare(path, now=NOW, migrations=next_version(tmp_path / "later"))
    assert done is not None

    done.backup.replace(path)

    store = open_store(path, mode="serve", now=NOW)
    assert [known.person.name for known in await store.read(lambda tx: tx.people.everybody())] == ["Ana"]
    await store.close()


async def test_a_migration_that_fails_changes_nothing(path: Path, tmp_path: Path) -> None:
    """All steps are one transaction."""
    await with_ana(path)
    before = shape_of(path)
    later = next_version(tmp_path / "later", then='op.execute("SELECT name FROM nowhere")')

    with pytest.raises(DatabaseError):
        prepare(path, now=NOW, migrations=later)

    assert shape_of(path) == before
    assert rows(path, "SELECT version_num FROM alembic_version") == [(newest(),)]


async def test_a_migration_that_would_orphan_rows_changes_nothing(path: Path, tmp_path: Path) -> None:
    """References are checked before the end of the transaction."""
    await with_ana(path)
    later = next_version(tmp_path / "later", then='op.execute("DELETE FROM people")')

    with pytest.raises(DatabaseError, match="a row of accounts would refer to nothing"):
        prepare(path, now=NOW, migrations=later)

    assert rows(path, "SELECT name FROM people") == [("Ana",)]


@pytest.mark.parametrize("mode", ["use", "look"])
def test_others_refuse_an_older_schema_and_name_migrate(path: Path, tmp_path: Path, mode: Mode) -> None:
    """Only the holder of the plan lock migrates."""
    prepare(path, now=NOW)
    before = path.read_bytes()

    with pytest.raises(DatabaseError, match=rf"schema {newest()}.*wants 0999.*cohortbot migrate"):
        open_store(path, mode=mode, now=NOW, migrations=next_version(tmp_path / "later"))

    assert path.read_bytes() == before
