"""Trying: an answer to a click is said when Slack takes it, and no later than somebody looks for it."""

from collections.abc import Awaitable, Callable

from adapters.slack.trouble import BROKEN, told
from bot.chat.adapter import Ambiguous, Retry
from bot.chat.waiting import FIRST, passed

TRIES = 4
"""So often an answer to a click is tried."""
TOO_LONG = 60.0
"""Seconds of which Slack may want more: who pressed does not look for the answer so long."""

Act = Callable[[], Awaitable[object]]


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
