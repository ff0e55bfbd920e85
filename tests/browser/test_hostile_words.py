"""Whatever people write is read, and nothing else comes of it."""

import pytest
from playwright.async_api import expect

from tests.browser.danger import HOSTILE, dangers
from tests.browser.served import Served
from tests.browser.sessions import Sessions
from tests.browser.views import PAGES

pytestmark = pytest.mark.asyncio(loop_scope="session")
CREATOR, MENTOR, ADMIN = "Wambui Kariuki", "Grace Wanjiru", "Lena Fischer"
ALL = "\n".join(HOSTILE)


async def test_nothing_but_words(demo: Served, sessions: Sessions) -> None:
    """As messages, answers, goals, questions, notes, announcements and searches they stay words."""
    visitor = await sessions.visitor(demo)
    page = visitor.page
    await visitor.opens()
    await visitor.becomes(CREATOR)
    await visitor.types(ALL)
    for words in HOSTILE:
        await visitor.sees(words)
    await visitor.types(f'/program goal goal="{HOSTILE[0]}{HOSTILE[1]}"')
    await visitor.sees(HOSTILE[1])
    assert await dangers(page) == []

    await visitor.types("/program check-in")
    await visitor.picks("Mood", "1")
    await visitor.picks("Stuck", "no")
    await visitor.fills({"People you talked with": HOSTILE[6], "Your one change": ALL})
    await expect(visitor.field("People you talked with")).to_have_value(HOSTILE[6])
    await expect(visitor.field("Your one change")).to_have_value(ALL)
    assert await dangers(page) == []
    await visitor.fills({"People you talked with": "1"})
    await visitor.types("/program stuck")
    await visitor.fills({"Words": ALL})
    await visitor.sees("I have passed your words on")
    await visitor.types("/program progress")
    await expect(visitor.dialog.get_by_text(HOSTILE[1])).to_be_visible()
    assert await dangers(page) == []
    await page.keyboard.press("Escape")

    await visitor.becomes(MENTOR)
    await visitor.types("/mentor queue")
    await visitor.sees(HOSTILE[5])
    await visitor.types(f'/mentor creator creator="{CREATOR}"')
    await expect(visitor.dialog).to_contain_text(HOSTILE[1])
    assert await dangers(page) == []
    await page.keyboard.press("Escape")

    await visitor.becomes(ADMIN)
    await visitor.types("/cohort announce")
    await visitor.fills({"Text": ALL})
    await visitor.sees(HOSTILE[5])
    await page.get_by_label("Search people").fill(HOSTILE[6])
    await expect(visitor.person(ADMIN)).to_be_hidden()
    assert await dangers(page) == []
    for view in PAGES:
        await view.reach(visitor)
        assert await dangers(page) == [], view.name


async def test_whole_books_are_not_taken(demo: Served, sessions: Sessions) -> None:
    """Whoever types stops at the end; who gets around that is told, and nobody else has to read it."""
    visitor = await sessions.visitor(demo)
    await visitor.opens()
    await expect(visitor.composer).to_have_attribute("maxlength", "4000")
    act = "{do: 'send', with: '', fields: {text: 'book '.repeat(1000)}, number: 1}"
    await visitor.page.evaluate(f"emitEvent('do', {act})")

    await visitor.sees("I read 4,000 characters at once. Write less, please.")
    await expect(visitor.log.get_by_text("book book")).to_have_count(0)
