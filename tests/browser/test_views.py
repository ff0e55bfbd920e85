"""Every view at every width, dark and light: nothing stands out, and a picture of it is kept."""

import pytest
from playwright.async_api import expect

from tests.browser.pictures import ARTEFACTS, FITS, pictured
from tests.browser.served import Served
from tests.browser.sessions import Sessions
from tests.browser.views import VIEWS, View

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_everything_fits(demo: Served, sessions: Sessions, view: View) -> None:
    """On a phone, a tablet and a laptop nothing scrolls sideways and nothing is cut off."""
    visitor = await sessions.visitor(demo)
    await view.reach(visitor)

    assert await pictured(visitor, view.name) == FITS, f"look at {ARTEFACTS}"


async def test_a_phone_shows_the_conversation(demo: Served, sessions: Sessions) -> None:
    """Below the lists nobody would see that somebody else's conversation is there now."""
    visitor = await sessions.visitor(demo, width=360)
    await visitor.opens()
    await visitor.becomes("Amara Obi")

    await expect(visitor.page.get_by_role("heading", level=1)).to_be_in_viewport()
    await expect(visitor.composer).to_be_in_viewport()
