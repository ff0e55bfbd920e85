"""How soon the page of a demonstration is there, and whether it stays alive while time flies.

The demonstration is a fresh process as somebody starts it, and the visitor is Chromium. A click opens a week
of the line of weeks; its answer is that what the week holds is seen. The visitor clicks once a second.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, expect

from bench.figure import Figure, middle
from bench.machine import busy
from bench.memory import MEGABYTE, peak_of
from tests.browser.chromium import chromium, installed
from tests.browser.served import Served, served
from tests.browser.sessions import Sessions
from tests.browser.tabs import Tabs
from tests.browser.visitor import Visitor

PAGE, HEAT, MEGABYTES, JOURNEY, CLICK = 2.0, 3.0, 400.0, 15.0, 1.0
PATIENCE = 60_000
"""Milliseconds for one click, which is a bad figure and no fault."""
PAUSE = 1_000
"""Milliseconds between two clicks."""


def measure(folder: Path, *, many: int = 1_000, few: int | None = None, rounds: int = 5) -> list[Figure]:
    """The page with many creators, and a journey with few (the roster's fifty)."""
    if (path := installed()) is None:
        return [Figure(name="the playground in a browser", figure="not measured: no Chromium is installed")]
    return asyncio.run(_measure(folder, path, many, few, rounds))


async def _measure(folder: Path, path: str, many: int, few: int | None, rounds: int) -> list[Figure]:
    async with chromium(path) as browser:
        async with served(folder, "--creators", str(many)) as demo:
            page = middle([await _seconds(browser, demo, chats) for _ in range(rounds)])
            heat = middle([await _seconds(browser, demo, cohort) for _ in range(rounds)])
            peak = peak_of(demo.pid)
        async with served(folder, *([] if few is None else ["--creators", str(few)])) as demo:
            began = busy(demo.pid)
            journey, clicks = await _travel(browser, demo)
            worked = busy(demo.pid) - began
    return [
        Figure(
            name=f"first page of the playground, {many:,} creators",
            figure=f"{page:.2f} s",
            goal=f"< {PAGE:g} s",
            met=page < PAGE,
        ),
        Figure(
            name=f"heat map of {many:,} creators",
            figure=f"{heat:.2f} s",
            goal=f"< {HEAT:g} s",
            met=heat < HEAT,
        ),
        Figure(
            name="the same: memory",
            figure=f"{peak / MEGABYTE:.0f} MB",
            goal=f"< {MEGABYTES:g} MB",
            met=peak < MEGABYTES * MEGABYTE,
        ),
        Figure(
            name="to the end of 26 weeks, watched",
            figure=f"{journey:.1f} s ({worked:.1f} s of processor time)",
            goal=f"<= {JOURNEY:g} s",
            met=journey <= JOURNEY,
        ),
        Figure(
            name="the same: a click is answered",
            figure=f"p50 {middle(clicks):.2f} s, slowest of {len(clicks)} {max(clicks):.2f} s",
            goal=f"< {CLICK:g} s",
            met=max(clicks) < CLICK,
        ),
    ]


async def _seconds(browser: Browser, demo: Served, view: Callable[[Visitor], Awaitable[None]]) -> float:
    """Seconds until a newcomer sees a view; the browser knows nothing of it yet."""
    async with Tabs(browser) as tabs, Sessions(tabs) as sessions:
        visitor = await sessions.visitor(demo)
        began = time.perf_counter()
        await view(visitor)
        return time.perf_counter() - began


async def chats(visitor: Visitor) -> None:
    """The first page, with its messages."""
    await visitor.opens()
    await expect(visitor.newest).to_be_visible()


async def cohort(visitor: Visitor) -> None:
    """The cohort at a glance, down to its last row."""
    await visitor.opens("/pages/")
    await expect(visitor.page.locator("svg").first).to_be_visible()


async def _travel(browser: Browser, demo: Served) -> tuple[float, list[float]]:
    """Seconds of the whole journey, and of each click on the way."""
    async with Tabs(browser) as tabs, Sessions(tabs) as sessions:
        visitor = await sessions.visitor(demo)
        await visitor.opens()
        began, clicks = time.perf_counter(), list[float]()
        await visitor.way("to the end").click()
        arrived = asyncio.create_task(_arrived(visitor, began))
        while not arrived.done():
            clicks.append(await _click(visitor, len(clicks) % 2 + 1))
            await asyncio.wait((arrived,), timeout=PAUSE / 1_000)
        return await arrived, clicks


async def _arrived(visitor: Visitor, began: float) -> float:
    await expect(visitor.page.get_by_role("progressbar", name="The way")).to_be_visible()
    await expect(visitor.page.get_by_role("progressbar", name="The way")).to_be_hidden(timeout=10 * PATIENCE)
    return time.perf_counter() - began


async def _click(visitor: Visitor, week: int) -> float:
    began = time.perf_counter()
    await visitor.page.get_by_role("button", name=f"Week {week}, ").click(timeout=PATIENCE)
    await expect(visitor.page.get_by_role("heading", name=f"Week {week}: ")).to_be_visible(timeout=PATIENCE)
    return time.perf_counter() - began
