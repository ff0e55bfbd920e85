"""People say how they live, and calendars follow: zone, language, working days, quiet hours, place."""

from datetime import time

import pytest

from adapters.memory.acts import Use
from bot.chat.place import Place
from bot.domain.people import Setting
from tests.builders import a_programme, a_step, utc
from tests.stories.test_languages import in_two_languages
from tests.world import a_world
from tests.world.community import DISCORD, SLACK, Community

WEEKLY = a_programme(steps=[a_step("greet"), a_step("ask", week=2), a_step("build", week=3)])


async def own(world: Community) -> frozenset[Setting]:
    """What Ana set for herself, so that no roster overrules it."""
    known = await world.store.read(lambda tx: tx.people.by_name("Ana"))
    assert known is not None
    return known.set_in_chat


async def test_settings_are_shown_with_what_changes_them() -> None:
    """All at once, in words."""
    async with a_world() as world:
        ana = world.creator("Ana", zone="Africa/Cairo", working_days=(6, 0, 1, 2, 3), chats=(DISCORD, SLACK))
        await ana.joins()
        said = await ana.uses("program settings")

        assert said.splitlines() == [
            "Your settings:",
            "• Time zone: Africa/Cairo, where it is 15:00",
            "• Language: English",
            "• Working days: Sunday to Thursday",
            "• Quiet hours: 21:00-08:00",
            "• I write to you on Discord",
        ]
        assert ana.buttons() == [
            "All fine", "Time zone", "Language", "Working days", "Quiet hours", "Write to me on Slack",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Madrid", "Europe/Madrid"),
        ("nairobi", "Africa/Nairobi"),
        ("New York", "America/New_York"),
        ("europe/madrid", "Europe/Madrid"),
        ("GMT+3", "Etc/GMT-3"),
    ],
)
async def test_a_zone_is_named_as_people_name_it(typed: str, zone: str) -> None:
    """By a city, by its name, by its distance from Greenwich."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Time zone")

        assert f"Noted: you live by {zone} time now" in await ana.fills(zone=typed)
        assert await own(world) == {Setting.ZONE}


async def test_a_zone_that_may_be_two_is_asked_for_again() -> None:
    """There is a West in Australia and in Brazil; the form stays open."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Time zone")
        asked = await ana.fills(zone="West")
        said = await ana.fills(zone="Australia/West")

        assert "“West” may be Australia/West, Brazil/West. Which one is it?" in asked
        assert "you live by Australia/West time now" in said


async def test_zones_are_offered_while_one_is_typed() -> None:
    """The city is enough."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert await ana.is_offered("program zone", "zone", "madr") == ["Europe/Madrid"]


async def test_another_language_from_the_next_word_on() -> None:
    """Ana chooses Spanish: the answer is in Spanish, and so is the lesson."""
    async with a_world(programme=in_two_languages()) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Language")
        assert ana.form is not None
        assert [choice.label for choice in ana.form.fields[0].choices] == ["English", "español"]
        await ana.fills(language="es")
        await world.advance(weeks=1)

        assert "Escucha" in ana.titles()
        assert await own(world) == {Setting.LANGUAGE}


async def test_a_language_that_nobody_speaks_is_refused() -> None:
    """A form that was made up."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Language")

        assert "I don't speak that. I speak English" in await ana.fills(language="tlh")


async def test_other_working_days_move_what_is_to_come() -> None:
    """Ana works from Sunday to Thursday from now on; a lesson of Friday moves to her next working day."""
    steps = [a_step("friday", weekday=4)]
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Working days")
        said = await ana.fills(days="sun-thu")
        await world.advance(weeks=2)

        assert said.startswith("Noted: your working days are Sunday to Thursday now.")
        assert ana.times("friday") == ["Sun 2026-09-13 09:00"]


async def test_days_of_ones_own() -> None:
    """Neither of the usual weeks; what is no day is asked for again."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Working days")
        asked = await ana.fills(days="other", other="tomorrow")
        said = await ana.fills(days="other", other="mon, wed-thu")

        assert "Which days?" in asked
        assert "Noted: your working days are Monday, Wednesday, Thursday now." in said


async def test_quiet_hours_hold_from_now_on() -> None:
    """The lesson of nine waits until ten, when Ana has had her morning."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Quiet hours")
        asked = await ana.fills(start="25", end="ten")
        await ana.fills(start="21", end="10 am")
        await world.advance(weeks=1)

        assert asked.count("A time, please, such as 21:00 or 9 pm.") == 3  # Once above, once beside each.
        assert ana.times("greet") == ["Mon 2026-09-07 10:00"]
        assert await own(world) == {Setting.QUIET}


async def test_equal_ends_mean_never_quiet() -> None:
    """What is due at eleven in the evening comes at eleven in the evening."""
    async with a_world(programme=a_programme(steps=[a_step("late", at=time(23))])) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program settings")
        await ana.presses("Quiet hours")
        said = await ana.fills(start="00:00", end="0")
        await world.advance(weeks=1)

        assert said.startswith("Noted: I may write to you at any hour now.")
        assert "• Quiet hours: none" in said
        assert ana.times("late") == ["Mon 2026-09-07 23:00"]


async def test_the_preferred_place_is_one_press_away() -> None:
    """Ana has both chats, and changes her mind twice."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana", chats=(DISCORD, SLACK))
        await ana.joins()
        await ana.does(Use("program settings"), Place(at=ana.accounts[1]))
        await ana.presses("Write to me on Slack")
        await world.advance(weeks=1)
        await ana.uses("program settings")
        await ana.presses("Write to me on Discord")
        await world.advance(weeks=1)

        assert [one.place.platform for one in ana.shown()] == [SLACK, DISCORD]


async def test_a_mentor_has_settings_too() -> None:
    """They are on record, and about themselves."""
    async with a_world(mentors=["Mia"]) as world:
        mia = world.staff("Mia")
        await world.settle()

        assert "Time zone: " in await mia.uses("program settings")
        assert "All fine" not in mia.buttons()
        assert "you live by Asia/Tokyo time now" in await mia.uses("program zone", zone="tokyo")


async def test_settings_are_ones_own() -> None:
    """Ben presses a button of Ana's settings, and so does somebody whom nobody knows."""
    async with a_world() as world:
        ana, ben, zoe = world.creator("Ana"), world.creator("Ben"), world.stranger("Zoe")
        await ana.joins()
        await ana.uses("program settings")

        assert await ben.does(ana.button("Quiet hours")) == "That isn't yours to use."
        assert "I don't know this account yet" in await zoe.does(ana.button("Quiet hours"))


async def test_stay_and_nothing_changes() -> None:
    """Ana asks to leave, is asked once, and stays; then she pauses instead."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        asked = await ana.uses("program leave")
        assert ana.buttons() == ["Leave", "Pause instead", "Stay"]
        stayed = await ana.presses("Stay")
        await world.advance(weeks=1)
        assert ana.titles() == ["greet"]
        await ana.uses("program leave")
        await ana.presses("Pause instead")
        rest = await ana.fills(weeks="2")

        assert "Do you want to leave" in asked
        assert stayed == "Good that you stay. Nothing has changed."
        assert "Rest well." in rest


async def test_leaving_twice_is_leaving_once() -> None:
    """The button is still there; Join brings back."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program leave")
        leave = ana.button("Leave")
        await ana.does(leave)
        second = await ana.does(leave)
        await world.advance_to(utc("2026-09-16 15:00"))
        await ana.joins()

        assert "You are no longer" in second
        assert ana.sees("• Week 1: greet\n• Week 2: ask") == 1
