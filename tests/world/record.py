"""The record: what the database of a community says, for stories whose point it is."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.domain.cohort import Cohort
from bot.store.store import Store
from tests.world.person import Someone


class Record:
    """What is on record of one cohort."""

    file: Path
    store: Store
    cohort: Cohort

    async def held(self) -> str | None:
        """Why the cohort is held, if it is."""
        row = await self.store.read(lambda tx: tx.cohorts.by_name(self.cohort.name))
        return None if row is None or row.hold is None else row.hold.reason

    def deliveries(self, name: str) -> list[tuple[str, str | None]]:
        """State and reason of the deliveries whose name begins so, in order."""
        with closing(sqlite3.connect(self.file)) as connection:
            query = "SELECT state, reason FROM deliveries WHERE name LIKE ? ORDER BY id"
            return connection.execute(query, (f"{name}%",)).fetchall()

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything in the database but the hold itself."""
        with closing(sqlite3.connect(self.file)) as connection:
            names = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            found = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
        found["cohorts"] = [row[:5] for row in found["cohorts"]]
        return found

    async def fates(self, someone: Someone) -> dict[str, str]:
        """What the ledger says of each step of someone: "sent", "skipped: late" ..."""
        enrolled = await self.store.read(lambda tx: tx.enrolments.by_key(someone.enrolment.key))
        assert enrolled is not None
        entries = await self.store.read(lambda tx: tx.occurrences.of(enrolled.id))
        return {
            entry.step if not entry.ordinal else f"{entry.step}+{entry.ordinal}": (
                f"{entry.state}: {entry.reason}" if entry.reason else str(entry.state)
            )
            for entry in entries
        }
