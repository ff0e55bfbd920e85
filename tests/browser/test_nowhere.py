"""Whoever opens an address where there is nothing is told so, and led back."""

import pytest
from playwright.async_api import expect

from tests.browser.served import Served
from tests.browser.sessions import Sessions

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_there_is_nothing_at_this_address(demo: Served, sessions: Sessions) -> None:
    """The header stands there all the same."""
    visitor = await sessions.visitor(demo)
    sessions.forgives("404")
    await visitor.opens("/nowhere/at-all")
    await expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Nothing here")

    await visitor.page.get_by_role("link", name="Chats").click()
    await visitor.is_("Mariam Fathy")
