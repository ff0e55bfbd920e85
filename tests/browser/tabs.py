"""Tabs, each with a profile of its own: whoever comes finds one as if it were new, though most are not.

A window of Chromium with a profile costs more than a second; to empty one that is there costs little.
"""

from types import TracebackType
from typing import Literal, Self
from urllib.parse import urlsplit

from playwright.async_api import Browser, CDPSession, Page

from tests.browser.strictness import Strictness

Theme = Literal["light", "dark"]
NOWHERE = "about:blank"


class Tab:
    """A tab, and all that it knows of whoever sits in front of it."""

    def __init__(self, page: Page, line: CDPSession, strictness: Strictness) -> None:
        self.page = page
        self.strictness = strictness
        self._line = line

    async def begins(self, address: str, *, width: int, height: int, theme: Theme) -> None:
        """For somebody who comes to this address for the first time, at such a screen."""
        self.strictness.begins(address)
        await self.page.set_viewport_size({"width": width, "height": height})
        await self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")

    async def empties(self) -> bool:
        """Go nowhere, and forget everything; whether it could, which is only from where they had come to."""
        address = urlsplit(self.page.url)
        if self.page.is_closed() or address.netloc != self.strictness.host:
            return False
        for other in self.page.context.pages:
            if other is not self.page:
                await other.close()
        await self.page.evaluate("sessionStorage.clear()")
        await self.page.goto(NOWHERE)
        await self.page.context.clear_cookies()
        origin = f"{address.scheme}://{address.netloc}"
        await self._line.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        await self._line.send("Network.clearBrowserCache")
        return True


class Tabs:
    """All tabs of a browser: those that somebody sits at, and empty ones."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._empty: list[Tab] = []

    async def take(self) -> Tab:
        """One that knows nothing."""
        return self._empty.pop() if self._empty else await self._make()

    async def give_back(self, tab: Tab) -> None:
        """Have it emptied for the next; one that can't be emptied is thrown away."""
        if await tab.empties():
            self._empty.append(tab)
        else:
            await tab.page.context.close()

    async def _make(self) -> Tab:
        context = await self._browser.new_context(locale="en-GB", timezone_id="UTC")
        context.set_default_timeout(20_000)
        strictness = Strictness()
        await strictness.watch(context)
        page = await context.new_page()
        return Tab(page, await context.new_cdp_session(page), strictness)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for tab in self._empty:
            await tab.page.context.close()
