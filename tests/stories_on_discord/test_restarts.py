"""A bot that was away: nothing lives in its memory, nothing is heard twice, and nothing said is lost."""

import logging
from datetime import timedelta

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.discord_world import Someone, Town, a_discord_world
from tests.platforms.discord.faults import Fault, Refuse, ResetAfter, ResetBefore, Status

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
MORNING = utc("2026-09-07 13:01")


async def with_ana(town: Town) -> Someone:
    """Ana, who has joined, and confirmed the test message."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await ana.presses("I got it")
    return ana


async def test_buttons_of_an_earlier_process_work() -> None:
    """The invitation, the lesson, and an answer that only Ana saw."""
    async with a_discord_world(programme=LESSONS) as town:
        ana, ben = await with_ana(town), await town.creator("Ben")
        await town.advance_to(MORNING)
        await town.restarts(days=2)

        assert "You are in" in await ben.joins()
        assert "Well done!" in await ana.presses("Done", on="Lesson 1")
        await ben.presses("Yes")
        await town.restarts(minutes=1)
        assert "Nearly done" in await ben.presses("All fine")


async def test_commands_are_declared_only_where_they_differ() -> None:
    """The first start puts them once; the next ones read what is listed, and leave it."""
    async with a_discord_world(programme=LESSONS, new=True) as town:
        await town.restarts(days=1)
        await town.restarts(days=1)
        assert len(town.requests("PUT", "/commands")) == 1

        town.discord.world.commands[None][0]["description"] = "What an older version said."
        await town.restarts(days=1)
        assert len(town.requests("PUT", "/commands")) == 2
        assert town.discord.world.commands[None][0]["description"] != "What an older version said."


async def test_commands_of_a_test_server_are_taken_back() -> None:
    """Declared for the server alone while it was tried out, and everywhere from then on: never both."""
    async with a_discord_world(programme=LESSONS, new=True) as town:
        guild = town.discord.guild.id
        town.bot.settings["guild"] = str(guild)
        await town.restarts(minutes=1)
        assert town.discord.world.commands[guild]
        assert not town.discord.world.commands[None]

        town.bot.settings["guild"] = None
        await town.restarts(minutes=1)
        assert not town.discord.world.commands[guild]
        assert town.discord.world.commands[None]


async def test_what_was_typed_meanwhile_is_answered_once() -> None:
    """Heard before the stop, typed while away, and read again at the next start."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana = await with_ana(town)
        before = await ana.types("What can you do?")
        assert before
        count = len(ana.messages())
        await town.bot.stops()
        town.clock.move_to(town.now + timedelta(hours=3))
        ana.hands.types(ana.rooms()[-1], "help")
        await town.begins()
        await town.until(lambda: len(ana.messages()) > count)
        await town.restarts(hours=1)
        await town.settle()

        assert len(ana.messages()) == count + 1


@pytest.mark.parametrize(
    "fault",
    [ResetBefore(), Status(status=503)],
    ids=lambda fault: type(fault).__name__,
)
async def test_what_was_typed_meanwhile_and_could_not_be_read_at_once(fault: Fault) -> None:
    """Discord is in trouble when the bot comes back: the room is read when it is over, nothing is lost."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana = await with_ana(town)
        count, room = len(ana.messages()), ana.rooms()[-1]
        await town.bot.stops()
        town.clock.move_to(town.now + timedelta(hours=3))
        ana.hands.types(room, "help")
        town.discord.faults.script(fault, method="GET", path=f"/channels/{room}/messages", times=3)
        await town.begins()
        await town.until(lambda: len(ana.messages()) > count)

        assert len(ana.messages()) == count + 1


async def test_a_room_that_is_closed_to_the_bot_keeps_no_other_from_being_read(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What Discord refuses is not asked for again, and the log says so."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana, ben = await with_ana(town), await town.creator("Ben")
        await ben.is_in()
        # Rooms are opened ten seconds apart.
        await town.advance(minutes=1)
        count, room = len(ben.messages()), ana.rooms()[-1]
        await town.bot.stops()
        refused = Refuse(status=403, code=50001, message="Missing Access")
        town.discord.faults.last(refused, method="GET", path=f"/channels/{room}/messages")
        for one in (ana, ben):
            one.hands.types(one.rooms()[-1], "help")
        with caplog.at_level(logging.WARNING):
            await town.begins()
            await town.until(lambda: len(ben.messages()) > count)

        assert f"the room {room} could not be read again: the bot may not see the channel" in caplog.text
        assert len([one for one in town.requests("GET", f"/channels/{room}/messages") if one[2] == 403]) == 1


async def test_a_new_session_reads_again_and_hears_nothing_twice() -> None:
    """Discord forgot the session; what was typed in between is read, and what was heard stays heard."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana = await with_ana(town)
        await ana.types("help")
        count, opened = len(ana.messages()), town.bot.door.opened
        town.discord.restart_sessions()
        written = ana.hands.types(ana.rooms()[-1], "help")
        await town.connected(opened + 1)
        await town.until(lambda: town.bot.door.heard[f"discord/{written.id}"] > 0)
        await town.settle()

        assert len(ana.messages()) == count + 1


async def test_what_was_due_meanwhile_is_sent_once() -> None:
    """A lesson fell into the absence: it comes late, and not again at the next start."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_ana(town)
        await town.restarts(days=1, hours=2)
        await town.restarts(minutes=1)

        assert ana.sees("Lesson 1") == 1
        assert ana.sees("sorry that it comes late") == 1


async def test_a_message_under_way_at_the_end_is_looked_for() -> None:
    """The process ended while Discord was slow to answer: the lesson is found, not sent again."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_ana(town)
        room = ana.rooms()[-1]
        town.discord.faults.script(ResetAfter(), method="POST", path=f"/channels/{room}/messages")
        await town.advance_to(utc("2026-09-07 13:00"))
        await town.restarts(minutes=1)

        assert ana.sees("Lesson 1") == 1
        assert [state for state, _ in town.deliveries("step/")] == ["sent"]
