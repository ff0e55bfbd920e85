"""A connection within a transaction: SQLAlchemy wrote the statements, the driver runs them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy

from bot.store.prepared import Statement, Values, prepared
from bot.store.types import AnyRow

NOTHING: Values = {}


class Result:
    """What a statement gave back, fetched whole."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: list[AnyRow], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount
        """How many rows it changed."""

    def __iter__(self) -> Iterator[AnyRow]:
        return iter(self._rows)

    def all(self) -> list[AnyRow]:
        """Every row."""
        return self._rows

    def first(self) -> AnyRow | None:
        """The first row, if there is one."""
        return self._rows[0] if self._rows else None

    def one(self) -> AnyRow:
        """The only row. Raises ValueError where there is another number of them."""
        (row,) = self._rows
        return row


class Connection:
    """What the repositories run their statements on."""

    __slots__ = ("_cursor",)

    def __init__(self, connection: sqlalchemy.Connection) -> None:
        self._cursor = connection.connection.cursor()

    def execute(self, statement: Statement, values: Values | Sequence[Values] = NOTHING) -> Result:
        """Run a statement once, or once for each of several sets of values, which all have the same names."""
        one = values if isinstance(values, Mapping) else values[0]
        ready = prepared(statement, tuple(one))
        cursor = self._cursor
        if isinstance(values, Mapping) or len(values) == 1:
            cursor.execute(*ready.filled(one))
        elif ready.takes_rows:
            # Between two rows the driver would let other threads run, and wait for its turn again.
            changed = [cursor.execute(*portion).rowcount for portion in ready.portions(values)]
            return Result([], sum(changed))
        else:
            cursor.executemany(ready.sql, [ready.values(each) for each in values])
        found = cursor.fetchall() if cursor.description else ()
        return Result(ready.rows(found), cursor.rowcount)

    def scalar(self, statement: Statement, values: Values = NOTHING) -> Any:
        """The first value of the first row; None where there is no row."""
        row = self.execute(statement, values).first()
        return None if row is None else row[0]

    def scalars(self, statement: Statement, values: Values = NOTHING) -> list[Any]:
        """The first value of every row."""
        ready = prepared(statement, tuple(values))
        return ready.firsts(self._cursor.execute(*ready.filled(values)).fetchall())
