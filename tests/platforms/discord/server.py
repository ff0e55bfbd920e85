"""serving() runs this Discord on a port of its own, and gives the driver's hold on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web

from tests.platforms.discord import control
from tests.platforms.discord.border import BASE
from tests.platforms.discord.driver import START, Discord
from tests.platforms.discord.rules import Rules

__all__ = ["START", "Discord", "serving"]


@asynccontextmanager
async def serving(
    *,
    clock: Callable[[], datetime] | None = None,
    granted: int = 0,
    shards: int = 1,
    heartbeat: float = 41.25,
    answer_within: float = 3.0,
    rules: Rules | None = None,
    port: int = 0,
) -> AsyncIterator[Discord]:
    """A Discord on 127.0.0.1, gone at the end; `granted` are the privileged intents of its application."""
    discord = Discord(
        clock=clock,
        granted=granted,
        shards=shards,
        heartbeat=heartbeat,
        answer_within=answer_within,
        rules=rules,
    )
    app = web.Application(client_max_size=26 * 1024 * 1024)
    app.router.add_route("*", BASE + "/{path:.*}", discord.border.serve)
    app.router.add_get("/gateway", discord.gateway.serve)
    app.router.add_get("/attachments/{channel}/{attachment}/{name}", discord.attachment)
    app.router.add_post(control.PATH, control.answering(discord))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        host, its_port = runner.addresses[0][:2]
        discord.desk.site = f"http://{host}:{its_port}"
        discord.gateway.handshake.resume_url = discord.gateway_url
        yield discord
    finally:
        discord.gateway.hang_up(1001)
        await runner.cleanup()
