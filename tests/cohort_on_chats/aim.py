"""The aim: which process is struck dead over which of its requests, and when."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from signal import SIGKILL

from tests.killing.kill import Kill, Moment

MESSAGE = "message"
"""The method of a kill that is meant for a message; without it, whatever changes something counts."""


@dataclass(slots=True)
class Aim:
    """Which process is struck, and when; it strikes once."""

    pid: int = 0
    kill: Kill | None = None
    counted: int = 0
    strikes: int = 0
    changes: int = 0
    """How many requests of all lives changed something."""

    def at(self, pid: int, kill: Kill | None) -> None:
        """Whoever writes from now on is this process."""
        self.pid, self.kill, self.counted = pid, kill, 0

    def passed(self, *, changes: bool, is_message: bool) -> Moment | None:
        """A request goes by: it may be the last one, and then says when its process dies over it."""
        self.changes += changes
        if self.kill is None or not (is_message if self.kill.method == MESSAGE else changes):
            return None
        self.counted += 1
        if self.counted != self.kill.request:
            return None
        moment = self.kill.moment
        if moment is Moment.ANSWERED:
            _later(self.kill.delay, self._strike)
        else:
            self._strike()
        return moment

    def _strike(self) -> None:
        self.kill = None
        self.strikes += 1
        with suppress(ProcessLookupError):
            os.kill(self.pid, SIGKILL)


def _later(seconds: float, does: Callable[[], None]) -> None:
    asyncio.get_running_loop().call_later(seconds, does)
