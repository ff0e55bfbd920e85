"""Messages come at good hours, on working days, by everybody's own clocks."""

from datetime import date, time

from bot.domain.programme import OnDayOff, StepKind
from tests.builders import MONDAY, SUNDAY, SUNDAY_TO_THURSDAY, a_cohort, a_programme, a_step, utc
from tests.world import a_world


async def test_what_comes_at_night_waits_for_the_morning() -> None:
    """A lesson of ten in the evening is read at eight, without an apology: that is its good time."""
    programme = a_programme(steps=[a_step("late", at=time(22))])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance(days=10)

        assert ana.times() == ["Tue 2026-09-08 08:00"]
        assert ana.sees("This was due") == 0


async def test_three_messages_a_day_are_enough() -> None:
    """Five lessons of one Friday: three on Friday, two on the next working day, in their order."""
    steps = [a_step(f"nr-{n}", weekday=4, at=time(9, n)) for n in range(5)]
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-15 12:00"))

        days = [ana.times(f"nr-{n}")[0][:14] for n in range(5)]
        assert days == ["Fri 2026-09-11"] * 3 + ["Mon 2026-09-14"] * 2
        assert ana.titles() == [f"nr-{n}" for n in range(5)]


async def test_answers_are_not_counted() -> None:
    """Ana may ask and press as much as she likes on a full day."""
    steps = [a_step(f"nr-{n}", at=time(9, n)) for n in range(3)]
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 15:00"))

        assert len(ana.messages()) == 3
        assert "is done" in await ana.presses("Done", on="nr-0")


async def test_a_week_from_sunday_to_thursday() -> None:
    """In Riyadh a Friday's check-in comes on Sunday, or on Thursday if the step says so."""
    programme = a_programme(
        steps=[
            a_step("after", StepKind.CHECK_IN, on_day_off=OnDayOff.NEXT),
            a_step("before", StepKind.CHECK_IN, on_day_off=OnDayOff.PREVIOUS),
            a_step("sunday", weekday=SUNDAY),
        ]
    )
    async with a_world(programme=programme) as world:
        sara = world.creator("Sara", zone="Asia/Riyadh", working_days=SUNDAY_TO_THURSDAY)
        await sara.joins()
        await world.advance_to(utc("2026-09-13 18:00"))

        assert sara.times("before")[0] == "Thu 2026-09-10 15:00"
        assert sara.times("after") == ["Sun 2026-09-13 15:00"]
        assert sara.times("sunday") == ["Sun 2026-09-13 09:00"]


async def test_holidays_are_days_off() -> None:
    """On a holiday of the cohort nothing comes; the day after it does."""
    cohort = a_cohort(holidays=[date(2026, 9, 7)])
    async with a_world(programme=a_programme(steps=[a_step("listen")]), cohort=cohort) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance(days=10)

        assert ana.times() == ["Tue 2026-09-08 09:00"]


async def test_nine_in_the_morning_everywhere() -> None:
    """From Kiritimati to Honolulu a lesson is read at nine, a meeting at one instant."""
    programme = a_programme(
        steps=[a_step("listen"), a_step("talk", StepKind.MEETING, weekday=MONDAY, at=time(12))]
    )
    zones = ("Pacific/Kiritimati", "Asia/Kathmandu", "Africa/Cairo", "America/St_Johns", "Pacific/Honolulu")
    async with a_world(programme=programme) as world:
        people = [world.creator(zone, zone=zone, never_quiet=True) for zone in zones]
        for one in people:
            await one.joins()
        await world.advance(days=10)

        assert {time for one in people for time in one.times("listen")} == {"Mon 2026-09-07 09:00"}
        meetings = {shown.at for one in people for shown in one.shown() if "talk" in shown.part.content}
        assert meetings == {utc("2026-09-07 10:30")}


async def test_half_an_hour_of_summer_on_lord_howe() -> None:
    """The clocks there go forward by thirty minutes on 4 October: still nine o'clock."""
    steps = [a_step(f"w{week}", week=week) for week in (4, 5)]
    async with a_world(programme=a_programme(steps=steps)) as world:
        lou = world.creator("Lou", zone="Australia/Lord_Howe")
        await lou.joins()
        await world.advance_to(utc("2026-10-08 00:00"))

        assert lou.times() == ["Mon 2026-09-28 09:00", "Mon 2026-10-05 09:00"]
        assert [one.at for one in lou.shown()] == [utc("2026-09-27 22:30"), utc("2026-10-04 22:00")]


async def test_a_midnight_that_cairo_does_not_have() -> None:
    """On 24 April 2026 the clocks of Cairo go from midnight to one: what is due at 00:30 comes at 01:30."""
    steps = [a_step("night", weekday=4, at=time(0, 30), on_day_off=OnDayOff.KEEP)]
    cohort = a_cohort(start=date(2026, 4, 20))
    async with a_world(
        programme=a_programme(steps=steps), cohort=cohort, at=utc("2026-04-15 12:00")
    ) as world:
        omar = world.creator("Omar", zone="Africa/Cairo", never_quiet=True)
        await omar.joins()
        await world.advance(days=14)

        assert omar.times() == ["Fri 2026-04-24 01:30"]


async def test_an_hour_that_comes_twice_brings_a_message_once() -> None:
    """On 1 November 2026 New York has 01:30 twice: the first counts."""
    steps = [a_step("night", weekday=SUNDAY, at=time(1, 30), week=8, on_day_off=OnDayOff.KEEP)]
    async with a_world(programme=a_programme(steps=steps, weeks=8)) as world:
        ana = world.creator("Ana", never_quiet=True)
        await ana.joins()
        await world.advance_to(utc("2026-11-03 12:00"))

        assert [one.at for one in ana.shown()] == [utc("2026-11-01 05:30")]
