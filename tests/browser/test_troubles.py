"""What takes long, fails or breaks off is told on the page, and nobody is shown what another asked for."""

import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.axe import grave_faults
from tests.browser.served import Served, served
from tests.browser.sessions import Sessions

REQUEST = """() => new Promise((done) => {
  const asked = new XMLHttpRequest();
  asked.onloadend = done;
  asked.open("GET", "/static/icon.svg");
  asked.send();
})"""
pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def slow(browser: Browser, tmp_path: Path) -> AsyncIterator[Served]:
    """A bot that does as it is told."""
    async with served(tmp_path, program=("tests.browser.slow_site",)) as running:
        yield running


async def test_a_late_answer_is_waited_for(slow: Served, sessions: Sessions) -> None:
    """The button is asleep meanwhile, however often it is pressed; the log says that it is busy."""
    visitor = await sessions.visitor(slow)
    await visitor.opens()
    await visitor.presses("Press")
    await expect(visitor.log).to_have_attribute("aria-busy", "true")
    await expect(visitor.button("Press")).to_have_attribute("aria-disabled", "true")
    await visitor.button("Press").dispatch_event("click")
    await visitor.types("go on")

    await expect(visitor.dialog.get_by_role("heading", name="Press 1")).to_be_visible()
    await expect(visitor.log).to_have_attribute("aria-busy", "false")
    await visitor.page.keyboard.press("Escape")
    await visitor.presses("Press")
    await expect(visitor.dialog.get_by_role("heading", name="Press 2")).to_be_visible()


async def test_an_answer_to_somebody_else_stays_with_them(slow: Served, sessions: Sessions) -> None:
    """Ana's form does not open in front of Ben, though both are the same visitor; nor in another's page."""
    visitor, other = await sessions.visitor(slow), await sessions.visitor(slow)
    await visitor.opens()
    await other.opens()
    await other.becomes("Ben")
    await visitor.presses("Press")
    await visitor.becomes("Ben")
    await visitor.types("go on")
    await visitor.sees("Heard: go on")

    await other.sees("Heard: go on")
    await expect(visitor.log).to_have_attribute("aria-busy", "false")
    await expect(visitor.dialog).to_be_hidden()
    await expect(other.dialog).to_be_hidden()


async def test_a_slow_network_shows_no_bar_without_a_name(slow: Served, sessions: Sessions) -> None:
    """Where the socket falls back on requests, as behind some proxies, nothing comes that nobody can name."""
    visitor = await sessions.visitor(slow)
    await visitor.opens()
    await visitor.page.evaluate(REQUEST)

    await expect(visitor.page.get_by_role("progressbar")).to_have_count(0)
    assert await grave_faults(visitor.page) == {}


async def test_a_fault_is_told(slow: Served, sessions: Sessions) -> None:
    """The page goes on, and the log tells what it was."""
    visitor = await sessions.visitor(slow)
    await visitor.opens()
    await visitor.types("break")
    told = visitor.page.get_by_role("alert").get_by_text("That met a fault in the program")
    await expect(told).to_be_visible()
    assert "a fault, as was asked for" in slow.troubles()

    await visitor.types("hello")
    await visitor.sees("Heard: hello")
    await expect(told).to_be_hidden()


async def test_what_is_being_written_outlives_the_page(slow: Served, sessions: Sessions) -> None:
    """Each person's words wait where they were written, until they are sent and heard."""
    visitor = await sessions.visitor(slow)
    await visitor.opens()
    await visitor.composer.fill("To be continued")
    await visitor.becomes("Ben")
    await expect(visitor.composer).to_have_value("")
    await visitor.composer.fill("Ben's own")
    await visitor.becomes("Ana")
    await expect(visitor.composer).to_have_value("To be continued")
    await visitor.page.reload()
    await expect(visitor.composer).to_have_value("To be continued")

    await visitor.types("Done with it")
    await visitor.sees("Heard: Done with it")
    await visitor.page.reload()
    await expect(visitor.log).to_be_visible()
    await expect(visitor.composer).to_have_value("")
    await visitor.becomes("Ben")
    await expect(visitor.composer).to_have_value("Ben's own")


async def test_a_lost_connection_is_told(slow: Served, sessions: Sessions) -> None:
    """The page says what it does about it, and what its reader can do; what they write is not lost."""
    visitor = await sessions.visitor(slow)
    await visitor.opens()
    os.kill(slow.pid, signal.SIGKILL)
    await expect(visitor.page.get_by_text("The connection to the bot is lost.")).to_be_visible()
    await visitor.types("Does anybody hear me?")
    await expect(visitor.composer).to_have_value("Does anybody hear me?")
