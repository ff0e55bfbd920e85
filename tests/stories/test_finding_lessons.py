"""Creators find a lesson again, in the list or by their own words."""

from bot.domain.programme import Lesson
from tests.builders import a_programme, a_step, utc
from tests.world import a_world

HATE = a_step(
    "hate", title="Comments and hate", content=Lesson(body="# Hate\n\nHide it, **keep proof**, report it.")
)
SOUND = a_step(
    "sound", week=2, title="Good sound", content=Lesson(body="A microphone matters more than light.")
)
PROGRAMME = a_programme(steps=[HATE, SOUND])
MANY = a_programme(weeks=26, steps=[a_step(f"lesson-{n:02}", week=n) for n in range(1, 27)])


async def test_what_has_come_can_be_read_again() -> None:
    """The passage that answers comes at once, the whole lesson by its button."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 14:00"))
        said = await ana.uses("program lessons", words="how do I report hate?")

        assert said == (
            "This fits best:\n• **Comments and hate**, week 1\n\nHide it, **keep proof**, report it."
        )
        assert ana.buttons() == ["Comments and hate"]
        assert "Week 1 lesson · **Comments and hate**" in await ana.presses("Comments and hate")


async def test_what_is_to_come_says_when() -> None:
    """A lesson of next week is found, without a button."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 14:00"))

        assert "**Good sound**, which comes in week 2" in await ana.uses(
            "program lessons", words="microphone"
        )
        assert ana.buttons() == []


async def test_nothing_found_is_said() -> None:
    """With the words that were looked for, and what to do."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert "I found nothing about “zxqwv”." in await ana.uses("program lessons", words="zxqwv")
        assert "No lesson has come yet." in await ana.uses("program lessons")
        assert "No lesson has come yet." in await ana.opens(f"lessons/{ana.enrolment.key}")


async def test_a_long_list_goes_on() -> None:
    """Twenty at once, newest first; the rest behind a button, or behind the page's path."""
    async with a_world(programme=MANY) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await world.advance_to(utc("2027-03-02 18:00"))
        first = await ana.uses("program lessons")
        assert ana.buttons()[::20] == ["lesson-26", "Older ones (6)"]
        rest = await ana.presses("Older ones (6)")

        assert first.splitlines()[1] == "• Week 26: lesson-26"
        assert (first.count("•"), rest.count("•")) == (20, 6)
        page = f"lessons/{ana.enrolment.key}"
        assert (await ana.opens(page)).splitlines()[3].startswith("26 · lesson-26 · 2027-03-01 · ")
        assert (await ana.opens(f"{page}/20")).splitlines()[-1].startswith("1 · lesson-01 · 2026-09-07")
        assert "lesson-26" in await ana.opens(f"{page}/-1")
        assert await ben.opens(page) == "That isn't yours to use."
