"""Chromium, as the system has it; nothing is downloaded."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ABSENT = f"No Chromium is installed (none of {', '.join(NAMES)}); on Debian: apt-get install chromium"


def installed() -> str | None:
    """Where a Chromium is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@asynccontextmanager
async def chromium(path: str) -> AsyncIterator[Browser]:
    """A browser without a window, until the end."""
    # Chromium's own sandbox refuses to start for root, which is who CI is in a container.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=path, args=options)
        yield browser
        await browser.close()
