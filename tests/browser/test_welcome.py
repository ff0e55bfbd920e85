"""Whoever is new is told how this works, until they have understood."""

import pytest
from playwright.async_api import expect

from tests.browser.served import Served
from tests.browser.sessions import Sessions

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_newcomer_is_told_once(demo: Served, sessions: Sessions) -> None:
    """What they have closed stays closed, until they ask for it; all the rest goes on."""
    visitor = await sessions.visitor(demo)
    await visitor.opens()
    told = visitor.page.get_by_role("complementary", name="How this works")
    await expect(told).to_contain_text("You are Mariam Fathy, a creator of this cohort.")
    await expect(told).to_contain_text("Time stands still until you let it pass")

    await told.get_by_role("button", name="Got it").click()
    await expect(told).to_be_hidden()
    await visitor.becomes("Lena Fischer")
    await visitor.page.reload()
    await visitor.is_("Mariam Fathy")
    await expect(told).to_be_hidden()

    await visitor.page.get_by_role("button", name="How this works").click()
    await expect(told).to_be_visible()
