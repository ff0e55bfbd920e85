"""Pausing, resuming, moving, leaving: nothing comes twice, nothing gets lost."""

from datetime import time, timedelta

import pytest

from adapters.memory.faults import TimeOut
from bot.domain.programme import Questions, StepKind
from tests.builders import a_programme, a_question, a_step, utc
from tests.world import a_world
from tests.world.team import a_team

WEEKLY = a_programme(steps=[a_step(f"w{week}", week=week) for week in range(1, 5)], weeks=5)


async def test_a_pause_moves_what_comes_after_it() -> None:
    """Two weeks of rest in week 2: everything after comes two weeks later."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-09 14:00"))
        said = await ana.uses("program pause", weeks="2")
        await world.advance(weeks=8)

        assert said == "Rest well. We go on Wed 23 Sep; /program resume brings you back earlier."
        assert [ana.times(f"w{n}") for n in (1, 2, 3, 4)] == [
            ["Mon 2026-09-07 09:00"],
            ["Mon 2026-09-28 09:00"],
            ["Mon 2026-10-05 09:00"],
            ["Mon 2026-10-12 09:00"],
        ]


async def test_a_pause_can_leave_out_what_falls_into_it() -> None:
    """The same two weeks skipped: weeks 2 and 3 are left out, week 4 comes in its time."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-09 14:00"))
        await ana.uses("program pause", weeks="2", mode="skip")
        await world.advance(weeks=6)

        assert [ana.sees(f"w{n}") for n in (1, 2, 3, 4)] == [1, 0, 0, 1]
        fates = await world.fates(ana)
        assert [fates["w2"], fates["w3"]] == ["skipped: paused"] * 2
        assert ana.times("w4") == ["Mon 2026-09-28 09:00"]


async def test_resuming_early_moves_only_what_was_not_sent() -> None:
    """Four weeks were asked for, five days were enough: one week is rested, and nothing repeats."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-09 14:00"))
        await ana.uses("program pause", weeks="4")
        await world.advance(days=5)
        said = await ana.uses("program resume")
        await world.advance(weeks=6)

        assert said == "Welcome back! Your programme goes on."
        assert [ana.sees(f"w{n}") for n in (1, 2, 3, 4)] == [1, 1, 1, 1]
        assert ana.times("w2") == ["Mon 2026-09-21 09:00"]


async def test_pausing_and_resuming_in_one_breath_changes_nothing() -> None:
    """A pause by mistake, taken back at once."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-09 14:00"))
        await ana.uses("program pause", weeks="3")
        await ana.uses("program resume")
        await world.advance(weeks=5)

        assert ana.times("w2") == ["Mon 2026-09-14 09:00"]
        assert len(ana.messages()) == 4


async def test_a_pause_is_refused_when_it_makes_no_sense() -> None:
    """Wrong numbers, a second pause, resuming without one: each is answered in words."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert "A pause lasts 1 to 12 whole weeks" in await ana.uses("program pause", weeks="13")
        assert await ana.uses("program resume") == "You are not paused."
        await ana.uses("program pause", weeks="1")
        assert "nothing to pause" in await ana.uses("program pause", weeks="1")


async def test_weeks_in_place_of_a_day() -> None:
    """ "2 weeks" where a day is asked for is no mistake."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 12:00"))

        assert "We go on Tue 22 Sep" in await ana.uses("program pause", until="2 weeks")


async def test_nothing_is_left_to_pause_after_the_last_week() -> None:
    """The survey of the last week is still open, but nothing comes any more that could wait."""
    asked = Questions(questions=(a_question("mood"),), closes_after=timedelta(days=9))
    survey = a_step("end", StepKind.SURVEY, week=1, content=asked)
    async with a_team(programme=a_programme(weeks=1, steps=[survey])) as team:
        await team.world.advance_to(utc("2026-09-15 12:00"))
        state = await team.lena.uses("mentor creator", creator="Ana")

        assert "active" in state
        assert "nothing to pause" in await team.ana.uses("program pause", weeks="2")
        assert "nothing to pause" in await team.amara.uses("mentor pause", creator="Ana", weeks="2")


async def test_what_waited_when_the_pause_began_is_not_lost() -> None:
    """Thursday evening's lesson waits for the morning; Ana pauses in the night. It comes when she is back."""
    steps = [a_step("evening", weekday=3, at=time(22)), a_step("next", week=2)]
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 05:00"))
        await ana.uses("program pause", weeks="2")
        await world.advance_to(utc("2026-09-25 02:00"))
        assert ana.messages() == []
        await world.advance(weeks=3)

        assert ana.sees("evening") == 1
        assert ana.times("next") == ["Mon 2026-09-28 09:00"]


