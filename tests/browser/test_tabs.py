"""Who comes to a tab after somebody else comes there for the first time."""

import pytest
from playwright.async_api import Page

from tests.browser.served import Served
from tests.browser.tabs import Tab, Tabs

pytestmark = pytest.mark.asyncio(loop_scope="session")
LEFT = """() => {
  document.cookie = "left=something";
  localStorage.setItem("left", "something");
  sessionStorage.setItem("left", "something");
}"""
FOUND = "[document.cookie, localStorage.getItem('left'), sessionStorage.getItem('left')]"
DARK = "matchMedia('(prefers-color-scheme: dark)').matches"


async def _comes(tab: Tab, demo: Served) -> Page:
    await tab.begins(demo.address, width=360, height=740, theme="light")
    await tab.page.goto(f"{demo.address}/programme")
    return tab.page


async def test_nothing_is_left_for_the_next(demo: Served, tabs: Tabs) -> None:
    """Neither what somebody's pages kept, nor a second page, nor how they like it to look."""
    tab = await tabs.take()
    page = await _comes(tab, demo)
    await page.evaluate(LEFT)
    await page.emulate_media(color_scheme="dark")
    await page.context.new_page()
    await tabs.give_back(tab)

    assert await tabs.take() is tab
    page = await _comes(tab, demo)
    assert await page.evaluate(FOUND) == ["", None, None]
    assert not await page.evaluate(DARK)
    assert page.context.pages == [page]
    assert tab.strictness.faults == []
    await tabs.give_back(tab)


async def test_who_is_elsewhere_can_leave_something(demo: Served, tabs: Tabs) -> None:
    """So nobody comes to their tab again."""
    tab = await tabs.take()
    page = await _comes(tab, demo)
    await page.goto("about:blank")
    await tabs.give_back(tab)

    after = await tabs.take()
    assert after is not tab
    await _comes(after, demo)
    await tabs.give_back(after)
