"""Whether the database agrees with what the world has seen."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.chat.adapter import Shown
from bot.chat.codec import dump_ref
from bot.store.types import read

END_STATES = ("sent", "skipped", "dead")
_PARTS = """
    SELECT deliveries.name, deliveries.state, parts.key, parts.ref
    FROM deliveries JOIN parts ON parts.delivery_id = deliveries.id
"""


def disagreements(database: Path, log: Sequence[Shown], now: datetime) -> list[str]:
    """Everything that is wrong, in words; `now` is when the bot was stopped."""
    with closing(sqlite3.connect(database)) as connection:
        return [*_damage(connection), *_unfinished(connection, now), *_denied(connection, log)]


def _damage(connection: sqlite3.Connection) -> Iterator[str]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        yield f"the file is damaged: {found}"
    yield from (f"{row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check"))


def _unfinished(connection: sqlite3.Connection, now: datetime) -> Iterator[str]:
    """A delivery has ended, or waits for a time that has not come."""
    for name, state, not_before in connection.execute("SELECT name, state, not_before FROM deliveries"):
        waits = not_before is not None and read(not_before) > now
        if state not in END_STATES and not (state == "due" and waits):
            yield f"{name} is {state}, since {not_before}"


def _denied(connection: sqlite3.Connection, log: Sequence[Shown]) -> Iterator[str]:
    """What is said to be sent was shown under the same id, and what was shown is said to be sent."""
    seen = {shown.key: dump_ref(shown.ref) for shown in log}
    sent: set[str] = set()
    for name, state, key, ref in connection.execute(_PARTS):
        if state == "sent":
            sent.add(key)
            if ref is None or seen.get(key) != ref:
                yield f"{name} is said to be {ref}, and {seen.get(key)} was seen"
        elif key in seen:
            yield f"{name} is {state}, but was seen"
    yield from (f"{key} was seen, and nobody has sent it" for key in sorted(set(seen) - sent))