async def test_a_catch_up_that_waited_when_the_pause_began_is_not_lost() -> None:
    """Ana joins late at night and pauses at once: the list comes when she is back."""
    async with a_world(programme=WEEKLY, at=utc("2026-09-16 06:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program pause", weeks="1")
        await world.advance(days=5)
        assert ana.messages() == []
        await world.advance(days=4)

        assert ana.sees("• Week 1: w1\n• Week 2: w2") == 1


@pytest.mark.parametrize("command", ["program pause", "program leave"])
async def test_a_doubt_when_she_rests_or_goes_is_cleared_up_when_she_is_back(command: str) -> None:
    """Nobody knew whether the lesson was shown when Ana paused, or left: it was not, so it comes later."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(TimeOut(shown=False), place=ana.place)
        await world.advance_to(utc("2026-09-07 13:00:05"))
        if command == "program pause":
            await ana.uses(command, weeks="1")
            await world.advance(days=8)
        else:
            await ana.uses(command)
            await ana.presses("Leave")
            await world.advance(days=1)
            assert ana.messages() == []
            await ana.joins()
        await world.advance(weeks=1)

        assert ana.sees("w1") == 1


async def test_the_reminder_of_a_check_in_stays_away_while_she_rests() -> None:
    """Asked on Friday, paused on Saturday: no reminder on Monday."""
    programme = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-12 12:00"))
        await ana.uses("program pause", weeks="1")
        await world.advance(weeks=3)

        assert len(ana.messages()) == 1


async def test_moving_east_and_back_repeats_nothing() -> None:
    """After Monday's lesson Ana flies to Tokyo, where it is Monday's nine no more, and home again."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 14:00"))
        said = await ana.uses("program zone", zone="Asia/Tokyo")
        await world.advance_to(utc("2026-09-14 12:00"))
        assert [one.at for one in ana.shown()] == [utc("2026-09-07 13:00"), utc("2026-09-14 00:00")]
        await ana.uses("program zone", zone="America/New_York")
        await world.advance(weeks=4)

        assert said == "Noted: you live by Asia/Tokyo time now; it is 23:00 there."
        assert [ana.sees(f"w{n}") for n in (1, 2, 3, 4)] == [1, 1, 1, 1]


async def test_moving_takes_what_waits_along() -> None:
    """A lesson waits for New York's morning; in Lisbon it is morning already."""
    programme = a_programme(steps=[a_step("evening", at=time(22))])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 09:00"))
        await ana.uses("program zone", zone="Europe/Lisbon")
        await world.advance(days=1)

        assert [one.at for one in ana.shown()] == [utc("2026-09-08 09:00")]


async def test_a_zone_that_does_not_exist_is_refused() -> None:
    """Nothing changes then."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()

        for zone in ("Mars/Olympus", "../etc/passwd", "Europe"):
            assert "I don't know the zone" in await ana.uses("program zone", zone=zone)


async def test_who_has_left_hears_nothing_more() -> None:
    """Not even the reminder that was promised."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-12 12:00"))
        seen = len(ana.messages())
        await ana.uses("program leave")
        await ana.presses("Leave")
        await world.advance(weeks=6)

        assert len(ana.messages()) == seen


async def test_the_programme_ends() -> None:
    """After the last week Ana has completed it, also when her last weeks were a pause."""
    async with a_world(programme=WEEKLY) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(utc("2026-10-01 12:00"))
        await ben.uses("program pause", weeks="2")
        await world.advance_to(utc("2026-10-13 12:00"))
        states = [row[5] for row in world.tables()["enrolments"]]
        assert states == ["completed", "paused"]
        await world.advance_to(utc("2026-10-28 12:00"))

        assert [row[5] for row in world.tables()["enrolments"]] == ["completed", "completed"]


@pytest.mark.parametrize("until", ["2026-09-24", "24 September", "el 24 de septiembre", "in 9 days"])
async def test_a_pause_until_a_day(until: str) -> None:
    """It goes on on that very day, and what comes after it is moved by whole weeks, rounded up."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-15 14:00"))

        assert "We go on Thu 24 Sep" in await ana.uses("program pause", until=until)


@pytest.mark.parametrize("until", ["yesterday", "2026-09-15", "24 September 2028", "never", "🌱"])
async def test_a_pause_until_no_such_day_is_refused(until: str) -> None:
    """Nothing changes then."""
    async with a_world(programme=WEEKLY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-15 14:00"))

        assert "until a day within that time" in await ana.uses("program pause", until=until)
        assert await ana.uses("program resume") == "You are not paused."
