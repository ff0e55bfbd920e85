"""serving() runs this Slack on a port of its own, and gives the driver's hold on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web

from bot.engine.clock import SystemClock
from tests.platforms.slack import control
from tests.platforms.slack.driver import START, Slack
from tests.platforms.slack.rules import Rules

__all__ = ["START", "Slack", "serving"]


def real_stamp() -> int:
    """The seconds of the machine's own clock, with which the library compares a signature."""
    return int(SystemClock().now().timestamp())


@asynccontextmanager
async def serving(
    *,
    clock: Callable[[], datetime] | None = None,
    within: float = 3.0,
    lasts: int = 3600,
    rules: Rules | None = None,
    stamp: Callable[[], int] = real_stamp,
    port: int = 0,
) -> AsyncIterator[Slack]:
    """A Slack on 127.0.0.1, gone at the end; `stamp` is the time that its signatures carry."""
    slack = Slack(clock=clock, within=within, lasts=lasts, rules=rules, stamp=stamp)
    app = web.Application(client_max_size=26 * 1024 * 1024)
    app.router.add_route("*", "/api/{method}", slack.border.serve)
    app.router.add_post("/{method:upload}/{secret}", slack.border.serve)
    app.router.add_post("/respond/{secret}", slack.border.serve)
    app.router.add_get("/link/", slack.socket.serve)
    app.router.add_post(control.PATH, control.answering(slack))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        host, its_port = runner.addresses[0][:2]
        slack.desk.site = f"http://{host}:{its_port}"
        yield slack
    finally:
        await slack.ends()
        await runner.cleanup()
