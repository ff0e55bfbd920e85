"""The copy that a person takes along: all that is stored about them, row by row, exactly as it is stored."""

import json
from collections.abc import Mapping, Sequence

from bot.chat.place import Place
from bot.store.records import Row
from bot.store.tx import Tx


def document(tx: Tx, person: int, own: Sequence[Place]) -> str:
    """JSON: the rows of each table under its name, each with the names of its columns."""
    return written(tx.records.of(person, own))


def written(tables: Mapping[str, Sequence[Row]]) -> str:
    """The tables that have rows."""
    kept = {name: list(map(dict, rows)) for name, rows in tables.items() if rows}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"
