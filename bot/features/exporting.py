"""The export of a person: everything that is stored about them, row by row, exactly as it is stored."""

import json
from collections.abc import Mapping, Sequence

from bot.chat.place import Place
from bot.store.records import Row
from bot.store.tx import Tx


def document(tx: Tx, person: int, own: Sequence[Place]) -> str:
    """One paragraph a table: its name, its columns, and each row as a line of JSON.

    JSON puts every text in quotes and every line break into two characters, so that nothing typed can
    end a line, and a spreadsheet takes nothing for a formula.
    """
    return written(tx.records.of(person, own))


def written(tables: Mapping[str, Sequence[Row]]) -> str:
    """The paragraphs of the tables that have rows."""
    return "\n\n".join(_paragraph(name, rows) for name, rows in tables.items() if rows)


def _paragraph(name: str, rows: Sequence[Row]) -> str:
    lines = (json.dumps(list(row.values()), ensure_ascii=False) for row in rows)
    return "\n".join((f"{name} ({len(rows)})", json.dumps(list(rows[0])), *lines))
