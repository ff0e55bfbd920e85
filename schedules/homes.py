"""The homes of a chat are shown anew when what they show has changed: soon, and not too often."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, assert_never

from bot.chat.adapter import Ambiguous, ChatAdapter, Halted, Retry, Undeliverable
from bot.chat.page import Page
from bot.chat.place import Account
from bot.engine.clock import Clock
from bot.store.homes import WOKEN_BY, Home, Shows
from bot.store.store import Store, Turn
from bot.store.tx import Tx
from schedules.looking import HALT_LASTS

log = logging.getLogger(__name__)

AT_ONCE = 4
"""So many homes of one chat are made and shown at the same time."""
AGAIN_AFTER = timedelta(minutes=1)
"""A show without an answer is made again, and twice as late each time: twice does no harm."""
SELDOM = timedelta(hours=1)
"""The longest of these waits: a chat that is down for days is not drawn for all the while."""

Look = Callable[[Tx, Account], tuple[Page, Shows] | None]
"""What an account would see if it opened its home now; None for whom there is none."""
Outcome = Literal["shown", "gone"] | timedelta
"""How a show went; a span says how long to wait before it is made again."""


class Homes:
    """A duty for a chat that keeps a page open for its accounts; no other duty waits for it."""

    wakes_on = frozenset((WOKEN_BY,))

    def __init__(
        self, adapter: ChatAdapter, every: timedelta, store: Store, clock: Clock, look: Look
    ) -> None:
        self._adapter = adapter
        self._every = every
        self._store = store
        self._clock = clock
        self._look = look
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._closed_until: datetime | None = None
        self._next_wait = AGAIN_AFTER
        self._has_begun = False

    async def run_once(self, now: datetime) -> datetime | None:
        """Begin to show what is due; when to look again."""
        platform = self._adapter.platform
        if not self._has_begun:
            # The files of the admins may say something else than before.
            await self._store.write(lambda tx: tx.homes.all_changed(platform), Turn.MACHINE)
            self._has_begun = True
        if self._closed_until is not None and self._closed_until > now:
            return self._closed_until
        busy, room = tuple(self._tasks), AT_ONCE - len(self._tasks)
        due, next_at = await self._store.read(
            lambda tx: (
                tx.homes.due(platform, now, busy=busy, limit=room),
                tx.homes.next_due(platform, now),
            )
        )
        for home in due:
            self._start(home)
        return next_at

    async def quiet(self) -> None:
        """Return when nothing is in flight."""
        while self._tasks:
            await asyncio.wait(self._tasks.values())

    async def stop(self) -> None:
        """Wait no longer: what was not shown is shown when the bot is back."""
        for task in self._tasks.values():
            task.cancel()
        await self.quiet()

    def _start(self, home: Home) -> None:
        user = home.account.user
        task = self._tasks[user] = asyncio.create_task(self._bring_up_to_date(home))
        task.add_done_callback(lambda done: self._ended(user, done))

    def _ended(self, user: str, task: asyncio.Task[None]) -> None:
        self._tasks.pop(user, None)
        if not task.cancelled() and task.exception() is not None:
            log.error("a home on %s could not be kept", self._adapter.platform, exc_info=task.exception())

    async def _bring_up_to_date(self, home: Home) -> None:
        """Show the home if it shows something else by now, and put on record how that went.

        What is put on record wakes this duty, so that those who waited for room are next.
        """
        try:
            seen = await self._store.read(lambda tx: self._look(tx, home.account))
            record = await self._record(home, seen)
            await self._store.write(record, Turn.MACHINE)
        finally:
            # Before the duty is called again, which would take it for busy.
            self._tasks.pop(home.account.user, None)

    async def _record(self, home: Home, seen: tuple[Page, Shows] | None) -> Callable[[Tx], None]:
        if seen is None:
            return lambda tx: tx.homes.close(home)
        page, shows = seen
        if shows.fingerprint == home.fingerprint:
            now = self._clock.now()
            return lambda tx: tx.homes.shown(home, shows, now)
        outcome = await self._show(home, page)
        now = self._clock.now()
        match outcome:
            case "shown":
                return lambda tx: tx.homes.shown(home, shows, now + self._every)
            case "gone":
                return lambda tx: tx.homes.close(home)
            case timedelta() as wait:
                return lambda tx: tx.homes.wait(home, now + wait)
            case never:
                assert_never(never)

    async def _show(self, home: Home, page: Page) -> Outcome:
        try:
            await self._adapter.show(home.account, page)
        except Retry as retry:
            if retry.scope != "place":
                self._closed_until = self._clock.now() + retry.after
            return retry.after
        except Halted as halted:
            # The lane, which meets the same, tells the admins.
            log.warning("no home is shown on %s: %s", self._adapter.platform, halted.why)
            self._closed_until = self._clock.now() + HALT_LASTS
            return HALT_LASTS
        except Undeliverable:
            return "gone"
        except Ambiguous:
            return self._ever_later()
        except Exception:  # The courier's broad catch: what is shown twice does no harm.
            log.exception("an unforeseen error while a home on %s was shown", self._adapter.platform)
            return self._ever_later()
        self._next_wait = AGAIN_AFTER
        return "shown"

    def _ever_later(self) -> timedelta:
        """How long to wait after a show without an answer; all homes of the chat share its trouble."""
        wait = self._next_wait
        self._next_wait = min(2 * wait, SELDOM)
        return wait
