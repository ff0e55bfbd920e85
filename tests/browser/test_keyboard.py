"""All of it works without a mouse: the order of stops, arrows, the dialog, a focus that is seen and kept."""

import pytest
from playwright.async_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.served import Served
from tests.browser.sessions import Sessions

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_story_by_keyboard(first_day: Served, sessions: Sessions) -> None:
    """A lesson is done, a week passes, a check-in is answered, and a mentor looks at her queue."""
    visitor = await sessions.visitor(first_day)
    keys = Keyboard(visitor.page)
    await visitor.opens()
    await keys.forward_to("To the content")
    await keys.press("Enter")
    await keys.forward_to("Done")
    await keys.press("Enter")
    await visitor.sees("✓ Week 1: “The one change you stand for” is done. Well done!")
    await expect(visitor.log).to_be_focused()

    await keys.back_to("+1 week")
    await keys.press("Enter")
    await visitor.sees("Week 2 lesson · Who your community is")
    await expect(visitor.way("+1 week")).to_be_focused()

    await keys.back_to("To the content")
    await keys.press("Enter")
    await keys.forward_to("Write a message, or / for commands")
    await keys.write("/program check")
    await expect(visitor.page.get_by_role("option")).to_have_count(1)
    await keys.press("ArrowDown", "Enter")
    await expect(visitor.composer).to_have_value("/program check-in ")
    await keys.press("Enter")
    await expect(visitor.field("Audience")).to_be_focused()
    await keys.press("Escape")
    await expect(visitor.dialog).to_be_hidden()
    await expect(visitor.composer).to_be_focused()

    await keys.back_to("Answer")
    await keys.press("Enter")
    await expect(visitor.field("Mood")).to_be_focused()
    await keys.press("4", "Tab", "n", "Tab", "3", "Tab")
    await keys.write("A street that reads.")
    await keys.forward_to("Send")
    await keys.press("Enter")
    await visitor.sees("Thank you")
    await expect(visitor.button("Answer")).to_be_focused()

    await keys.back_to("Search people")
    await keys.write("noura")
    await expect(visitor.person("Wambui Kariuki")).to_be_hidden()
    await keys.forward_to("Noura Al-Harbi")
    await keys.press("Enter")
    await visitor.is_("Noura Al-Harbi")
    await expect(visitor.person("Noura Al-Harbi")).to_be_focused()
    await keys.forward_to("Write a message, or / for commands")
    await keys.write("/mentor queue")
    await keys.press("Enter")
    await visitor.sees("Nothing waits for you.")
    assert keys.unseen == set()
