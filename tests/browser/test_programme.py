"""The programme view in a real browser: it follows the files by itself, at any width, in light and dark."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

import adapters.playground
from adapters.playground.gate import Anybody, Gate
from adapters.playground.markup import Html
from adapters.playground.origins import Origins, own_addresses
from adapters.playground.programme_routes import programme_routes
from adapters.playground.shell import Way, document
from adapters.playground.web_server import bound, served
from bot.app.showing_programme import ShownProgrammes
from bot.engine.clock import ManualClock
from tests.builders import utc
from tests.config.desk import Desk

pytestmark = pytest.mark.asyncio(loop_scope="session")
STATIC = Path(adapters.playground.__file__).with_name("static")


def shell(_: Request, title: str, inside: Html) -> str:
    """The site's own, with nobody signed in."""
    return document(title, inside, ways=(Way("Programme", "/programme"),), here="/programme", who="")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk on which everything is valid."""
    return Desk(tmp_path)


@pytest_asyncio.fixture(loop_scope="session")
async def address(desk: Desk) -> AsyncIterator[str]:
    """Where the programme of the desk is served."""
    shown = ShownProgrammes(desk.loads(), ManualClock(utc("2027-01-14 12:00")))
    routes = [
        *programme_routes(shown, shell, lambda *_: True),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    at = bound("127.0.0.1", 0)
    origins = Origins(own_addresses("127.0.0.1", at.getsockname()[1]))
    async with served(Gate(Starlette(routes=routes), origins=origins, entry=Anybody()), at) as address:
        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def profile(browser: Browser) -> AsyncIterator[BrowserContext]:
    """What somebody's pages share, who has never been here."""
    context = await browser.new_context()
    yield context
    await context.close()


async def opened(profile: BrowserContext, address: str, *, width: int = 900) -> tuple[Page, list[str]]:
    """A page, and what its console complains of."""
    page = await profile.new_page()
    await page.set_viewport_size({"width": width, "height": 500})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(address)
    return page, complaints


async def test_an_edit_appears_by_itself(profile: BrowserContext, address: str, desk: Desk) -> None:
    """A fault comes above the page, and goes when it is mended; nobody presses anything."""
    page, complaints = await opened(profile, f"{address}/programme/step/w01-lesson")
    await page.wait_for_selector("text=All is well")
    await page.evaluate("scrollTo(0, 150)")

    desk.changes("program/weeks/01.toml", 'kind = "lesson"', 'kind = "leson"')
    await page.wait_for_selector("text=did you mean 'lesson'?")
    assert await page.evaluate("scrollY") >= 150

    desk.changes("program/weeks/01.toml", 'kind = "leson"', 'kind = "lesson"')
    desk.writes("program/lessons/01-one.md", "# A lesson\n\nSing it.")
    await page.wait_for_selector(".discord >> text=Sing it.")
    assert await page.locator("text=All is well").count() == 1
    assert complaints == []


async def test_every_page_fits_a_phone(profile: BrowserContext, address: str) -> None:
    """Nothing is wider than the screen, and nothing is complained of."""
    page, complaints = await opened(profile, f"{address}/programme", width=360)
    for path in ("", "/step/w01-lesson", "/step/w01-check-in", "/calendar"):
        await page.goto(f"{address}/programme{path}")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert complaints == [], path


async def test_a_calendar_by_keyboard_alone(profile: BrowserContext, address: str) -> None:
    """Somebody is chosen and shown without a mouse."""
    page, _ = await opened(profile, f"{address}/programme/calendar")
    await page.get_by_label("Creator").focus()

    await page.keyboard.type("Ben")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")

    await page.wait_for_selector("text=The calendar of Ben Okri")
