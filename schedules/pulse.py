"""The pulse calls the duties: live by the clock, in a simulation by moving it."""

import asyncio
import logging
import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.engine.clock import Clock, ManualClock
from schedules.beats import Beats

log = logging.getLogger(__name__)

ROUNDS_AT_ONE_INSTANT = 10_000
"""A simulation that does not come to rest at an instant has a fault; it says so rather than run for ever."""
HEARTBEAT = 30.0
"""Seconds, by a clock that nobody sets: what other processes wrote is seen at the latest then, and a
wall clock that was set back can't stop the bot."""
PATIENCE = 3.0
"""Seconds that a chat is given to answer when the bot is told to stop."""


async def live(clock: Clock, beats: Beats, *, heartbeat: float = HEARTBEAT) -> None:
    """Call the duties when their times come, until cancelled; then return once nothing is in flight,
    or soon after PATIENCE.

    APScheduler wakes at the time that they asked for. Its timers follow the wall clock, so a
    monotonic heartbeat wakes everything besides.
    """
    loop = asyncio.get_running_loop()
    scheduler = AsyncIOScheduler(timezone=UTC)
    scheduler.start()
    beating: asyncio.TimerHandle | None = None
    try:
        while True:
            beats.woken.clear()
            await _call(clock, beats)
            _wake_at(scheduler, beats)
            if beating is None or beating.when() <= loop.time():
                beating = loop.call_later(heartbeat, beats.wake_all)
            await beats.woken.wait()
    finally:
        if beating is not None:
            beating.cancel()
        scheduler.shutdown(wait=False)
        await beats.stop(PATIENCE)


async def _call(clock: Clock, beats: Beats) -> None:
    try:
        await beats.run_due(clock.now())
    except Exception:  # The broad catch of the pulse: one bad look must not be the last.
        log.exception(
            "a duty failed; it is called again at the next heartbeat; reference %s", secrets.token_hex(4)
        )


def _wake_at(scheduler: AsyncIOScheduler, beats: Beats) -> None:
    next_at = beats.next_at()
    if next_at is None:
        return
    scheduler.add_job(
        beats.woken.set,
        DateTrigger(next_at),
        id="next",
        replace_existing=True,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )


async def simulate(
    clock: ManualClock,
    beats: Beats,
    until: datetime,
    *,
    moved: Callable[[datetime], None] = lambda _now: None,
) -> None:
    """Carry everything to a time: once all is quiet, move the clock to the next instant asked for.

    Whoever cancels it waits until nothing is in flight, or until soon after PATIENCE.
    """
    try:
        while True:
            await settle(clock, beats)
            next_at = beats.next_at()
            if next_at is None or next_at > until:
                break
            clock.move_to(next_at)
            moved(next_at)
    except BaseException:
        await beats.stop(PATIENCE)
        raise
    clock.move_to(until)
    moved(until)


async def settle(clock: Clock, beats: Beats) -> None:
    """Do everything that is due now, and return when nothing of it is in flight."""
    for _ in range(ROUNDS_AT_ONE_INSTANT):
        if not beats.any_due(clock.now()):
            return
        await beats.run_due(clock.now())
        await beats.quiet()
    raise RuntimeError(f"the bot does not come to rest at {clock.now()}")
