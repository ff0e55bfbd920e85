"""Pictures of a view at every width, dark and light, to be looked at by eye; and what stands out there."""

from tests.browser.layout import outside
from tests.browser.served import ROOT
from tests.browser.sessions import HEIGHT, THEMES
from tests.browser.visitor import Visitor

ARTEFACTS = ROOT / ".artefacts" / "browser"
FITS: dict[int, list[str]] = {width: [] for width in HEIGHT}
"""Nothing stands out anywhere."""


async def pictured(visitor: Visitor, name: str) -> dict[int, list[str]]:
    """Keep pictures of what the visitor sees; what stands out, by width."""
    found = {}
    for width, height in HEIGHT.items():
        await visitor.page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            await visitor.page.emulate_media(color_scheme=theme)
            await visitor.page.screenshot(path=ARTEFACTS / f"{name}-{width}-{theme}.png")
        found[width] = await outside(visitor.page)
    return found
