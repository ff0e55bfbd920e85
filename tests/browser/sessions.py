"""Sessions: the pages that one test opens, each with a profile of its own, all of them watched."""

from types import TracebackType
from typing import Self

from tests.browser.served import Served
from tests.browser.tabs import Tab, Tabs, Theme
from tests.browser.visitor import Visitor

THEMES: tuple[Theme, ...] = ("light", "dark")
HEIGHT = {360: 740, 768: 1024, 1280: 800}
"""Of a phone, a tablet and a laptop, by their widths."""


class Sessions:
    """Tabs that somebody sits at; given back at the end."""

    def __init__(self, tabs: Tabs) -> None:
        self._tabs = tabs
        self._taken: list[Tab] = []
        self._faults: list[str] = []
        self._forgiven: list[str] = []

    async def visitor(self, demo: Served, *, width: int = 1280, theme: Theme = "light") -> Visitor:
        """Somebody who comes for the first time, at a screen of this width."""
        tab = await self._tabs.take()
        self._taken.append(tab)
        await tab.begins(demo.address, width=width, height=HEIGHT[width], theme=theme)
        return Visitor(tab.page, demo.address)

    def faults(self) -> list[str]:
        """What the pages did that they may not do, from the first moment to the last."""
        return [fault for fault in self._faults if not any(words in fault for words in self._forgiven)]

    def forgives(self, words: str) -> None:
        """What holds these words is what the test asks for."""
        self._forgiven.append(words)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for tab in self._taken:
            await self._tabs.give_back(tab)
            self._faults += tab.strictness.faults
