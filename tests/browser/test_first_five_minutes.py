"""A newcomer's first five minutes: from the address that the demo prints to a nudge that arrives."""

import pytest

from tests.browser.served import Served
from tests.browser.sessions import Sessions

pytestmark = pytest.mark.asyncio(loop_scope="session")
CREATOR, MENTOR = "Mariam Fathy", "Noura Al-Harbi"
CHANGE = "Every child in my street can read one page aloud by the age of nine."


async def test_the_first_five_minutes(first_day: Served, sessions: Sessions) -> None:
    """Somebody new plays a creator's week, looks after her as her mentor, and sees what came of it."""
    visitor = await sessions.visitor(first_day)
    await visitor.opens()
    await visitor.is_(CREATOR)
    await visitor.sees("Week 1 lesson · The one change you stand for")
    await visitor.sees("You are done when both can repeat it in their own words")
    await visitor.presses("Done")
    await visitor.sees("✓ Week 1: “The one change you stand for” is done. Well done!")

    await visitor.travels("+1 week")
    await visitor.sees("Week 2 lesson · Who your community is")
    await visitor.presses("Answer")
    await visitor.picks("Mood", "4")
    await visitor.picks("Stuck", "yes")
    await visitor.fills({"People you talked with": "many", "Your one change": CHANGE})
    await visitor.is_told("A number in digits, please, such as 12 or 2.5.")
    await visitor.fills({"People you talked with": "3"})
    await visitor.fills({"Stuck on": "I have not found the time."})
    await visitor.sees("Thank you")
    await visitor.presses("I'm stuck")
    await visitor.fills({"What": "Whom do I count as my community?"})

    await visitor.becomes(MENTOR)
    await visitor.types("/mentor queue")
    await visitor.sees("One thing waits for you.")
    await visitor.sees("Whom do I count as my community?")
    await visitor.types(f'/mentor nudge creator="{CREATOR}"')
    await visitor.sees(f"I remind {CREATOR} of")

    await visitor.becomes(CREATOR)
    await visitor.sees("A kind word from your mentor: this is still open, whenever you have a moment.")
