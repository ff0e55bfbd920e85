"""The looks at a page would find what they are there for."""

import pytest
from playwright.async_api import Browser

from tests.browser.axe import Fault, grave_faults
from tests.browser.danger import HOSTILE, dangers
from tests.browser.layout import outside

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_code_is_found(browser: Browser) -> None:
    """Hostile words that became HTML are noticed, whether they ran or not."""
    page = await browser.new_page()
    for words in (HOSTILE[1], HOSTILE[2], HOSTILE[5], HOSTILE[0]):
        await page.set_content(f'<main id="content">{words}</main>')
        assert await dangers(page) != []
    await page.close()


async def test_what_stands_out_is_found(browser: Browser) -> None:
    """A box that is wider than the screen, and words that are wider than their box."""
    page = await browser.new_page(viewport={"width": 360, "height": 640})
    await page.set_content("<p style='width: 50px; margin: 0'>Whitcombe-Featherstonehaugh</p>")
    assert [found.partition(" (")[0] for found in await outside(page)] == ["p holds more than fits"]
    await page.set_content("<div style='width: 500px; height: 9px'></div>")
    assert any("scrolls sideways" in found for found in await outside(page))
    await page.close()


async def test_what_cannot_be_heard_is_found(browser: Browser) -> None:
    """A button without a name, and grey on grey."""
    page = await browser.new_page()
    await page.set_content("<button></button><p style='color: #999; background: #aaa'>Hello</p>")
    found = await grave_faults(page)
    assert set(found) == {
        Fault("button-name", "button"),
        Fault("color-contrast", "p"),
        Fault("html-has-lang", "html"),
        Fault("document-title", "html"),
    }
    await page.close()
