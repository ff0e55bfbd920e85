"""What a database looks like to SQLite, however the statements that made it were written."""

import sqlite3
from contextlib import closing
from pathlib import Path

INDEX = "library_index"
"""The full-text index and the tables that SQLite keeps for it: no table of ours."""


def shape_of(path: Path) -> dict[str, dict[str, set[tuple[object, ...]]]]:
    """Per table: its columns, references and indexes, without order and without invented names."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if row[0] != "alembic_version" and not row[0].startswith(INDEX)
        ]
        return {
            table: {
                "columns": {
                    row[1:] for row in connection.execute("SELECT * FROM pragma_table_xinfo(?)", (table,))
                },
                "references": {
                    row[2:]
                    for row in connection.execute("SELECT * FROM pragma_foreign_key_list(?)", (table,))
                },
                "indexes": set(_indexes(connection, table)),
            }
            for table in tables
        }


def _indexes(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for _, name, unique, origin, partial in connection.execute(
        "SELECT * FROM pragma_index_list(?)", (table,)
    ).fetchall():
        columns = tuple(row[2] for row in connection.execute("SELECT * FROM pragma_index_info(?)", (name,)))
        named = name if origin == "c" else ""
        condition = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        found.append((named, unique, origin, columns, partial and condition))
    return found
