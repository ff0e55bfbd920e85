"""Everything that is stored about a person, table by table, for the person to read and take along."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from bot.chat.place import Place
from bot.store import places
from bot.store.belonging import BELONGING
from bot.store.connection import Connection
from bot.store.tables import codes, contents, links, metadata

Row = Mapping[str, object]
# The digest of a code or a link is no news to its person, and of use to a thief; that of words is no news.
_UNTOLD = frozenset((codes.c.digest, contents.c.digest, links.c.digest))
_ROWS = {
    name: select(*(column for column in metadata.tables[name].c if column not in _UNTOLD)).where(mine)
    for name, mine in BELONGING.items()
}
_COUNT = {
    name: select(func.count()).select_from(metadata.tables[name]).where(mine)
    for name, mine in BELONGING.items()
}
_ASKS_FOR_PLACES = frozenset(("deliveries", "parts", "contents"))


def asked(table: str, person: int, own: Sequence[Place]) -> dict[str, Any]:
    """What a statement about a person's rows in a table is to be given."""
    if table not in _ASKS_FOR_PLACES:
        return {"person": person}
    return {"person": person, "at_places": [places.written(place) for place in own]}


class Records:
    """What there is about a person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person: int, own: Sequence[Place]) -> dict[str, list[Row]]:
        """Every row about a person, whole, by table; instants and days in ISO form."""
        return {
            name: [
                {column.name: _plain(value) for column, value in zip(rows.selected_columns, row, strict=True)}
                for row in self._connection.execute(rows, asked(name, person, own))
            ]
            for name, rows in _ROWS.items()
        }

    def count(self, person: int, own: Sequence[Place]) -> dict[str, int]:
        """How many rows there are about a person, by table."""
        return {
            name: self._connection.scalar(count, asked(name, person, own)) for name, count in _COUNT.items()
        }


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime | date) else value
