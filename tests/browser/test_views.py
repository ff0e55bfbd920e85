"""Every view at every width, dark and light: nothing stands out, and a picture of it is kept."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.layout import outside
from tests.browser.served import ROOT, Served
from tests.browser.sessions import HEIGHT, THEMES, Sessions
from tests.browser.views import VIEWS, View

pytestmark = pytest.mark.asyncio(loop_scope="session")
ARTEFACTS = ROOT / ".artefacts" / "browser"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_everything_fits(demo: Served, sessions: Sessions, view: View) -> None:
    """On a phone, a tablet and a laptop nothing scrolls sideways and nothing is cut off."""
    visitor = await sessions.visitor(demo)
    await view.reach(visitor)
    found = {}
    for width, height in HEIGHT.items():
        await visitor.page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            await visitor.page.emulate_media(color_scheme=theme)
            await visitor.page.screenshot(path=_kept(view, width, theme))
        found[width] = await outside(visitor.page)

    assert found == {width: [] for width in HEIGHT}, f"look at {ARTEFACTS}"


async def test_a_phone_shows_the_conversation(demo: Served, sessions: Sessions) -> None:
    """Below the lists nobody would see that somebody else's conversation is there now."""
    visitor = await sessions.visitor(demo, width=360)
    await visitor.opens()
    await visitor.becomes("Amara Obi")

    await expect(visitor.page.get_by_role("heading", level=1)).to_be_in_viewport()
    await expect(visitor.composer).to_be_in_viewport()


def _kept(view: View, width: int, theme: str) -> Path:
    return ARTEFACTS / f"{view.name}-{width}-{theme}.png"
