"""Which schema a database has, and how it becomes the newest one."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from bot.errors import DatabaseError
from bot.store import header, sqlite
from bot.store.failures import said_plainly
from bot.store.migrations import FOLDER, newest, revisions


def revision_of(path: Path, migrations: Path = FOLDER) -> str:
    """The revision of the database in a file, which this program knows.

    Raises DatabaseError for a file that was cut off, is no database, is another program's, or is newer.
    """
    header.look_whole(path)
    with said_plainly(path), closing(sqlite.look(path)) as connection:
        found = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'meta')"
        ).fetchone()
        ours = found[0] == 2
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone() if ours else None
    if row is None:
        raise DatabaseError(
            f"{path}: the file is a database of another program: name another file in [store],"
            " which need not be there yet"
        )
    revision = str(row[0])
    if revision not in revisions(migrations):
        raise DatabaseError(
            f"{path}: the database has schema {revision}, this program knows them up to {newest(migrations)}:"
            " install the version of cohortbot that wrote it, or a newer one"
        )
    return revision


def refuse_older(path: Path, migrations: Path = FOLDER) -> None:
    """Raise DatabaseError unless the database has the newest schema."""
    revision = revision_of(path, migrations)
    if revision != newest(migrations):
        raise DatabaseError(
            f"{path}: the database has schema {revision}, this program wants {newest(migrations)}:"
            " run `cohortbot migrate CONFIG` while the bot is stopped"
        )


def upgrade(connection: Connection, migrations: Path = FOLDER) -> None:
    """Apply the steps that are missing, in the transaction of the connection: all of them, or none."""
    # Alembic takes longer to import than the rest of the store, and is seldom wanted.
    from alembic import command
    from alembic.config import Config

    config = Config()
    # Alembic reads options as templates, in which % is special.
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if dangling is not None:
        raise DatabaseError(
            f"after the change of schema a row of {dangling[0]} would refer to nothing: nothing was changed;"
            " please report it"
        )
