"""Opening a world on Discord: a database and a Discord of its own for each story."""

import shutil
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from bot.chat.adapter import ChatAdapter, Pace
from bot.chat.place import Platform
from bot.domain.cohort import Cohort
from bot.domain.programme import Programme
from bot.engine.clock import ManualClock
from bot.store.opening import prepare
from tests.builders import JOINED, SECRET, a_cohort, a_programme, utc
from tests.discord_world.bot import DISCORD as DISCORD
from tests.discord_world.bot import Bot
from tests.discord_world.town import Town
from tests.platforms.discord.ratelimits import Buckets
from tests.platforms.discord.rules import Rules
from tests.platforms.discord.server import serving

SUNDAY = utc("2026-09-06 12:00")
"""The day before week 1: what is not waited for costs nothing."""
PACE = Pace(opens=timedelta(seconds=10))
"""Discord's own, without what only matters to thousands."""


@cache
def _empty() -> Path:
    """A database that was just made; it is copied, since making one takes a while."""
    file = Path(mkdtemp(prefix="cohortbot-")) / "empty.db"
    prepare(file, now=JOINED, durability="off", secret=SECRET)
    return file


_DECLARED: list[dict[str, Any]] = []
"""The commands as Discord listed them in the first story: in others they were declared before."""


@asynccontextmanager
async def a_discord_world(
    *,
    programme: Programme | None = None,
    cohort: Cohort | None = None,
    at: datetime = SUNDAY,
    mentors: Iterable[str] = (),
    admins: Iterable[str] = (),
    beside: Callable[[ManualClock], Mapping[Platform, ChatAdapter]] = lambda _clock: {},
    adapter: Mapping[str, Any] | None = None,
    buckets: Buckets | None = None,
    granted: int = 0,
    shards: int = 1,
    heartbeat: float = 41.25,
    new: bool = False,
    **leading: Any,
) -> AsyncIterator[Town]:
    """A town whose bot has just begun; when the story ends, Discord saw nothing that it forbids.

    `adapter` are arguments of the adapter, `beside` other chats; `new`: no commands were declared
    before; `leading` are further fields of the cohort's plan.
    """
    clock = ManualClock(at)
    with TemporaryDirectory(prefix="cohortbot-") as folder:
        file = Path(folder) / "cohortbot.db"
        shutil.copy(_empty(), file)
        async with serving(
            clock=clock.now,
            granted=granted,
            shards=shards,
            heartbeat=heartbeat,
            rules=Rules(buckets=buckets),
        ) as discord:
            if not new:
                discord.world.commands[None] = deepcopy(_DECLARED)
            town = Town(
                discord, clock, cohort or a_cohort(), programme or a_programme(), mentors, admins, leading
            )
            settings: dict[str, Any] = {
                "token": discord.token,
                "api_url": discord.api_url,
                "channels": (town.home(),),
                "pace": PACE,
                "ready_timeout": 0,
                "identify_every": 0,
            }
            town.bot = Bot(
                file,
                clock,
                town.plans,
                discord.changes.happened,
                beside(clock),
                {**settings, **(adapter or {})},
            )
            try:
                await town.begins()
                _DECLARED[:] = _DECLARED or deepcopy(discord.world.commands.get(None, []))
                yield town
            finally:
                if town.bot.life is not None:
                    await town.bot.stops()
            assert discord.breaches == []
