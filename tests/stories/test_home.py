"""The home that a chat keeps open shows how things are: after whatever happened, soon and not too often."""

from adapters.memory.faults import TimeOut
from tests.builders import a_step, utc
from tests.stories.homes import KEPT_OPEN, MONDAY, PROGRAMME, STEPS, a_leading_team, at_home, sees
from tests.world import Community, a_world


async def test_a_creators_home_has_all_of_it() -> None:
    """The week, what is open, the next steps in her zone, how far she is, and how she lives."""
    async with at_home() as (_, ana):
        said = await ana.opens("home")

        assert said.startswith("**Change Makers · Ana**\n\nWeek 1 of 5: **Week 1**\n\n**Open now**\n")
        assert "Listen first: Lesson of week 1" in said
        assert "This comes next:\n• Check-in “How was it?” on Fri 11 Sep 15:00 (America/New_York)" in said
        assert "Done: 0\nOpen: 1\n" in said
        assert "Week by week" in said
        assert "Time zone: America/New_York\nLanguage: English\nWorking days: Monday to Friday" in said
        assert said.endswith("Quiet hours: 21:00-08:00\nI write to you on: Discord")


async def test_the_ways_on_from_a_home() -> None:
    """What is open is shown again, to be done; a setting asks for its new value."""
    async with at_home() as (world, ana):
        entry = (await world.store.read(lambda tx: tx.occurrences.of(1)))[0]
        assert "Listen first" in await ana.opens(f"open/{entry.key}")
        await ana.presses("Done")

        assert "time zone" in (await ana.opens(f"set/{ana.enrolment.person.key}/zone")).casefold()
        await ana.fills(zone="Europe/Madrid")
        assert "Time zone: Europe/Madrid" in await ana.opens("home")


async def test_nobody_takes_anothers_way() -> None:
    """A path is allowed to whoever may press the button."""
    async with at_home() as (world, ana):
        ben = world.creator("Ben")
        await ben.joins()

        assert await ben.opens(f"set/{ana.enrolment.person.key}/zone") == "That isn't yours to use."


async def test_a_home_is_shown_anew_after_whatever_happened() -> None:
    """Ana does her lesson, and at once her home says so; what comes by itself is there as well."""
    async with at_home() as (world, ana):
        assert await sees(world, ana) == ""
        await ana.presses("Done")
        assert "Done: 1\nOpen: 0\n" in await sees(world, ana)

        await world.advance_to(utc("2026-09-11 19:00:30"))
        assert "How was it?: Check-in, until Wed 16 Sep" in await sees(world, ana)

        await ana.uses("program pause", weeks="2")
        await world.advance(minutes=1)
        assert "On a pause until" in await sees(world, ana)


async def test_at_most_once_a_minute() -> None:
    """What happens sooner after a show is shown with the next one."""
    async with at_home() as (world, ana):
        await ana.presses("Done")
        first = await sees(world, ana)
        await world.advance(seconds=10)
        await ana.uses("program goal", goal="Ask everybody")
        await ana.uses("program goal", goal="Ask everybody twice")
        assert await sees(world, ana) == first

        await world.advance(seconds=49)
        assert await sees(world, ana) == first
        await world.advance(seconds=1)
        assert "Goal: Ask everybody twice" in await sees(world, ana)


async def test_what_shows_the_same_is_not_shown() -> None:
    """Ana asks for something that changes nothing; if the chat were asked, it would fail."""
    async with at_home() as (world, ana):
        await world.chat.script(TimeOut(shown=True), "show")
        await ana.uses("program settings")
        await ana.types("hello")
        await world.advance(minutes=5)

        assert await sees(world, ana) == ""


async def test_a_home_that_nobody_opened_is_not_shown() -> None:
    """Ben has one and never looked; where a chat keeps none open, nobody is shown any."""
    async with at_home() as (world, _):
        ben = world.creator("Ben")
        await ben.joins()
        await world.advance(days=2)
        assert await sees(world, ben) == ""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.opens("home")
        await world.advance_to(MONDAY)
        await ana.presses("Done")
        assert await sees(world, ana) == ""


