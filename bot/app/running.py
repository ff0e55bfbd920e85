"""Running: the bot on its configured database, by the real clock, until it is told to stop."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from bot.app.build import App, build
from bot.app.database import database_of
from bot.app.plans import plans_of
from bot.app.warming import warm
from bot.config.setup import Checked
from bot.engine.clock import Clock, SystemClock
from bot.features.enrolling import enrol
from bot.store.inbox import open_inbox
from bot.store.locks import hold_plan
from bot.store.opening import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from schedules.pulse import live

log = logging.getLogger(__name__)


async def run(checked: Checked, stop: asyncio.Event, *, clock: Clock | None = None) -> None:
    """Serve until `stop` is set. LockedError where another process plans with this database.

    Without a chat nothing is sent: deliveries are planned and wait.
    """
    clock = clock or SystemClock()
    async with serving(checked, clock) as (app, _):
        await warm(plans_of(checked))
        pulse = asyncio.create_task(live(clock, app.beats))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait((pulse, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        pulse.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await pulse
        log.info("stopped")


@contextlib.asynccontextmanager
async def serving(checked: Checked, clock: Clock) -> AsyncIterator[tuple[App, Store]]:
    """The bot on its database, which no other process plans with; an empty cohort gets its roster."""
    path = database_of(checked)
    with hold_plan(path, clock.now()):
        store = open_store(path, mode="serve", now=clock.now())
        try:
            async with open_inbox(path.with_name("inbox.db")) as inbox:
                await store.write(lambda tx: enrol_empty(tx, checked))
                app = build(plans=plans_of(checked), store=store, clock=clock, adapters={}, inbox=inbox)
                await app.door.take_up()
                log.info("planning for %s; no chat is connected, so nothing is sent", _names(checked))
                yield app, store
                await app.door.quiet()
        finally:
            await store.close()


def enrol_empty(tx: Tx, checked: Checked) -> None:
    """Put the roster of each cohort on record that is not there yet."""
    for setup in checked.cohorts:
        if tx.cohorts.by_name(setup.cohort.name) is None:
            new = enrol(tx, setup, checked.quiet)
            log.info("imported the roster of %s: %d people", setup.cohort.name, new)


def _names(checked: Checked) -> str:
    return ", ".join(setup.cohort.name for setup in checked.cohorts)
