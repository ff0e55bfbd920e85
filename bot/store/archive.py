"""An export is the whole database as files that people can read; importing them gives the same database."""

import csv
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from shutil import rmtree

from sqlalchemy import Table

from bot.errors import DatabaseError, InputError
from bot.store import backup, manifest, sqlite
from bot.store.cells import cell_of
from bot.store.failures import said_plainly, usable
from bot.store.loading import load
from bot.store.manifest import Listed, Manifest
from bot.store.migrations import newest
from bot.store.opening import make_empty
from bot.store.schema import refuse_older
from bot.store.tables import metadata


def export_to(path: Path, folder: Path, *, programmes: Sequence[str] = ()) -> Manifest:
    """Write one CSV file a table and a manifest into a new folder, from one state of the database.

    The folder is there when it is whole. Raises InputError when something is in it already.
    """
    refuse_older(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: something is there already: name a folder that is not there yet")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    try:
        rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        written = Manifest(
            schema=newest(), programmes=tuple(programmes), tables=_write_tables(path, unfinished)
        )
        manifest.write(unfinished, written)
        unfinished.replace(folder)
    except OSError as error:
        raise InputError(f"{folder}: the export can't be written: {error.strerror}") from error
    finally:
        rmtree(unfinished, ignore_errors=True)
    return written


def import_from(folder: Path, path: Path) -> Manifest:
    """Fill an empty database, or one that is not there yet, from an export: all of it, or nothing.

    Only for the holder of the plan lock. Raises FaultyInput with the faults of the files.
    """
    given = manifest.read(folder)
    with usable(path):
        if path.exists():
            refuse_older(path)
            _fill(path, folder, given)
        else:
            with backup.making(path) as unfinished:
                make_empty(unfinished, "full", b"to be replaced by that of the export")
                _fill(unfinished, folder, given)
    return given


def _write_tables(path: Path, folder: Path) -> dict[str, Listed]:
    with said_plainly(path), closing(sqlite.look(path)) as connection:
        connection.execute("BEGIN")
        return {
            table.name: _write_table(connection, table, folder / manifest.file_of(table.name))
            for table in sorted(metadata.tables.values(), key=lambda table: table.name)
        }


def _write_table(connection: sqlite3.Connection, table: Table, path: Path) -> Listed:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    order = ", ".join(f'"{column.name}"' for column in table.primary_key)
    rows = 0
    # As SQLite holds it and not through SQLAlchemy's types, so that nothing changes on the way.
    stored = connection.execute(f'SELECT {columns} FROM "{table.name}" ORDER BY {order}')  # noqa: S608
    with path.open("w", encoding="utf-8", newline="") as file:
        # CRLF, as RFC 4180 has it: then a lone CR in a text is quoted as well.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        for row in stored:
            writer.writerow([cell_of(value) for value in row])
            rows += 1
    return Listed(rows=rows, sha256=manifest.sha256_of(path))


def _fill(path: Path, folder: Path, given: Manifest) -> None:
    with closing(sqlite.use(path)) as connection, sqlite.transaction(connection):
        for table in metadata.tables:
            found = connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone()  # noqa: S608
            if found and table != "meta":
                raise DatabaseError(
                    f"{path}: the database is not empty, there is something in {table}:"
                    " name a file in [store] that is not there yet"
                )
        connection.execute("DELETE FROM meta")
        load(connection, folder, given)
