"""Nothing comes before a creator's own click, and joining again repeats nothing."""

from tests.builders import a_programme, a_step, utc
from tests.world import a_world

TWO_LESSONS = a_programme(steps=[a_step("greet"), a_step("ask", week=2), a_step("build", week=3)])


async def test_nothing_is_ever_sent_before_join() -> None:
    """Ana is on the roster and does nothing: in eight weeks nobody writes to her."""
    async with a_world() as world:
        ana = world.creator("Ana")
        await world.advance(weeks=8)

        assert ana.messages() == []
        assert len(world.shown) == 2  # The invitation, in the channel of each chat.


async def test_from_join_on_the_programme_comes() -> None:
    """Ana joins before the start: her first lesson comes on Monday at nine, by her own clocks."""
    async with a_world() as world:
        ana = world.creator("Ana", zone="Europe/Madrid")
        said = await ana.joins()
        await world.advance(days=7)

        assert "You are in, **Ana**" in said
        assert "Week 1 begins" in said
        assert ana.times("w01-lesson") == ["Mon 2026-09-07 09:00"]


async def test_joining_twice_is_joining_once() -> None:
    """A second press, and the same press told twice, change nothing."""
    async with a_world(programme=TWO_LESSONS) as world:
        ana = world.creator("Ana")
        await ana.joins()
        told_twice = await ana.repeats()
        second = await ana.joins()
        await world.advance(weeks=2)

        assert told_twice == ""
        assert second.startswith("You are in already. I write to you in private.")
        assert [ana.sees("greet"), ana.sees("ask")] == [1, 1]


async def test_a_stranger_is_told_whom_to_ask() -> None:
    """Somebody who is not on the roster presses Join: they are told so, and never written to."""
    async with a_world() as world:
        zoe = world.stranger("Zoe")
        said = await zoe.joins()
        await world.advance(weeks=2)

        assert "I don't know this account yet" in said
        assert zoe.messages() == []


async def test_a_mentor_is_welcome_and_gets_no_lessons() -> None:
    """Staff may press Join too: it opens the way for what concerns them, and nothing else."""
    async with a_world(mentors=["Mia"]) as world:
        mia = world.staff("Mia")
        said = await mia.joins()
        await world.advance(weeks=2)

        assert "From now on I can write to you" in said
        assert mia.messages() == []


async def test_a_late_joiner_gets_one_catch_up() -> None:
    """Ana joins in week 3: one message lists what she missed, and each of its buttons opens one thing."""
    async with a_world(programme=TWO_LESSONS, at=utc("2026-09-16 15:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()

        assert len(ana.messages()) == 1
        assert ana.sees("• Week 1: greet\n• Week 2: ask") == 1
        assert "Week 1 lesson · **greet**" in await ana.presses("greet")
        assert await world.fates(ana) == {"greet": "listed", "ask": "listed"}
        await world.advance(weeks=1)
        assert ana.times("build") == ["Mon 2026-09-21 09:00"]
        assert len(ana.messages()) == 2


async def test_a_late_joiner_of_the_night_is_caught_up_in_the_morning() -> None:
    """The catch-up keeps the quiet hours, and lesson and catch-up never repeat each other."""
    async with a_world(programme=TWO_LESSONS, at=utc("2026-09-16 06:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance(days=1)

        assert ana.times() == ["Wed 2026-09-16 08:00"]


async def test_who_leaves_and_joins_again_sees_nothing_twice() -> None:
    """Ana leaves after the first lesson and comes back in week 3: what she had stays hers."""
    async with a_world(programme=TWO_LESSONS) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 12:00"))
        await ana.uses("program leave")
        said = await ana.presses("Leave")
        await world.advance_to(utc("2026-09-16 15:00"))
        assert [ana.sees("greet"), ana.sees("ask")] == [1, 0]
        await ana.joins()
        await world.advance(weeks=1)

        assert "You have left" in said
        assert [ana.sees("greet"), ana.sees("ask"), ana.sees("build")] == [1, 1, 1]


async def test_what_was_due_when_she_left_is_listed_when_she_is_back() -> None:
    """The lesson waits for the morning when Ana leaves; three days later the catch-up has it."""
    steps = [a_step("evening", at=utc("2026-09-07 22:00").time())]
    async with a_world(programme=a_programme(steps=steps)) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-08 03:00"))
        await ana.uses("program leave")
        await ana.presses("Leave")
        await world.advance(days=3, hours=12)
        assert ana.messages() == []
        await ana.joins()

        assert ana.sees("• Week 1: evening") == 1


async def test_a_catch_up_that_was_not_sent_yet_survives_leaving() -> None:
    """Ana joins late at night, leaves at once, and joins again in the morning: her list is there."""
    async with a_world(programme=TWO_LESSONS, at=utc("2026-09-16 06:00")) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await ana.uses("program leave")
        await ana.presses("Leave")
        await world.advance(hours=9)
        assert ana.messages() == []
        await ana.joins()

        assert ana.sees("• Week 1: greet\n• Week 2: ask") == 1
        assert len(ana.messages()) == 1
