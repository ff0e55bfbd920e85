"""Tables of a page: 20 rows of a list, and the path that asks for the rest."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.chat.page import TABLE_ROWS, TableSection
from bot.chat.text import Text, plain

Item = TypeVar("Item")
Row = tuple[str, ...]


def table(
    columns: Sequence[Text],
    items: Sequence[Item],
    row: Callable[[Item], Row],
    *,
    start: int,
    path: str,
    leads: Callable[[Item], str | None] | None = None,
) -> TableSection:
    """The rows of the items from one on; `path` with a number after it asks for those from that one on.

    `leads` says to which page a row leads.
    """
    end = start + TABLE_ROWS
    return TableSection(
        columns=tuple(plain(column) for column in columns),
        rows=tuple(row(item) for item in items[start:end]),
        path=f"{path}/{end}" if len(items) > end else None,
        paths=tuple(map(leads, items[start:end])) if leads is not None else (),
    )


def start_of(written: str) -> int:
    """The row that a path asks for; the first one, unless it is a number."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 7 else 0
