"""A duty is something that the bot does by itself, whenever its time comes."""

from datetime import datetime
from typing import Protocol


class Duty(Protocol):
    """Planner, courier, actors."""

    wakes_on: frozenset[str]
    """What it must be woken by, before its time: the names that a commit touched."""

    async def run_once(self, now: datetime) -> datetime | None:
        """Start what is due, never wait for a send; say when to be called next (None: only when woken)."""

    async def quiet(self) -> None:
        """Return when nothing that it started is in flight."""


class Sender(Duty, Protocol):
    """A duty that sends to a chat, which may take as long as it likes to answer."""

    async def stop(self) -> None:
        """Wait no longer: what has no answer, or never left, is looked for when the bot goes on."""
