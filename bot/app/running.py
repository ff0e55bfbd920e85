"""Running: the bot on its configured database, by the real clock, until it is told to stop."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping
from datetime import datetime

from bot.app.build import App, build
from bot.app.connecting import adapters_of, pages_of
from bot.app.database import database_of
from bot.app.plans import plans_of
from bot.app.supervising import Tell, supervised, teller
from bot.app.warming import warm
from bot.chat.adapter import ChatAdapter
from bot.chat.place import PLAYGROUND, Platform
from bot.config.setup import Checked
from bot.engine.clock import Clock, SystemClock
from bot.features.enrolling import enrol
from bot.pictures.drawing import Drawing
from bot.store.inbox import open_inbox
from bot.store.locks import hold_lane, hold_plan
from bot.store.opening import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from schedules.pulse import live

log = logging.getLogger(__name__)

PATIENCE = 1.5
"""Seconds that a chat is given to say good-bye when the bot is told to stop."""

Chats = Callable[[Checked, Drawing], Mapping[Platform, ChatAdapter]]


async def run(
    checked: Checked, stop: asyncio.Event, *, clock: Clock | None = None, chats: Chats = adapters_of
) -> None:
    """Serve until `stop` is set. LockedError where another process plans with this database or sends.

    Without a chat and without pages nothing is sent: deliveries are planned and wait.
    """
    clock = clock or SystemClock()
    with contextlib.closing(Drawing()) as drawing:
        pages = pages_of(checked, clock)
        adapters = dict(chats(checked, drawing))
        if pages is not None:
            adapters[PLAYGROUND] = pages.adapter
        async with serving(checked, clock, adapters) as (app, store):
            plans = plans_of(checked)
            await warm(plans)
            tell = teller(store, plans, clock)
            opened = contextlib.nullcontext() if pages is None else pages.served(app, store)
            async with opened, _connected(app, adapters.values(), clock, tell):
                # Inside, so that it ends first: what is being sent is settled while the chats are there.
                await _beat_until(stop, live(clock, app.beats))
        log.info("stopped")


async def _beat_until(stop: asyncio.Event, beating: Coroutine[None, None, None]) -> None:
    pulse = asyncio.create_task(beating)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((pulse, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    pulse.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await pulse


@contextlib.asynccontextmanager
async def _connected(
    app: App, adapters: Collection[ChatAdapter], clock: Clock, tell: Tell
) -> AsyncIterator[None]:
    """Every adapter runs under a supervisor of its own; at the end each has a moment for its good-bye."""
    running = [
        asyncio.create_task(supervised(adapter, app.commands, app.door, clock=clock, tell=tell))
        for adapter in adapters
    ]
    try:
        yield
    finally:
        for one in running:
            one.cancel()
        if running:
            await asyncio.wait(running, timeout=PATIENCE)


@contextlib.asynccontextmanager
async def serving(
    checked: Checked, clock: Clock, adapters: Mapping[Platform, ChatAdapter]
) -> AsyncIterator[tuple[App, Store]]:
    """The bot on its database, with which no other process plans or sends to these chats.

    An empty cohort gets its roster.
    """
    path = database_of(checked)
    with contextlib.ExitStack() as locks:
        locks.enter_context(hold_plan(path, clock.now()))
        for lane in adapters:
            locks.enter_context(hold_lane(path, lane, clock.now()))
        store = open_store(path, mode="serve", now=clock.now())
        try:
            async with open_inbox(path.with_name("inbox.db")) as inbox:
                await store.write(lambda tx: enrol_empty(tx, checked))
                app = build(
                    plans=plans_of(checked),
                    store=store,
                    clock=clock,
                    adapters=adapters,
                    inbox=inbox,
                    away_since=await store.read(last_at_work),
                )
                await app.door.take_up()
                log.info("planning for %s; %s", _names(checked), _sending(adapters))
                yield app, store
                await app.door.quiet()
        finally:
            await store.close()


def enrol_empty(tx: Tx, checked: Checked) -> None:
    """Put the roster of each cohort on record that is not there yet."""
    for setup in checked.cohorts:
        if tx.cohorts.by_name(setup.cohort.name) is None:
            new = enrol(tx, setup, checked.quiet)
            people = len(setup.roster.rows)
            log.info("imported the roster of %s: %d people, %d of them new", setup.cohort.name, people, new)


def last_at_work(tx: Tx) -> datetime | None:
    """When the bot was last seen at work, by the cohort that it looked at the longest ago."""
    ticks = [row.last_tick for row in tx.cohorts.all()]
    return min((tick for tick in ticks if tick is not None), default=None) if all(ticks) else None


def _sending(adapters: Collection[Platform]) -> str:
    if not adapters:
        return "no chat is connected, so nothing is sent"
    return f"connecting to {', '.join(adapters)}"


def _names(checked: Checked) -> str:
    return ", ".join(setup.cohort.name for setup in checked.cohorts)
