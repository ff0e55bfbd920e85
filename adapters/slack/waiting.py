"""Waiting: what may be asked twice without harm is asked again, as late as Slack wants, or ever later."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from adapters.slack.trouble import BROKEN, told
from bot.chat.adapter import Ambiguous, Retry

log = logging.getLogger(__name__)

FIRST, LONGEST = 0.5, 30.0
"""Seconds after which something is asked again of which nobody knows how it went: twice as long each time."""
TRIES = 4
"""So often an answer to a click is tried."""
TOO_LONG = 60.0
"""Seconds of which Slack may want more: who pressed does not look for the answer so long."""

Act = Callable[[], Awaitable[object]]


class Waiting:
    """How long one thing waits; `what` is said of it in the log where it is given up."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._next = FIRST

    async def goes_on(self, error: BaseException) -> bool:
        """Wait as this error wants; False at once where it wants no further try."""
        match told(error):
            case Retry(after=after):
                await passed(after.total_seconds())
            case Ambiguous():
                await passed(self._next)
                self._next = min(2 * self._next, LONGEST)
            case trouble:
                log.warning("%s: %s", self._what, trouble)
                return False
        return True


async def once(say: Act) -> None:
    """Say it when Slack takes it. Raises what may have been said, and never says it again then."""
    await _tried(say, (Retry,))


async def surely(change: Act) -> None:
    """Change it, also where a try before may have changed it: twice is as good as once."""
    await _tried(change, (Retry, Ambiguous))


async def _tried(act: Act, again: tuple[type[Exception], ...]) -> None:
    pause = FIRST
    for _ in range(TRIES - 1):
        try:
            await act()
            return
        except BROKEN as error:
            trouble = told(error)
            seconds = trouble.after.total_seconds() if isinstance(trouble, Retry) else pause
            if not isinstance(trouble, again) or seconds > TOO_LONG:
                raise
        await passed(seconds)
        pause *= 2
    await act()


async def passed(seconds: float) -> None:
    """Return when so many seconds have passed."""
    await asyncio.wait((asyncio.get_running_loop().create_future(),), timeout=seconds)