async def test_a_week_begins_and_a_check_in_closes_by_themselves() -> None:
    """Nothing is done and nothing sent in those hours, and the home knows."""
    async with at_home() as (world, ana):
        await world.advance_to(utc("2026-09-13 12:00"))
        assert "Week 1 of 5" in await sees(world, ana)
        assert "How was it?" in await sees(world, ana)

        await world.advance_to(utc("2026-09-14 04:00:30"))
        assert "Week 2 of 5" in await sees(world, ana)
        await world.advance_to(utc("2026-09-19 12:00"))
        assert "How was it?: Check-in" not in await sees(world, ana)


async def test_a_mentors_home_is_her_queue() -> None:
    """Ana asks for help: Amara's home says so, and no more when it is done."""
    async with a_leading_team() as team:
        world, amara = team.world, team.amara
        said = await amara.opens("home")
        assert "**Your queue in Autumn**\nNothing waits for you. Thank you!" in said
        assert "Your creators: 1" in said
        assert "The cohort's status" not in said

        await team.ana.uses("program stuck", words="The camera broke.")
        seen = await sees(world, amara)
        assert "One thing waits for you." in seen
        assert "Ana: Ana asks for help, since Mon 7 Sep 10:00 (America/New_York)" in seen
        assert "Answer them: 1" in seen
        assert "The camera broke." in await amara.opens(f"queue/{(await cohort_key(world))}")

        await world.advance(minutes=1)
        await amara.presses("Done")
        await amara.fills(outcome="called")
        assert "Nothing waits for you." in await sees(world, amara)


async def test_a_snoozed_item_comes_back_to_the_home() -> None:
    """When its time has come, whatever else happens."""
    async with a_leading_team() as team:
        await team.amara.opens("home")
        await team.ana.uses("program stuck", words="The camera broke.")
        await team.world.advance(minutes=1)
        await team.amara.presses("Reply", on="The camera")
        await team.amara.fills(words="I will look at it.")
        await team.amara.presses("Snooze", on="The camera")
        await team.amara.presses("Tomorrow")
        await team.world.advance(minutes=1)
        assert "Nothing waits" in await sees(team.world, team.amara)
        await team.world.advance(days=1)

        assert "One thing waits" in await sees(team.world, team.amara)


async def test_who_is_both_sees_both() -> None:
    """Lena is an admin, and there is a way to the cohort's status; a mentor may be a creator, too."""
    async with a_leading_team() as team:
        assert "The cohort's status: Autumn" in await team.lena.opens("home")
        await team.world.led_by(mentors=["Amara", "Tom", "Ana"])
        said = await team.ana.opens("home")

        assert "Week 1 of" in said
        assert "Your queue in" in said


async def test_who_is_not_in_and_who_is_unknown() -> None:
    """An invited creator is told how to come in; a stranger has no home."""
    async with a_world(programme=PROGRAMME, pace=KEPT_OPEN) as world:
        ben, zoe = world.creator("Ben"), world.stranger("Zoe")
        await world.settle()
        assert "You aren't in yet. Press Join" in await ben.opens("home")
        assert "I don't know this account yet" in await zoe.opens("home")

        await ben.joins()
        await world.advance(minutes=1)
        assert "Week 1 begins" in await sees(world, ben)
        assert await sees(world, zoe) == ""


async def test_a_home_in_her_language() -> None:
    """Lucía reads hers in Spanish."""
    async with a_world(programme=PROGRAMME, pace=KEPT_OPEN) as world:
        lucia = world.creator("Lucía", language="es")
        await lucia.joins()
        await world.advance_to(MONDAY)

        assert "**Abierto ahora**" in await lucia.opens("home")


async def test_the_admins_edit_shows_in_every_home() -> None:
    """The lesson of week 2 has another name after the bot's next start."""
    async with at_home() as (world, ana):
        steps = [step if step.id != "speak" else a_step("speak", week=2, title="Sing") for step in STEPS]
        await world.edit(steps=steps)
        await world.settle()

        assert "“Sing”" in await sees(world, ana)


async def test_an_erased_person_has_no_home() -> None:
    """Nothing is shown to them, and nothing is kept of what was."""
    async with at_home() as (world, ana):
        await ana.uses("program privacy")
        await ana.presses("Erase")
        await ana.presses("Erase everything")
        await world.advance(days=1)

        assert await world.store.read(lambda tx: tx.homes.shows(ana.accounts[0])) is None


async def cohort_key(world: Community) -> str:
    """The key of the only cohort."""
    row = await world.store.read(lambda tx: tx.cohorts.by_name(world.cohort.name))
    assert row is not None
    return row.key
