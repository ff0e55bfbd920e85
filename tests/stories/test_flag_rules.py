"""Each rule of flags: what raises one, and what takes it down again."""

from datetime import timedelta

from bot.domain.flags import FallingMood, MetricDrop, Silence, StuckUnanswered
from tests.builders import START, a_cohort, a_pause, utc
from tests.stories.flagged import answers, check_ins, lessons, up
from tests.world import a_team, a_world


async def test_silence() -> None:
    """Two weeks without a click since week 1 began; a single click and Ana is heard of again."""
    async with a_world(programme=lessons(5), flag_rules=[Silence(days=14)]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-22 12:00"))
        assert [flag.rule for flag in await up(world, ana)] == ["silence"]
        await ana.presses("Done")
        await world.advance(days=1)

        assert ana.times("nothing heard since Mon 7 Sep") == ["Mon 2026-09-21 08:00"]
        assert await up(world, ana) == []


async def test_rest_is_no_silence() -> None:
    """A break of the cohort, and Ana's own pause: two weeks count from the day after them."""
    cohort = a_cohort(breaks=[a_pause(START + timedelta(weeks=1))])
    async with a_world(programme=lessons(8), cohort=cohort, flag_rules=[Silence(days=14)]) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(utc("2026-09-23 12:00"))
        await ana.uses("program pause", weeks="2")
        await world.advance_to(utc("2026-10-18 12:00"))

        assert ben.times("I noticed this") == ["Mon 2026-10-05 08:00"]
        assert ana.sees("I noticed this") == 0


async def test_a_mood_that_falls() -> None:
    """4, 3, 2: Ana is asked how she is; a better week, and it is over."""
    async with a_world(programme=check_ins(5), flag_rules=[FallingMood()]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        for week, mood in enumerate((4, 3, 2)):
            await world.advance_to(utc("2026-09-11 19:30") + timedelta(weeks=week))
            assert await up(world, ana) == []
            await answers(ana, mood)
        assert len(await up(world, ana)) == 1
        await world.advance(weeks=1)
        await answers(ana, 4)

        assert ana.sees("Mood 4 → 3 → 2") == 1
        assert await up(world, ana) == []


async def test_a_number_that_drops() -> None:
    """A fifth of the followers gone since the week before."""
    async with a_world(programme=check_ins(3), flag_rules=[MetricDrop()]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        for week, followers in enumerate((1200, 900)):
            await world.advance_to(utc("2026-09-11 19:30") + timedelta(weeks=week))
            await answers(ana, 3, followers)
        await world.settle()

        assert ana.sees("Followers 1,200 → 900") == 1


async def test_a_number_that_is_told_unasked() -> None:
    """By command Ana tells that followers have left since Friday's answer, and later that they are back."""
    async with a_world(programme=check_ins(3), flag_rules=[MetricDrop()]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(utc("2026-09-11 19:30"))
        await answers(ana, 3, 1200)
        await world.advance(days=1)
        await ana.uses("program metric", name="Followers", value="700")
        fallen = [flag.rule for flag in await up(world, ana)]
        await world.advance(days=1)
        await ana.uses("program metric", name="followers", value="1300")

        assert fallen == ["metric_drop/followers"]
        assert ana.sees("Followers 1,200 → 700") == 1
        assert await up(world, ana) == []


async def test_a_number_that_only_the_command_tells() -> None:
    """No question asks for money; the admins wrote a rule about it, and Ana names it with a capital."""
    async with a_world(programme=lessons(2), flag_rules=[MetricDrop(metric="money raised")]) as world:
        ana = world.creator("Ana")
        await ana.joins()
        for value in ("500", "100"):
            await world.advance(days=1)
            await ana.uses("program metric", name="Money raised", value=value)
        await world.advance(days=1)

        assert ana.sees("money raised 500 → 100") == 1


async def test_help_that_nobody_gives() -> None:
    """Two days after Ana's cry the bot is sorry, in private; an answer takes the flag down at once."""
    async with a_team(flag_rules=[StuckUnanswered(hours=48)]) as team:
        await team.ana.uses("program stuck", words="The camera broke.")
        await team.world.advance(days=5)
        standing = [flag.rule for flag in await up(team.world, team.ana)]
        nudge = next(message for message in team.ana.messages() if "nobody has answered" in message)
        await team.lena.uses("mentor reply", creator="Ana", words="Take mine.")

        assert standing == ["stuck_unanswered"]
        assert nudge == (
            "Hi Ana, you asked for help on Mon 7 Sep, and nobody has answered you yet. I am sorry. I go on "
            "telling those who look after you. If it is solved, press the button."
        )
        assert "They still wait. A word from you may help." in "".join(team.amara.messages())
        assert await up(team.world, team.ana) == []
        assert "A flag is up" not in await team.amara.uses("mentor queue")
