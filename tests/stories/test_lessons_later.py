"""Later and I'm stuck: a lesson comes back once, when Ana says; her mentor hears what she is stuck with."""

from typing import Any

from tests.builders import a_programme, a_step, utc
from tests.world import a_world
from tests.world.community import Community
from tests.world.person import Someone

LESSON = a_programme(steps=[a_step("listen")])
BACK = "You asked me to bring this back: **listen**."


async def ana_of(world: Community, at: str = "2026-09-07 14:00", **about: Any) -> Someone:
    """Ana, who joined, an hour after her lesson came: Monday, ten in the morning in New York."""
    ana = world.creator("Ana", **about)
    await ana.joins()
    await world.advance_to(utc(at))
    return ana


async def test_later_asks_when_and_comes_back_once() -> None:
    """Tomorrow is at the time at which lessons come; the message has the same three buttons."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)

        assert await ana.presses("Later") == "When shall I bring “listen” back?"
        assert ana.buttons() == ["Tonight", "Tomorrow", "Monday", "Another day"]
        said = await ana.presses("Tomorrow")
        assert said == "Noted: “listen” comes back Tue 8 Sep 09:00 (America/New_York)."
        await world.advance(days=9)
        assert ana.times(BACK) == ["Tue 2026-09-08 09:00"]
        labels = [button.label for button in ana.shown()[-1].part.buttons]
        assert labels == ["Done", "Later", "I'm stuck", "Read it again"]
        assert "People **tell** you." in await ana.presses("Read it again")
        assert "is done" in await ana.presses("Done", on=BACK)
        assert "Brought back, as you asked: " in await ana.uses("program why")


async def test_tonight_is_this_evening_by_her_own_clocks() -> None:
    """A time that Ana chose is kept to the minute."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)
        await ana.presses("Later")
        await ana.presses("Tonight")
        await world.advance(days=2)

        assert ana.times(BACK) == ["Mon 2026-09-07 19:00"]


async def test_a_new_time_takes_the_place_of_the_one_before() -> None:
    """One promise for each lesson: Monday instead of tonight; and again later when it came back."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)
        await ana.presses("Later")
        await ana.presses("Tonight")
        await ana.presses("Later", on="Week 1 lesson")
        await ana.presses("Monday")
        await world.advance_to(utc("2026-09-14 14:00"))
        assert ana.times(BACK) == ["Mon 2026-09-14 09:00"]

        await ana.presses("Later", on=BACK)
        await ana.presses("Tomorrow")
        await world.advance(days=3)
        assert ana.times(BACK) == ["Mon 2026-09-14 09:00", "Tue 2026-09-15 09:00"]


async def test_what_is_done_meanwhile_does_not_come_back() -> None:
    """And its old button says so."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)
        await ana.presses("Later")
        await ana.presses("Tomorrow")
        await ana.presses("Done", on="Week 1 lesson")
        await world.advance(days=3)

        assert ana.sees(BACK) == 0
        assert await ana.presses("Later", on="Week 1") == "You had marked “listen” as done already."


async def test_another_day_in_words() -> None:
    """What is not understood, or lies behind, is asked again; nothing is guessed."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)
        await ana.presses("Later")

        assert await ana.presses("Another day") == "Later\nWhen?"
        assert "I don't know that day" in await ana.fills(when="when pigs fly")
        assert "lies behind us" in await ana.fills(when="12 march 2025")
        assert "more than a year" in await ana.fills(when="in 60 weeks")
        said = await ana.fills(when="next Friday at 10")
        assert said == "Noted: “listen” comes back Fri 11 Sep 10:00 (America/New_York)."
        await world.advance(days=5)
        assert ana.times(BACK) == ["Fri 2026-09-11 10:00"]


async def test_later_late_in_the_evening() -> None:
    """At seven it is in two hours, at eight that would be after bedtime; an old button says so."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world, "2026-09-07 22:30")
        await ana.presses("Later")
        assert ana.buttons()[0] == "Tonight"
        await world.advance(hours=2)

        assert (await ana.presses("Tonight")).startswith("It is too late for that today. When shall I")
        assert ana.buttons() == ["Tomorrow", "Monday", "Another day"]


async def test_who_moves_gets_it_by_the_new_clocks() -> None:
    """The wall time that Ana chose is kept where she lives now."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)
        await ana.presses("Later")
        await ana.presses("Tomorrow")
        await ana.uses("program zone", zone="America/Los_Angeles")
        await world.advance(days=3)

        assert ana.times(BACK) == ["Tue 2026-09-08 12:00"]


async def test_who_left_gets_nothing_back() -> None:
    """Leaving ends all promises; the old button says how to come back."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)
        await ana.presses("Later")
        await ana.presses("Tomorrow")
        await ana.uses("program leave")
        await ana.presses("Leave")
        await world.advance(days=3)

        assert ana.sees(BACK) == 0
        assert "To come back, press Join" in await ana.presses("Later", on="Week 1 lesson")


async def test_a_lesson_that_left_the_programme_does_not_come_back() -> None:
    """The admins delete it while it waits."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)
        await ana.presses("Later")
        await ana.presses("Tomorrow")
        await world.edit(steps=[a_step("other", week=2)])
        await world.advance(days=3)

        assert ana.sees(BACK) == 0
        assert "no longer part of the programme" in await ana.presses("Later", on="Week 1 lesson")


async def test_what_is_typed_about_lessons() -> None:
    """“Done” where one is open is that one; where several are, Ana is asked which."""
    programme = a_programme(steps=[a_step("listen"), a_step("plan", week=2)])
    async with a_world(programme=programme) as world:
        ana = await ana_of(world)
        assert await ana.types("later") == "When shall I bring “listen” back?"
        await world.advance_to(utc("2026-09-14 14:00"))

        assert await ana.types("Done!") == "Well done! Which one is it?"
        assert "“plan” is done" in await ana.presses("plan")
        assert "“listen” is done" in await ana.types("i did it")
        assert "No lesson is open" in await ana.types("done")


async def test_stuck_opens_a_form_for_her_own_words() -> None:
    """From the lesson itself, and when it comes back."""
    async with a_world(programme=LESSON) as world:
        ana = await ana_of(world)

        assert await ana.presses("I'm stuck") == "I'm stuck\nWhat are you stuck with?"
        assert "I have passed your words on" in await ana.fills(words="My microphone hums @everyone")
        await ana.presses("Later", on="Week 1 lesson")
        await ana.presses("Tomorrow")
        await world.advance(days=1)
        assert await ana.presses("I'm stuck", on=BACK) == "I'm stuck\nWhat are you stuck with?"


async def test_somebody_elses_lesson() -> None:
    """Ben can neither put off Ana's lesson nor speak for her."""
    async with a_world(programme=LESSON) as world:
        ben = world.creator("Ben")
        await ben.joins()
        ana = await ana_of(world)

        assert await ben.presses("Later", of=ana) == "That isn't yours to use."
        assert await ben.presses("I'm stuck", of=ana) == "That isn't yours to use."
