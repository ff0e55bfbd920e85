"""Every view, at every width, dark and light: nothing stands out, and nothing stands in anybody's way."""

import pytest
from playwright.async_api import expect

from tests.browser.axe import Fault, grave_faults
from tests.browser.pictures import ARTEFACTS, FITS, measured, pictured
from tests.browser.served import Served
from tests.browser.sessions import HEIGHT, THEMES, Sessions
from tests.browser.views import VIEWS, View

pytestmark = pytest.mark.asyncio(loop_scope="session")
WIDGETS: dict[str, dict[Fault, str]] = {}
"""By view: faults inside NiceGUI's and Quasar's own elements, each with the reason why it stays."""


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_everybody_can_use_it(demo: Served, sessions: Sessions, view: View) -> None:
    """On a phone, a tablet and a laptop everything fits; who reads by ear or magnifier misses nothing.

    For the latter axe-core looks for what is serious in our own markup.
    """
    visitor = await sessions.visitor(demo, theme="dark")
    await view.reach(visitor)
    fits = await measured(visitor, view.name)
    # Everything but colours is the same in the light.
    faults = await grave_faults(visitor.page, view.new)
    await visitor.page.emulate_media(color_scheme="light")
    faults |= await grave_faults(visitor.page, view.new, "color-contrast")

    known = WIDGETS.get(view.name, {})
    assert fits == FITS, f"look at {ARTEFACTS}"
    assert [f"{one.rule}: {one.element}: {why}" for one, why in faults.items() if one not in known] == []
    assert set(known) <= set(faults), "mended, so it can leave the table"


@pytest.mark.soak
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_there_are_pictures_for_the_eye(demo: Served, sessions: Sessions, view: View) -> None:
    """Of every view, at every width, dark and light."""
    visitor = await sessions.visitor(demo)
    await view.reach(visitor)
    await pictured(visitor, view.name)

    assert len([*ARTEFACTS.glob(f"{view.name}-[0-9]*.png")]) == len(HEIGHT) * len(THEMES)


async def test_a_phone_shows_the_conversation(demo: Served, sessions: Sessions) -> None:
    """The lists are folded away; whoever is chosen there is talked to at once."""
    visitor = await sessions.visitor(demo, width=360)
    await visitor.opens()
    await visitor.page.get_by_role("button", name="People and channels").click()
    await visitor.becomes("Amara Obi")
    await visitor.page.get_by_role("button", name="Got it").click()

    await expect(visitor.page.get_by_role("heading", level=1)).to_be_in_viewport()
    await expect(visitor.composer).to_be_in_viewport()
