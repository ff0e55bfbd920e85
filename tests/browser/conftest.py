"""One demonstration and one Chromium for each worker, an empty tab for each test, all in one event loop."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.chromium import ABSENT, chromium, installed
from tests.browser.served import Served, served
from tests.browser.sessions import Sessions
from tests.browser.tabs import Tabs


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, where it is installed."""
    if (path := installed()) is None:
        pytest.skip(ABSENT)
    # A busy machine is slow, and not wrong.
    expect.set_options(timeout=20_000)
    async with chromium(path) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """A demonstration for whoever looks and does not mind what others did there."""
    async with served(tmp_path_factory.mktemp("demo")) as running:
        yield running
        assert not running.troubles()


@pytest_asyncio.fixture(loop_scope="session")
async def first_day(browser: Browser, tmp_path: Path) -> AsyncIterator[Served]:
    """A demonstration of one's own, on its first day."""
    async with served(tmp_path) as running:
        yield running
        assert not running.troubles()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def tabs(browser: Browser) -> AsyncIterator[Tabs]:
    """Empty ones."""
    async with Tabs(browser) as empty:
        yield empty


@pytest_asyncio.fixture(loop_scope="session")
async def sessions(tabs: Tabs) -> AsyncIterator[Sessions]:
    """Opens pages; none of them may have done what no page may do."""
    async with Sessions(tabs) as opened:
        yield opened
        assert opened.faults() == []
