"""A database with something in every table, written as SQLite holds it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Boolean, Integer

from bot.store.tables import metadata
from bot.store.types import Day, UtcDateTime

AWKWARD = (
    "=SUM(A1:A9)",
    "",
    "'quoted'",
    'says "hello", twice',
    "two\r\nlines",
    "\rlone",
    "@here",
    "-1",
    "شكرا 🌱",
    "plain",
    "\x00\x1b",
    "＝1",
)


def fill(path: Path, rows: int = 6) -> None:
    """Put rows into every table: each refers to the row of its own number, each text is awkward."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in metadata.sorted_tables:
            if table.name == "meta":
                continue
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            marks = ", ".join("?" for _ in table.columns)
            for number in range(1, rows + 1):
                values: list[int | str | None] = []
                for place, column in enumerate(table.columns):
                    # Every third row knows nothing that it need not know.
                    if column.nullable and number % 3 == 0:
                        values.append(None)
                    elif isinstance(column.type, Boolean):
                        values.append(number % 2)
                    elif isinstance(column.type, Integer):
                        values.append(number)
                    elif isinstance(column.type, UtcDateTime):
                        values.append(f"2026-03-0{number}T09:00:00.000000")
                    elif isinstance(column.type, Day):
                        values.append(f"2026-03-0{number}")
                    elif column.foreign_keys or column.primary_key:
                        values.append(f"key {number}")
                    else:
                        values.append(AWKWARD[(number + place) % len(AWKWARD)])
                connection.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', values)  # noqa: S608
