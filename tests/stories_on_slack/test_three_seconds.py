"""Slack waits three seconds, and tells again what nobody took: a slow bot keeps to it, and does all once."""

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.platforms.slack.connection import pass_time
from tests.platforms.slack.faults import Slow
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.mischief import Twist
from tests.slack_world import Someone, Town, a_slack_world
from tests.slack_world.world import Mode

CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
THURSDAY, FRIDAY = utc("2026-09-10 12:00"), utc("2026-09-11 19:00")
MORNING = utc("2026-09-07 13:01")
HASTY = {"patience": 0}
PATIENT = {"patience": 0.3}
"""Long enough for a form to be opened, when the bot is not busy."""


@contextlib.asynccontextmanager
async def another_writer(town: Town) -> AsyncIterator[None]:
    """Somebody else, with a connection of their own, keeps the database for themselves all the while."""
    with contextlib.closing(sqlite3.connect(town.bot.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")


async def asked(town: Town) -> Someone:
    """Ana, on the Friday of her check-in."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(FRIDAY)
    return ana


@pytest.mark.parametrize(("mode", "lines"), [("socket", 20), ("http", 4)])
async def test_events_are_kept_while_the_database_is_locked(mode: Mode, lines: int) -> None:
    """Five type all the while, four times a second: each line is kept and acknowledged soon, and answered."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode=mode) as town:
        people = [await town.creator(f"Creator {number}") for number in range(5)]
        for one in people:
            await one.is_in()
        await town.advance(minutes=1)
        async with another_writer(town):
            for line in range(lines):
                for one in people:
                    one.hands.types("help")
                await town.slack.hearing.settled()
                assert inbox(town) == len(people) * (line + 1)
                await pass_time(0.25)
        await town.bot.app.door.quiet()
        await town.advance(minutes=5)

        assert town.slack.hearing.p99(Kind.EVENT) < 0.5
        assert not town.slack.hearing.failures
        assert inbox(town) == 0
        assert [len(one.messages()) for one in people] == [1 + lines] * 5


def inbox(town: Town) -> int:
    """How many events are kept."""
    with contextlib.closing(sqlite3.connect(town.bot.file.with_name("inbox.db"))) as connection:
        (count,) = connection.execute("SELECT count(*) FROM inbox").fetchone()
    return int(count)


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_slow_acts_are_acknowledged_and_answered(mode: Mode) -> None:
    """A command and a press while nobody can write: acknowledged in time, and answered when they can."""
    async with a_slack_world(programme=LESSONS, mode=mode, adapter=HASTY) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        await town.advance_to(MORNING)
        letter = ana.letters()[-1]
        ana.hands.patience = 0
        async with another_writer(town):
            command = await ana.hands.uses("/acme-program goal A film", town.channel.id)
            press = await ana.hands.clicks(letter.channel_id, letter.ts, "Done")
            assert (command.kind, press.kind) == ("acked", "acked")
        said = await ana.hands.waits_for(town.channel.id, "A film")
        await town.until(lambda: "Well done!" in ana.messages()[-1])
        await town.settle()

        assert said.ephemeral
        assert max(ack.seconds for ack in town.slack.hearing.acks) < 3


async def test_a_late_form_is_opened_by_a_button() -> None:
    """Its click is too old for a modal: a button opens the form, and it is taken as ever."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, adapter=PATIENT) as town:
        ana = await asked(town)
        letter = ana.letters()[-1]
        ana.hands.patience = 0
        async with town.bot.busy():
            first = await ana.hands.clicks(letter.channel_id, letter.ts, "Answer")
            for trigger in town.slack.desk.triggers.values():
                trigger.at -= 3
        ana.hands.patience = 3
        said = await ana.reads(await first.later())
        assert said == "Press the button to go on: Week 1"
        await ana.presses("Open the form")
        assert ana.modal is not None

        assert "is complete" in await ana.fills(mood="4", stuck="no", followers="20")


async def test_a_profile_that_comes_slowly_delays_nobody_for_long() -> None:
    """users.info hangs: the click is acknowledged all the same, and answered without it."""
    async with a_slack_world(programme=LESSONS) as town:
        ana = await town.creator("Ana")
        town.slack.faults.last(Slow(seconds=2), method="users.info")
        assert "You are in" in await ana.joins()

        assert max(ack.seconds for ack in town.slack.hearing.acks) < 1


async def test_a_repeated_event_has_one_effect() -> None:
    """Told again, under another id, and eleven times at once: Ana is answered once."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        count = len(ana.messages())
        written = ana.hands.types("help")
        told = town.event_of(written)
        town.slack.again(told)
        town.slack.again(told, new_id=True)
        town.slack.again(told, times=11)
        await town.heard(written, times=14)
        await town.advance(minutes=1)

        assert len(ana.messages()) == count + 1


@pytest.mark.parametrize("twist", [Twist.AGAIN, Twist.NEW_ID, Twist.ELEVEN, Twist.LATE])
async def test_mischief_on_the_way(twist: Twist) -> None:
    """Whatever happens to the events on their way, two questions get two answers."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        count = len(ana.messages())
        town.slack.mischief.plan(1, 1.0, (twist,))
        await ana.types("help")
        await ana.types("help")
        await town.told()
        await town.advance(minutes=1)

        assert len(ana.messages()) == count + 2


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_an_event_that_nobody_took_is_told_again(mode: Mode) -> None:
    """The bot was away for half a minute: it reads the line at its start, and hears no second one."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN, mode=mode) as town:
        ana = await asked(town)
        count = len(ana.messages())
        await town.bot.stops()
        written = ana.hands.types("help")
        await town.slack.hearing.settled()
        assert town.event_of(written).attempts == 2
        town.clock.move_to(town.now + timedelta(seconds=30))
        await town.begins()
        await town.heard(written)
        await town.advance(minutes=1)
        assert len(ana.messages()) == count + 1
        await town.heard(written, times=2)
        await town.advance(minutes=1)

        assert town.event_of(written).attempts == 3
        assert len(ana.messages()) == count + 1


async def test_reordered_events_are_heard_each() -> None:
    """Three lines come backwards: all are answered, and none twice."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        count = len(ana.messages())
        town.slack.hearing.hold()
        written = [ana.hands.types(words) for words in ("help", "what can you do?", "help")]
        town.slack.hearing.release(backwards=True)
        for one in written:
            await town.heard(one)
        await town.advance(minutes=1)

        assert len(ana.messages()) == count + 3


async def test_acts_that_are_told_twice_are_done_once() -> None:
    """Slack does not promise to tell of a click once: one metric, one answer."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        await ana.uses("program metric followers 100")
        told = town.slack.hearing.told[-1]
        before = len(ana.hands.sees(town.channel.id))
        for _ in range(3):
            town.slack.hearing.tell(told.kind, told.payload)
        await town.told()

        assert town.rows("metrics") == 1
        assert len(ana.hands.sees(town.channel.id)) == before


async def test_what_was_written_can_be_changed_and_taken_back() -> None:
    """It was heard when it was written: neither is said again to the bot, nor after a restart."""
    async with a_slack_world(at=THURSDAY, programme=CHECK_IN) as town:
        ana = await asked(town)
        count = len(ana.messages())
        first, second = ana.hands.types("help"), ana.hands.types("help")
        await town.heard(second)
        ana.hands.edits(first, "help me")
        ana.hands.deletes(second)
        await town.told()
        await town.restarts(minutes=1)
        await town.advance(minutes=1)

        assert len(ana.messages()) == count + 2
