"""Opening a world on Slack: a database and a Slack of its own for each story."""

import shutil
import socket
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any, Literal

from adapters.slack.connection import PATH
from adapters.slack.manifest import manifest
from bot.chat.adapter import ChatAdapter
from bot.chat.place import Platform
from bot.domain.cohort import Cohort
from bot.domain.programme import Programme
from bot.engine.clock import ManualClock
from bot.engine.routes import Routes
from bot.features import ALL
from bot.store.opening import prepare
from tests.builders import JOINED, SECRET, a_cohort, a_programme, utc
from tests.platforms.slack.ratelimits import Tiers
from tests.platforms.slack.rules import Rules
from tests.platforms.slack.server import Slack, serving
from tests.slack_world.bot import SLACK as SLACK
from tests.slack_world.bot import Bot
from tests.slack_world.prefix import PREFIX
from tests.slack_world.town import Town

SUNDAY = utc("2026-09-06 12:00")
"""The day before week 1: what is not waited for costs nothing."""
Mode = Literal["socket", "http"]


@cache
def _empty() -> Path:
    """A database that was just made; it is copied, since making one takes a while."""
    file = Path(mkdtemp(prefix="cohortbot-")) / "empty.db"
    prepare(file, now=JOINED, durability="off", secret=SECRET)
    return file


@asynccontextmanager
async def a_slack_world(
    *,
    programme: Programme | None = None,
    cohort: Cohort | None = None,
    at: datetime = SUNDAY,
    mentors: Iterable[str] = (),
    admins: Iterable[str] = (),
    beside: Callable[[ManualClock], Mapping[Platform, ChatAdapter]] = lambda _clock: {},
    adapter: Mapping[str, Any] | None = None,
    mode: Mode = "socket",
    prefix: str = PREFIX,
    tiers: Tiers | None = None,
    within: float = 3.0,
    **leading: Any,
) -> AsyncIterator[Town]:
    """A town whose bot has just begun; when the story ends, Slack saw nothing that it forbids, and nobody a
    command without the prefix.

    `adapter` are arguments of the adapter, `beside` other chats, `within` the seconds that Slack waits for
    an acknowledgement; `leading` are further fields of the cohort's plan. Without tiers no call is limited.
    """
    clock = ManualClock(at)
    with TemporaryDirectory(prefix="cohortbot-") as folder:
        file = Path(folder) / "cohortbot.db"
        shutil.copy(_empty(), file)
        async with serving(clock=clock.now, within=within, rules=Rules(tiers=tiers)) as slack:
            town = Town(
                slack,
                clock,
                cohort or a_cohort(),
                programme or a_programme(),
                mentors,
                admins,
                leading,
                prefix,
            )
            settings = {
                "bot_token": slack.bot_token,
                "api_url": slack.api_url,
                "channels": (town.home(),),
                "prefix": prefix,
                **_listening(slack, mode),
                **(adapter or {}),
            }
            _install(slack, mode, prefix)
            changed = slack.changes.happened
            town.bot = Bot(file, clock, town.plans, changed, beside(clock), settings)
            try:
                await town.begins()
                yield town
            finally:
                if town.bot.life is not None:
                    await town.bot.stops()
            assert slack.breaches == []
            assert not prefix or town.reader.bare == []


def _listening(slack: Slack, mode: Mode) -> dict[str, Any]:
    """What the adapter is told of how it hears; over HTTP Slack is told where."""
    if mode == "socket":
        return {"app_token": slack.app_token}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        host, port = probe.getsockname()
    slack.listens_at(f"http://{host}:{port}{PATH}")
    return {"signing_secret": slack.signing_secret, "listen": (host, port)}


def _install(slack: Slack, mode: Mode, prefix: str) -> None:
    """As an administrator does it: with the manifest that the bot prints."""
    url = None if mode == "socket" else "https://bot.example.org/slack/events"
    commands = Routes(ALL).commands
    slack.install(manifest(commands, prefix=prefix, socket_mode=mode == "socket", request_url=url))
