"""Sessions: the pages that one test opens, each with a profile of its own, all of them watched."""

from types import TracebackType
from typing import Literal, Self

from playwright.async_api import Browser, BrowserContext

from tests.browser.served import Served
from tests.browser.strictness import Strictness
from tests.browser.visitor import Visitor

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
HEIGHT = {360: 740, 768: 1024, 1280: 800}
"""Of a phone, a tablet and a laptop, by their widths."""


class Sessions:
    """Contexts of a browser; closed at the end."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._strict: list[Strictness] = []
        self._forgiven: list[str] = []

    async def visitor(self, demo: Served, *, width: int = 1280, theme: Theme = "light") -> Visitor:
        """Somebody who comes for the first time, at a screen of this width."""
        context = await self._browser.new_context(
            viewport={"width": width, "height": HEIGHT[width]},
            color_scheme=theme,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="UTC",
        )
        context.set_default_timeout(20_000)
        strictness = Strictness(demo.address)
        await strictness.watch(context)
        self._contexts.append(context)
        self._strict.append(strictness)
        return Visitor(await context.new_page(), demo.address)

    def faults(self) -> list[str]:
        """What the pages did that they may not do."""
        found = [fault for strictness in self._strict for fault in strictness.faults]
        return [fault for fault in found if not any(words in fault for words in self._forgiven)]

    def forgives(self, words: str) -> None:
        """What holds these words is what the test asks for."""
        self._forgiven.append(words)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for context in self._contexts:
            await context.close()
