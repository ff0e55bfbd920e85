"""What the benches of Slack share: the server in a process of its own, its people, and the bot beside it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from adapters.slack.adapter import SlackAdapter
from adapters.slack.connection import PATH as PATH
from bench.running_clock import RunningClock
from bot.app.build import App, build
from bot.app.connecting import words
from bot.app.filling import Filling
from bot.chat.adapter import Door, OpenPlace
from bot.chat.event import Event
from bot.chat.message import Picture
from bot.chat.place import Account, Platform
from bot.chat.reply import Reply
from bot.engine.plans import Plans
from bot.pictures.drawing import Drawing
from bot.store.inbox import open_inbox
from bot.store.opening import open_store
from tests.platforms.slack.process import Remote, elsewhere

CHAT = Platform("slack")
HOST = "127.0.0.1"


@asynccontextmanager
async def peer(members: int, now: datetime) -> AsyncIterator[Remote]:
    """A Slack that checks nothing and limits nobody, so that it is not what is measured."""
    options = ("--no-checks", "--no-rate-limits", "--within", "60", "--members", str(members))
    async with elsewhere(*options, "--now", now.isoformat()) as there:
        yield there


async def members_of(there: Remote, count: int) -> list[Account]:
    """The accounts of its people."""
    ids = [await there.asks("person", person=f"member {number}") for number in range(count)]
    return [Account(platform=CHAT, workspace=there.team, user=id) for id in ids]


def free_address() -> tuple[str, int]:
    """Where nobody listens by now."""
    with socket.socket() as looking:
        looking.bind((HOST, 0))
        return HOST, int(looking.getsockname()[1])


async def no_picture(picture: Picture) -> bytes:
    """What draws where nothing has a picture."""
    raise LookupError(f"nothing here has a picture: {picture.title}")


class Watched:
    """A door that notes when the adapter was connected: then it asks what to read again."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self.connected = asyncio.Event()

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """As the door does."""
        return await self._door.accept(event)

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """Asked for when the connection is ready."""
        self.connected.set()
        return await self._door.open_places(platform)

    async def came_too_late(self, event: Event, reply: Reply) -> None:
        """As the door does."""
        await self._door.came_too_late(event, reply)

    async def deafened(self, platform: Platform, why: str) -> None:
        """As the door does."""
        await self._door.deafened(platform, why)


@asynccontextmanager
async def listening(adapter: SlackAdapter, app: App) -> AsyncIterator[None]:
    """The adapter, connected until the end; what it raises is raised."""
    door = Watched(app.door)
    running = asyncio.create_task(adapter.run(app.commands, door))
    connected = asyncio.create_task(door.connected.wait())
    try:
        await asyncio.wait((running, connected), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            await running
        yield
    finally:
        for task in (running, connected):
            task.cancel()
        await asyncio.gather(running, connected, return_exceptions=True)


@asynccontextmanager
async def whole_bot(path: Path, plans: Plans, now: datetime, there: Remote) -> AsyncIterator[App]:
    """The bot as it runs in HTTP mode, its inbox included; nothing beats."""
    clock = RunningClock(now)
    clock.run()
    store, address = open_store(path, mode="serve", now=clock.now()), free_address()
    try:
        with contextlib.closing(Drawing()) as drawing:
            adapter = SlackAdapter(
                there.bot_token,
                draw=drawing.draw,
                fill=Filling(path, plans, clock).fill,
                words=words,
                clock=clock.now,
                signing_secret=there.signing_secret,
                listen=address,
                api_url=there.api_url,
            )
            async with open_inbox(path.with_name(f"{path.stem}.inbox.db")) as inbox:
                app = build(plans=plans, store=store, clock=clock, adapters={CHAT: adapter}, inbox=inbox)
                async with listening(adapter, app):
                    host, port = address
                    await there.asks("listens_at", url=f"http://{host}:{port}{PATH}")
                    yield app
                    await app.door.quiet()
    finally:
        await store.close()
