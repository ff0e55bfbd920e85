"""Several rows of values as one value of a statement, so that SQLite goes through all of them in one step.

Between two steps the driver lets other threads run, and has to wait for its turn again: where the event loop
is busy, for longer than the step itself takes.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, func

_ROWS = func.json_each(bindparam("given", type_=Text)).table_valued("value", name="given")


def given(column: int) -> ColumnElement[Any]:
    """A column of the rows that a statement is given, in their order: a text, a number or nothing."""
    return func.json_extract(_ROWS.c.value, f"$[{column}]")


def given_rows(rows: Iterable[Sequence[str | int | None]]) -> str:
    """The rows, as the value `given` of the statement."""
    return json.dumps([*rows])
