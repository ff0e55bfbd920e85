"""Waiting: what may be asked twice without harm is asked again, as late as its chat wants, or ever later."""

import asyncio
import logging

from bot.chat.adapter import Ambiguous, Retry

log = logging.getLogger(__name__)

FIRST, LONGEST = 0.5, 30.0
"""Seconds after which something is asked again of which nobody knows how it went: twice as long each time."""


class Waiting:
    """How long one thing waits; `what` is said of it in the log where it is given up."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._next = FIRST

    async def goes_on(self, trouble: Exception) -> bool:
        """Wait as this trouble wants, one of the four; False at once where it wants no further try."""
        match trouble:
            case Retry(after=after):
                await passed(after.total_seconds())
            case Ambiguous():
                await passed(self._next)
                self._next = min(2 * self._next, LONGEST)
            case _:
                log.warning("%s: %s", self._what, trouble)
                return False
        return True


async def passed(seconds: float) -> None:
    """Return when so many seconds have passed."""
    await asyncio.wait((asyncio.get_running_loop().create_future(),), timeout=seconds)
