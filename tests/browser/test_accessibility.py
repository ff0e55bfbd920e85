"""axe-core finds no serious fault in our own markup, on any view, in light and dark."""

import pytest

from tests.browser.axe import Fault, grave_faults
from tests.browser.served import Served
from tests.browser.sessions import Sessions
from tests.browser.views import VIEWS, View

pytestmark = pytest.mark.asyncio(loop_scope="session")
WIDGETS: dict[Fault, str] = {}
"""Faults inside NiceGUI's and Quasar's own elements, each with the reason why it stays until it is mended."""


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
async def test_nothing_stands_in_the_way(demo: Served, sessions: Sessions, view: View) -> None:
    """Whoever reads by ear or by magnifier finds every name, role and contrast."""
    visitor = await sessions.visitor(demo)
    await view.reach(visitor)
    found = await grave_faults(visitor.page, view.new)
    await visitor.page.emulate_media(color_scheme="dark")
    # Everything but colours is the same in the dark.
    found |= await grave_faults(visitor.page, view.new, "color-contrast")

    assert [
        f"{fault.rule}: {fault.element}: {why}" for fault, why in found.items() if fault not in WIDGETS
    ] == []
    assert set(WIDGETS) <= set(found)
