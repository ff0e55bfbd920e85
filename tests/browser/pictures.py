"""What stands out of a view at any width, and pictures of it, to be looked at by eye."""

from tests.browser.layout import outside
from tests.browser.served import ROOT
from tests.browser.sessions import HEIGHT, THEMES
from tests.browser.visitor import Visitor

ARTEFACTS = ROOT / ".artefacts" / "browser"
FITS: dict[int, list[str]] = {width: [] for width in HEIGHT}
"""Nothing stands out anywhere."""
_DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


async def measured(visitor: Visitor, name: str) -> dict[int, list[str]]:
    """What stands out, by width; of a view that does not fit there are pictures."""
    found = {}
    for width, height in HEIGHT.items():
        await visitor.page.set_viewport_size({"width": width, "height": height})
        await visitor.page.evaluate(_DRAWN)
        found[width] = await outside(visitor.page)
    if found != FITS:
        await pictured(visitor, name)
    return found


async def pictured(visitor: Visitor, name: str) -> None:
    """Keep pictures of what the visitor sees, at every width, dark and light."""
    for width, height in HEIGHT.items():
        await visitor.page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            await visitor.page.emulate_media(color_scheme=theme)
            await visitor.page.screenshot(path=ARTEFACTS / f"{name}-{width}-{theme}.png")
