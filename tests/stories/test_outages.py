"""The machine is off, or its clock is wrong: nobody is flooded, nothing is lost in silence."""

from datetime import date, timedelta

from adapters.memory.faults import TimeOut
from bot.domain.programme import StepKind
from tests.builders import SATURDAY, a_cohort, a_pause, a_programme, a_step, utc
from tests.world import Community, a_world

DAILY = a_programme(
    steps=[
        a_step(f"d{week}{day}", week=week, weekday=day, late_after=timedelta(days=4))
        for week in range(1, 6)
        for day in range(5)
    ]
)


async def _under_way(world: Community, people: int = 2) -> None:
    for number in range(people):
        await world.creator(f"Creator {number}").joins()


async def test_nine_days_off_bring_one_message_each() -> None:
    """What is still of use is listed in one message, what became stale is skipped, and it says why."""
    async with a_world(programme=DAILY) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben", zone="Asia/Tokyo")
        await ana.joins()
        await ben.joins()
        await world.advance_to(utc("2026-09-08 20:00"))
        before = [len(ana.messages()), len(ben.messages())]
        await world.restart(days=9)
        await world.advance(hours=3, minutes=30)

        assert [len(ana.messages()), len(ben.messages())] == [before[0] + 1, before[1] + 1]
        assert ana.sees("• Week 2: d20\n• Week 2: d21\n• Week 2: d22\n• Week 2: d23") == 1
        fates = await world.fates(ana)
        assert [fates[step] for step in ("d12", "d13", "d14")] == ["skipped: late"] * 3
        assert "Week 2 lesson · **d21**" in await ana.presses("d21")
        await world.advance(days=4)
        assert [ana.sees(step) for step in ("d24", "d30")] == [1, 1]


async def test_a_single_late_lesson_comes_as_itself() -> None:
    """One thing is no list; it says that it is late."""
    async with a_world(programme=a_programme(steps=[a_step("listen")])) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-06 12:00"))
        await world.restart(days=2, hours=4)

        assert ana.sees("This was due Mon 7 Sep 09:00") == 1
        assert ana.sees("**listen**") == 1


async def test_a_notice_that_is_still_of_use_is_not_lost_in_a_catch_up() -> None:
    """A lesson and a notice, a few hours late: both reach her in one message."""
    programme = a_programme(steps=[a_step("listen"), a_step("word", StepKind.NOTICE)])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-06 12:00"))
        await world.restart(days=1, hours=6)

        assert len(ana.messages()) == 1
        assert [ana.sees("listen"), ana.sees("word")] == [1, 1]


async def test_a_reminder_in_a_catch_up_keeps_the_check_in_as_it_was() -> None:
    """The check-in was sent before the outage, its reminder falls into it: it counts as sent all the same."""
    programme = a_programme(steps=[a_step("friday", StepKind.CHECK_IN), a_step("tuesday", week=2, weekday=1)])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-12 12:00"))
        await world.restart(days=3, hours=6)

        assert len(ana.messages()) == 2
        assert await world.fates(ana) == {"friday": "sent", "tuesday": "listed"}
        assert "Week 1\nMood" in await ana.presses("Answer")


async def test_twenty_days_off_hold_everything() -> None:
    """So long an absence is no accident: nothing is written and nothing sent until somebody has looked."""
    async with a_world(programme=DAILY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await _under_way(world, 9)
        await world.advance_to(utc("2026-09-08 20:00"))
        before, seen = world.tables(), len(world.shown)
        await world.restart(days=20)
        await world.advance(hours=3)

        assert await world.held() == "the bot last ran 20 days ago"
        assert world.tables() == before
        assert len(world.shown) == seen
        await world.release()
        await world.advance(hours=2)
        assert await world.held() is None
        assert len(world.shown) == seen + 10
        assert ana.sees("• Week 4: d40") == 1
        await world.advance(days=1)
        assert await world.held() is None
        assert ana.sees("d41") == 1


async def test_a_clock_thirty_days_ahead_holds_everything() -> None:
    """Found at the next look, in a running bot, before anything is written."""
    async with a_world(programme=DAILY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 20:00"))
        before, seen = world.tables(), len(ana.messages())
        await world.restart(days=30)

        assert await world.held() == "the bot last ran 30 days ago"
        assert world.tables() == before
        assert len(ana.messages()) == seen


async def test_a_clock_thirty_days_back_holds_everything() -> None:
    """Once it is right again and somebody has looked, the programme goes on where it was."""
    async with a_world(programme=DAILY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 20:00"))
        before, seen = world.tables(), len(ana.messages())
        await world.restart(days=-30)
        await world.advance(days=1)

        assert "lies in the future: is the clock right?" in (await world.held() or "")
        assert world.tables() == before
        await world.restart(days=29)
        await world.release()
        await world.advance_to(utc("2026-09-11 20:00"))
        assert len(ana.messages()) == seen + 3


async def test_a_clock_that_jumps_in_a_running_bot_holds_everything() -> None:
    """The wall clock and the time since the machine started part by an hour."""
    async with a_world(programme=DAILY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 12:00"))
        world.clock.jumped = timedelta(hours=1)
        await world.advance(hours=2)

        assert await world.held() == "this machine's clock jumped by 60 minutes while the bot ran"
        assert ana.sees("d11") == 0


async def test_what_was_in_doubt_when_the_hold_began_is_looked_for_after_it() -> None:
    """A send was under way when the machine died; then the cohort was held. It is found, not sent again."""
    async with a_world(programme=DAILY) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.chat.script(TimeOut(shown=True), place=ana.place)
        await world.advance_to(utc("2026-09-07 13:00:05"))
        assert ana.sees("d10") == 1
        await world.restart(days=20)
        await world.advance(hours=1)
        assert (await world.fates(ana))["d10"] == "planned"
        await world.release()
        await world.advance(hours=1)

        assert (await world.fates(ana))["d10"] == "sent"
        assert ana.sees("d10") == 1


async def test_a_quiet_month_is_no_absence() -> None:
    """Nothing is due for five weeks, but the bot runs all the time: no reason to hold anything."""
    cohort = a_cohort(breaks=[a_pause(date(2026, 9, 14), weeks=5)])
    steps = [a_step("before"), a_step("after", week=2)]
    async with a_world(programme=a_programme(steps=steps), cohort=cohort) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-10-20 12:00"))

        assert await world.held() is None
        assert ana.times("after") == ["Mon 2026-10-19 09:00"]


async def test_a_long_wait_for_the_start_is_no_absence() -> None:
    """Everybody has joined six weeks before week 1."""
    async with a_world(programme=DAILY, at=utc("2026-07-20 12:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-07 20:00"))

        assert ana.sees("d10") == 1


async def test_a_cohort_that_began_long_ago_starts_without_a_hold() -> None:
    """Its first tick has nothing before it; who joins then is caught up in one message."""
    async with a_world(programme=DAILY, at=utc("2026-10-01 15:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await _under_way(world, 9)

        assert await world.held() is None
        assert len(ana.messages()) == 1


async def test_a_weekend_is_not_an_outage() -> None:
    """Saturday's step waits for Monday by the calendar: it comes as itself, and is not late."""
    programme = a_programme(steps=[a_step("sat", weekday=SATURDAY), a_step("mon", week=2)])
    async with a_world(programme=programme) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance(weeks=3)

        assert ana.times() == ["Mon 2026-09-14 09:00"] * 2
        assert ana.sees("This was due") == 0
