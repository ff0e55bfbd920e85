"""Serving the demonstration: a played cohort in the browser, until it is told to stop."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request

from adapters.playground.markup import Html
from adapters.playground.programme_contents import BASE
from adapters.playground.programme_routes import programme_routes
from adapters.playground.shell import Way, document
from adapters.playground.site import Site, application
from adapters.playground.web_server import TRIES, bound, served
from bot.app.connecting import words
from bot.app.playing import played
from bot.app.showing_programme import ShownProgrammes
from bot.config.setup import Checked

HOST = "127.0.0.1"
PORT = 8080
WAYS = (Way("Chats", "/"), Way("Programme", BASE))


async def serve_demo(
    checked: Checked,
    stop: asyncio.Event,
    *,
    port: int | None = None,
    creators: int | None = None,
    seed: int = 1,
    ready: Callable[[str], None],
) -> None:
    """Serve a played cohort at this port, else at 8080 or the next free one; `ready` learns the address."""
    at = bound(HOST, PORT if port is None else port, tries=TRIES if port is None else 1)
    with at:
        async with played(checked, creators=creators, seed=seed) as cohort:
            cohort.play_newcomer()
            site = Site(
                visits=cohort.visits,
                company=cohort,
                journey=cohort,
                words=words,
                first=cohort.newcomer,
                ways=WAYS,
                routes=programme_routes(
                    ShownProgrammes(checked, cohort.clock, read=cohort.read), _shell, lambda _: True
                ),
            )
            async with served(application(site), at) as address:
                ready(address)
                await stop.wait()


def _shell(_: Request, title: str, inside: Html) -> str:
    """A page of the demonstration, where everybody may look at everything."""
    return document(title, inside, ways=WAYS, here=BASE, who="")
