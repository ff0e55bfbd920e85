"""The site: every page of the playground, served by this process and by nobody else."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles
from nicegui import app as nicegui_app
from nicegui import ui
from starlette.routing import BaseRoute

from adapters.playground.chat_page import ChatPage
from adapters.playground.company import Company, Journey
from adapters.playground.markup import esc, joined, tag
from adapters.playground.open_pages import OpenPages
from adapters.playground.programme_routes import Shell
from adapters.playground.shell import LIVE, STATIC, Way
from adapters.playground.visiting import Visits
from bot.chat.place import Account
from bot.chat.text import Say

ASSETS = Path(__file__).with_name("static")
TITLE = "cohortbot"
Words = Callable[[str | None], Say]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the pages show. Without a journey time is real, and everybody is who they signed in as."""

    visits: Visits
    company: Company
    words: Words
    shell: Shell
    first: Callable[[Request], Awaitable[Account]]
    """Whom a visitor is at first, where nobody signs in."""
    ways: Callable[[Request], Sequence[Way]]
    """The pages that the header leads a visitor to."""
    routes: Sequence[BaseRoute] = ()
    """Pages besides the chats."""
    journey: Journey | None = None
    open_pages: OpenPages | None = None
    """Who holds which chat open, where people sign in and out."""


def application(site: Site) -> FastAPI:
    """The pages as an application. One process can serve one of them, since NiceGUI is one for a process."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.router.routes.extend(site.routes)
    app.mount(STATIC, StaticFiles(directory=ASSETS), name="static")

    @ui.page("/", title=f"Chats · {TITLE}", favicon=ASSETS / "icon.svg")
    async def chats(request: Request) -> None:
        if site.open_pages is not None:
            site.open_pages.opened(request, ui.context.client)
        who = await _whoever(request, site)
        await ChatPage(site.visits, site.company, site.journey, site.words, site.ways(request), who).build()

    @nicegui_app.exception_handler(404)
    async def nothing(request: Request, _: Exception) -> Response:
        # NiceGUI's own answer is a page of scripts, which run on the page of the chats only.
        return _nothing(request, site.shell)

    # Its bar has no name for who reads by ear, and would come where the socket falls back on requests.
    nicegui_app.config.quasar_config["loadingBar"]["skipHijack"] = True
    ui.run_with(
        app,
        title=TITLE,
        language="en-US",
        tailwind=False,
        show_welcome_message=False,
        binding_refresh_interval=None,
        message_history_length=100,
    )
    return app


async def _whoever(request: Request, site: Site) -> Account:
    account = request.scope.get("state", {}).get("account")
    return account if isinstance(account, Account) else await site.first(request)


def _nothing(request: Request, shell: Shell) -> Response:
    """What is said where there is nothing: a page to people, a word to scripts."""
    if request.scope["path"].startswith(LIVE):
        return PlainTextResponse("There is nothing here.", 404)
    inside = joined(tag("h1", esc("Nothing here")), tag("p", esc("There is nothing at this address.")))
    return HTMLResponse(shell(request, "Nothing here", inside), 404)
