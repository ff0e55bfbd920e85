"""A visitor: does with the page what people do, by what they see and hear, and waits as they would."""

import re
from collections.abc import Mapping

from playwright.async_api import Locator, Page, expect


class Visitor:
    """Somebody in front of the page. Each act returns when the page shows what came of it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address

    async def opens(self, path: str = "/") -> None:
        """Go to a page; that of the chats is there once it answers."""
        await self.page.goto(self._address + path)
        if path == "/":
            await expect(self.log).to_be_visible()
            await expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    @property
    def log(self) -> Locator:
        """The messages of the room."""
        return self.page.get_by_role("log")

    @property
    def newest(self) -> Locator:
        """The last message."""
        return self.log.get_by_role("listitem").last

    @property
    def dialog(self) -> Locator:
        """The dialog that is open."""
        return self.page.get_by_role("dialog")

    @property
    def composer(self) -> Locator:
        """Where messages are written."""
        return self.page.get_by_label("Write a message")

    @property
    def clock(self) -> Locator:
        """What time it is."""
        return self.page.locator(".clock")

    async def sees(self, words: str) -> None:
        """The words come to stand in the conversation."""
        await expect(self.log.get_by_text(words).last).to_be_visible()

    async def is_(self, name: str) -> None:
        """The page is this person's."""
        heading = self.page.get_by_role("heading", level=1)
        await expect(heading).to_contain_text(name)

    async def becomes(self, name: str) -> None:
        """Choose a person from the list."""
        await self.unfolds()
        await self.person(name).click()
        await self.is_(name)

    async def unfolds(self) -> None:
        """Show the list of people, where it is folded away."""
        fold = self.page.get_by_role("button", name="People and channels", exact=True)
        if await fold.is_visible() and await fold.get_attribute("aria-expanded") == "false":
            await fold.click()

    def person(self, name: str) -> Locator:
        """Somebody's entry in the list."""
        return self.page.get_by_role("navigation", name="People").get_by_role(
            "button", name=re.compile(rf"^{re.escape(name)}\b")
        )

    async def presses(self, label: str) -> None:
        """Press the newest button with this label in the conversation."""
        await self.button(label).click()

    def button(self, label: str) -> Locator:
        """The newest button with this label in the conversation."""
        return self.log.get_by_role("button", name=label, exact=True).last

    async def travels(self, span: str) -> None:
        """Let time pass, and wait until it has."""
        began = await self.clock.inner_text()
        await self.way(span).click()
        await expect(self.clock).not_to_have_text(began)
        await expect(self.way(span)).to_be_enabled(timeout=30_000)

    def way(self, span: str) -> Locator:
        """The button that lets so much time pass."""
        way = self.page.get_by_role("group", name="Let time pass")
        return way.get_by_role("button", name=span, exact=True)

    async def types(self, words: str) -> None:
        """Write a message or a command, and send it."""
        await self.composer.fill(words)
        conversation = self.page.get_by_role("region", name="Conversation")
        await conversation.get_by_role("button", name="Send", exact=True).click()

    async def fills(self, answers: Mapping[str, str]) -> None:
        """Fill fields of the open dialog, each found by the beginning of its label, and send it off."""
        for label, answer in answers.items():
            await self.field(label).fill(answer)
        sent = await self.dialog.locator("form").element_handle()
        await self.dialog.get_by_role("button", name="Send", exact=True).click()
        await self.page.wait_for_function(
            "form => !form.isConnected || !form.closest('dialog').open", arg=sent
        )

    async def picks(self, label: str, choice: str) -> None:
        """Choose from a list of the open dialog."""
        await self.field(label).select_option(label=choice)

    async def is_told(self, problem: str) -> None:
        """The dialog stays, and says what is wrong with an answer."""
        await expect(self.dialog.get_by_text(problem)).to_be_visible()

    def field(self, label: str) -> Locator:
        """A field of the open dialog."""
        return self.dialog.get_by_label(re.compile(rf"^{re.escape(label)}"))
