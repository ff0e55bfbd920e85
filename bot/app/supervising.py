"""Supervising: an adapter that stops is started again, each apart, so that a dead one never stops another."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from bot.chat.adapter import Ambiguous, ChatAdapter, Door, Halted, Retry, Undeliverable
from bot.chat.command import Command
from bot.chat.place import Platform
from bot.engine.clock import Clock
from bot.engine.plans import Plans
from bot.errors import DatabaseError
from bot.features import trouble
from bot.store.deliveries import Owed
from bot.store.store import Store
from bot.store.tx import Tx

log = logging.getLogger(__name__)

HEALTHY = timedelta(minutes=10)
"""An adapter that ran so long was well: what happens next is told by none of its earlier troubles."""

Tell = Callable[[Platform, str], Awaitable[None]]
"""Tells the admins that a chat refuses the bot, and why."""
Owes = Callable[[Tx, str, str, Plans, datetime], list[Owed]]
"""What the admins are owed about a chat, for this reason."""
Wait = Callable[[timedelta], Awaitable[None]]


class Trouble(Enum):
    """Why an adapter ended: how long to wait at first, and at most."""

    HALTED = (timedelta(minutes=5), timedelta(hours=1))
    """The chat refuses the bot, and each try costs something of its patience."""
    FAILED = (timedelta(seconds=1), timedelta(minutes=5))
    """Anything else: the network, a fault of the chat, a fault of this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """An adapter ended by this trouble, and was waited with for so long."""

    trouble: Trouble
    waited: timedelta


def how_long(now: Trouble, last: Stop | None, began: datetime, ended: datetime) -> timedelta:
    """How long to wait before an adapter runs again: twice as long each time, unless it was well between."""
    first, longest = now.value
    if last is None or last.trouble is not now or ended - began >= HEALTHY:
        return first
    return min(2 * last.waited, longest)


async def passed(span: timedelta) -> None:
    """Return when so much time has passed, by a clock that nobody sets."""
    with suppress(TimeoutError):
        async with asyncio.timeout(span.total_seconds()):
            await asyncio.Event().wait()


async def supervised(
    adapter: ChatAdapter,
    commands: Sequence[Command],
    door: Door,
    *,
    clock: Clock,
    tell: Tell,
    wait: Wait = passed,
) -> None:
    """Keep an adapter running until cancelled, whatever happens to it."""
    last: Stop | None = None
    told: str | None = None
    while True:
        began = clock.now()
        refused: str | None = None
        at_least = timedelta()
        try:
            refused = await _run(adapter, commands, door)
            if refused is not None and refused != told:
                told = refused
                await tell(adapter.platform, refused)
        except Retry as asked:
            log.error("%s is busy or out of reach", adapter.platform)
            at_least = asked.after
        except (Ambiguous, Undeliverable) as failed:
            log.error("%s can't be reached: %s", adapter.platform, failed)
        except Exception:  # The supervisor's broad catch: a chat that fails is connected again.
            log.exception("%s failed; reference %s", adapter.platform, secrets.token_hex(4))
        met = Trouble.FAILED if refused is None else Trouble.HALTED
        last = Stop(trouble=met, waited=max(how_long(met, last, began, clock.now()), at_least))
        log.info("%s is tried again in %s", adapter.platform, last.waited)
        await wait(last.waited)


async def _run(adapter: ChatAdapter, commands: Sequence[Command], door: Door) -> str | None:
    """Run it to its end; why the chat refuses the bot, if that is what ended it."""
    try:
        await adapter.run(commands, door)
    except Halted as halted:
        log.error("%s refuses the bot: %s; cohortbot doctor says what to do", adapter.platform, halted.why)
        return halted.why
    log.error("%s ended by itself", adapter.platform)
    return None


def teller(store: Store, plans: Plans, clock: Clock, owed: Owes = trouble.stopped) -> Tell:
    """Tells the admins, where there is a chat to tell them by."""

    async def tell(platform: Platform, reason: str) -> None:
        now = clock.now()
        try:
            await store.write(lambda tx: tx.deliveries.add(owed(tx, platform, reason, plans, now)))
        except DatabaseError as refused:
            log.error("the admins can't be told of the trouble with %s: %s", platform, refused)

    return tell
