"""The bot starts on a Discord that is not at its best, and comes to work by itself."""

import logging
from datetime import timedelta

import pytest

from tests.builders import a_programme, a_step, utc
from tests.discord_world import a_discord_world
from tests.platforms.discord.faults import RateLimit, Refuse, Slow, Status

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
MORNING = utc("2026-09-07 13:01")


@pytest.mark.parametrize("path", ["/users/@me", "/applications/*/commands", "/gateway/bot"])
async def test_discord_is_down_at_the_start(path: str) -> None:
    """Whatever the first request is that fails: the supervisor tries again, a second later, then two."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await town.bot.stops()
        town.discord.faults.script(Status(status=503), method="GET", path=path, times=2)
        await town.bot.starts()
        await town.until(lambda: len(town.bot.waits) == 1)
        town.bot.tries_again()
        await town.until(lambda: len(town.bot.waits) == 2)
        town.bot.tries_again()
        await town.connected()

        first = 60 if path == "/gateway/bot" else 1
        assert town.bot.waits == [timedelta(seconds=first), timedelta(seconds=first * 2)]
        assert "You are in" in await ana.joins()


async def test_a_bot_that_is_asked_to_wait_does_so() -> None:
    """The first request of all is limited for ten minutes: so long the supervisor leaves Discord alone."""
    async with a_discord_world(programme=LESSONS) as town:
        await town.bot.stops()
        town.discord.faults.script(RateLimit(after=600), method="GET", path="/users/@me")
        await town.bot.starts()
        await town.until(lambda: len(town.bot.waits) == 1)
        town.bot.tries_again()
        await town.connected()

        assert town.bot.waits == [timedelta(minutes=10)]


async def test_commands_that_discord_does_not_take(caplog: pytest.LogCaptureFixture) -> None:
    """The log says so, the doctor tells of it, and the bot works with what is listed already."""
    async with a_discord_world(programme=LESSONS) as town:
        refused = Refuse(status=400, code=50035, message="Invalid Form Body")
        town.discord.faults.last(refused, method="PUT", path="/applications/*/commands")
        town.discord.world.commands[None].pop()
        with caplog.at_level(logging.ERROR):
            await town.restarts(minutes=1)
        assert "Discord does not take the commands as they are" in caplog.text

        ana = await town.creator("Ana")
        assert "You are in" in await ana.joins()
        assert "I can't" not in await ana.uses("program help")


async def test_a_bot_of_many_servers_is_sharded() -> None:
    """Discord asks for three shards: clicks come by the server's, direct messages by the first."""
    async with a_discord_world(programme=LESSONS, shards=3) as town:
        await town.discord.ready(3)
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(MORNING)

        assert "Well done!" in await ana.presses("Done")
        assert await ana.types("help")
        assert town.bot.door.opened == 1


async def test_a_clock_that_differs_holds_the_cohort() -> None:
    """Discord says that it is ten minutes later: nothing is sent before somebody has looked."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        ana = await town.creator("Ana")
        await ana.is_in()
        town.discord.advance(timedelta(minutes=10))
        await town.advance_to(MORNING)

        assert ana.sees("Lesson 1") == 0
        assert "differs from the chat platform's by 10 minutes" in await lena.uses("cohort status")


async def test_a_server_that_threw_the_bot_out() -> None:
    """The cohort's server is gone for the bot: it starts, answers elsewhere, and keeps what it owes."""
    async with a_discord_world(programme=LESSONS, admins=["Lena"]) as town:
        lena = await town.staff("Lena")
        await lena.joins()
        await lena.uses("program help", at=town.channel.id)
        town.discord.remove_bot(town.discord.guild)
        other = town.discord.new_guild("Elsewhere")
        lena.hands.joins(other)
        here = town.discord.channel("general", other).id
        await town.restarts(minutes=1)
        await lena.uses("cohort announce", at=here, text="We meet on Friday.", to="channel")
        await lena.presses("Post it")

        ((state, reason),) = town.deliveries("announcement/")
        assert state == "due"
        assert "no server of any cohort" in str(reason)


async def test_the_end_comes_while_discord_hangs() -> None:
    """The answer takes longer than anybody waits at the end: at the next start the lesson is found."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(utc("2026-09-07 12:59"))
        town.discord.faults.script(Slow(seconds=0.5), method="POST", path="/channels/*/messages")
        town.clock.move_to(utc("2026-09-07 13:00"))
        await town.bot.app.beats.run_due(town.now)
        await town.discord.changes.until(lambda: ana.sees("Lesson 1") or None, within=3, what="it")
        await town.bot.stops(patience=0.05)
        assert [state for state, _ in town.deliveries("step/")] == ["unknown"]
        await town.begins()
        await town.advance(minutes=1)

        assert ana.sees("Lesson 1") == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]
