"""Serving the demonstration: a played cohort in the browser, until it is told to stop."""

import asyncio
from collections.abc import Callable, Sequence

from starlette.requests import Request

from adapters.playground.company import Someone
from adapters.playground.file_routes import file_routes
from adapters.playground.gate import Anybody, Gate
from adapters.playground.leads import address
from adapters.playground.markup import Html
from adapters.playground.origins import Origins, own_addresses
from adapters.playground.page_routes import AS, Readers, key_of, page_routes
from adapters.playground.programme_contents import BASE
from adapters.playground.programme_routes import programme_routes
from adapters.playground.shell import Way, document
from adapters.playground.site import Site, application
from adapters.playground.web_server import TRIES, bound, served
from bot.app.connecting import words
from bot.app.playing import PlayedCohort, played
from bot.app.showing_programme import ShownProgrammes
from bot.chat.place import Account
from bot.config.setup import Checked
from bot.domain.keys import cohort_key
from bot.domain.people import Role
from bot.features.own_creators import OVERVIEW

HOST = "127.0.0.1"
PORT = 8080


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
            site = application(_site(checked, cohort))
            origins = Origins(own_addresses(HOST, at.getsockname()[1]))
            async with served(Gate(site, origins=origins, entry=Anybody()), at) as url:
                ready(url)
                await stop.wait()


def _site(checked: Checked, cohort: PlayedCohort) -> Site:
    start = f"{OVERVIEW}/{cohort_key(checked.cohorts[0].cohort.name)}"
    ways = (Way("Chats", "/"), Way("Cohort", address(start)), Way("Programme", BASE))

    def shell(request: Request, title: str, inside: Html) -> str:
        return document(
            title, inside, ways=ways, here=_way(request, ways), who="", sheets=("pages.css", "programme.css")
        )

    async def whoever(request: Request) -> Account:
        wanted = request.query_params.get(AS, "")
        named = (one.account for one in await cohort.people() if key_of(one.account) == wanted)
        return next(named, cohort.newcomer())

    programmes = ShownProgrammes(checked, cohort.clock, read=cohort.read)
    return Site(
        visits=cohort.visits,
        company=cohort,
        journey=cohort,
        words=words,
        shell=shell,
        first=whoever,
        ways=lambda _: ways,
        routes=(
            *programme_routes(programmes, shell, lambda *_: True),
            *page_routes(
                cohort.visits, Readers(cohort.people, _admin), shell, start=start, may_chat=lambda _: True
            ),
            *file_routes(cohort.visits.board, cohort.filling.fill),
        ),
    )


def _admin(people: Sequence[Someone]) -> Someone:
    """Who sees most."""
    return next((one for one in people if one.role == Role.ADMIN.value), people[0])


def _way(request: Request, ways: Sequence[Way]) -> str:
    """Which of the pages of the header a request is of."""
    top = f"/{request.url.path.split('/')[1]}"
    return next((way.path for way in ways if way.path != "/" and way.path.startswith(top)), "")
