"""Signing in: by keyboard, at any width, dark and light, and by ear."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from adapters.playground import sessions as signed
from adapters.playground.gate import Gate, WhoSignsIn
from adapters.playground.markup import esc, tag
from adapters.playground.origins import Origins, own_addresses
from adapters.playground.shell import document
from adapters.playground.site import ASSETS
from adapters.playground.web_server import bound, served
from tests.adapters.playground.gate.house import KEY, LINK, PASSWORD, Porter, Watch
from tests.browser.axe import grave_faults
from tests.browser.danger import dangers
from tests.browser.keyboard import Keyboard
from tests.browser.pictures import FITS, measured
from tests.browser.served import Served
from tests.browser.sessions import Sessions

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def house() -> AsyncIterator[Served]:
    """A page behind the gate, with the files of the site."""
    at = bound("127.0.0.1", 0)
    site = Starlette(routes=[Route("/", _page), Mount("/static", StaticFiles(directory=ASSETS))])
    watch = Watch()
    entry = WhoSignsIn(doorkeeper=Porter(), sessions=signed.Sessions(KEY, watch, {}), now=watch)
    gate = Gate(site, origins=Origins(own_addresses("127.0.0.1", at.getsockname()[1])), entry=entry)
    async with served(gate, at) as address:
        yield Served(address=address, pid=os.getpid(), log=Path(os.devnull))


async def _page(_: Request) -> HTMLResponse:
    return HTMLResponse(document("Home", tag("h1", esc("You are in")), ways=(), here="/", who="Lena"))


async def test_a_password_by_keyboard(house: Served, sessions: Sessions) -> None:
    """A wrong one is told of, the right one lets in; the name has the focus to begin with."""
    sessions.forgives("403 (Forbidden)")
    visitor = await sessions.visitor(house)
    page, keys = visitor.page, Keyboard(visitor.page)
    await visitor.opens("/?kept=1")
    await keys.write("Lena")
    await keys.press("Tab")
    await keys.write("battery horse")
    await keys.press("Enter")
    await expect(page.get_by_role("alert")).to_be_visible()
    assert await measured(visitor, "sign-in") == FITS
    assert await grave_faults(page) == {}
    await page.emulate_media(color_scheme="dark")
    assert await grave_faults(page, "html", "color-contrast") == {}

    await page.get_by_label("Your name").fill("Lena")
    await page.get_by_label("Your password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("heading", name="You are in")).to_be_visible()
    assert page.url.endswith("/?kept=1")


async def test_a_link_from_the_chat(house: Served, sessions: Sessions) -> None:
    """It says whom it lets in, whatever they are called, and lets in by one press."""
    visitor = await sessions.visitor(house)
    page = visitor.page
    await visitor.opens(f"/sign-in/{LINK}")
    await expect(page.get_by_text("Tom <b>").first).to_be_visible()
    assert await dangers(page) == []
    assert await grave_faults(page) == {}
    assert await measured(visitor, "link") == FITS

    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="You are in")).to_be_visible()
