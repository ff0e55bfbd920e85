"""A creator in two cohorts: a command asks which one, a button knows, typed words go to the newest."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from adapters.memory.acts import Use
from bot.chat.place import Channel, Place
from bot.domain.keys import cohort_key
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.store.tx import Tx
from tests.builders import a_cohort, a_programme, a_step, an_enrolment, utc
from tests.world import DISCORD, Community, Someone, a_world

CLIMATE = a_programme(steps=[a_step("plant", title="Plant"), a_step("ask", StepKind.CHECK_IN, title="Ask")])
READING = a_programme(steps=[a_step("read", title="Read")])


@asynccontextmanager
async def ana_in_two() -> AsyncIterator[tuple[Community, Someone]]:
    """Ana has joined autumn, and then winter, which the config names first; it is a Monday morning."""
    async with a_world(programme=READING) as world:
        ana = world.creator("Ana")
        await ana.joins()
        winter = a_cohort(name="winter")
        home = (Place(at=Channel(platform=DISCORD, id="winter")),)
        world.beside = [replace(world.plan(), cohort=winter, programme=CLIMATE, home=home)]
        await world.advance(days=1)
        await world.store.write(_enrol_in_winter)
        await world.restart()
        await world.advance_to(utc("2026-09-07 14:00"))
        yield world, ana


def _enrol_in_winter(tx: Tx) -> None:
    key, now = cohort_key("winter"), utc("2026-09-02 12:00")
    row = tx.cohorts.add(key=key, name="winter", fingerprint="one")
    person = tx.people.by_name("Ana")
    assert person is not None
    enrolment = an_enrolment(
        person=person.person, state=EnrolmentState.INVITED, cohort="winter", joined_at=None
    )
    tx.enrolments.add(row.id, person.id, enrolment, None)
    found = tx.enrolments.by_key(enrolment.key)
    assert found is not None
    tx.enrolments.join(found.id, now)


async def test_a_command_asks_which_cohort_is_meant() -> None:
    """And then does what it does, in the one that was chosen."""
    async with ana_in_two() as (_, ana):
        assert await ana.uses("program goal", goal="Ten readers") == "/program goal\nCohort\nGoal"
        assert "Your goal: Ten readers" in await ana.fills(cohort="autumn", goal="Ten readers")
        await ana.uses("program goal")
        assert "You have set no goal yet" in await ana.fills(cohort="winter", goal="")
        await ana.uses("program progress")
        assert "Goal: Ten readers" in await ana.fills(cohort="autumn")


async def test_a_command_in_a_cohorts_channel_means_that_cohort() -> None:
    """Nothing has to be asked there."""
    async with ana_in_two() as (world, ana):
        here = world.beside[0].home[0]
        await ana.uses("program goal")
        await ana.fills(cohort="autumn", goal="Ten readers")

        assert "no goal yet" in await ana.does(Use("program goal", ()), here)


async def test_a_button_knows_its_cohort() -> None:
    """Both lessons came; each Done is for its own."""
    async with ana_in_two() as (_, ana):
        assert sorted(ana.titles()) == ["Plant", "Read"]
        assert "“Read” is done" in await ana.presses("Done", on="Read")
        assert "“Plant” is done" in await ana.presses("Done", on="Plant")


async def test_what_is_typed_is_about_the_newest_cohort() -> None:
    """Wherever the config has it."""
    async with ana_in_two() as (world, ana):
        await ana.types("my goal is a thousand trees")
        await ana.uses("program goal")
        assert "a thousand trees" in await ana.fills(cohort="winter", goal="")

        await world.advance_to(utc("2026-09-11 19:05"))
        await ana.types("4")
        assert "I wrote down: 4" in ana.messages()[-1]
