"""Whatever happens to a chat, it is connected again, and the others do not notice."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.app.supervising import Stop, Trouble, how_long, passed, supervised, teller
from bot.chat.adapter import Ambiguous, OpenPlace, Retry
from bot.chat.event import Event
from bot.chat.place import Platform
from bot.chat.reply import Reply
from bot.engine.clock import ManualClock
from bot.engine.plans import Plans
from tests.app.moody import Ends, MoodyChat, broken, halted
from tests.builders import utc
from tests.world import DISCORD, SLACK, a_world

NOON = utc("2026-09-07 12:00")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class Nobody:
    """A door that nobody comes to."""

    async def accept(self, event: Event) -> None:
        raise AssertionError(event)

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        return ()

    async def came_too_late(self, event: Event, reply: Reply) -> None:
        raise AssertionError(reply)

    async def deafened(self, platform: Platform, why: str) -> None:
        raise AssertionError(why)


class Watched:
    """A supervisor at work: how long it waited, and what the admins were told."""

    def __init__(self, *endings: Ends) -> None:
        self.clock = ManualClock(NOON)
        self.chat = MoodyChat(self.clock, *endings)
        self.waits: list[timedelta] = []
        self.told: list[str] = []

    async def until_well(self) -> None:
        """Let it work until the chat stays connected, then cancel it."""
        work = supervised(self.chat, (), Nobody(), clock=self.clock, tell=self._tell, wait=self._wait)
        working = asyncio.create_task(work)
        async with asyncio.timeout(5):
            await self.chat.well.wait()
        working.cancel()
        await asyncio.wait([working])
        assert working.cancelled()
        assert self.chat.left.is_set()

    async def _wait(self, span: timedelta) -> None:
        self.waits.append(span)
        self.clock.move_to(self.clock.now() + span)

    async def _tell(self, platform: Platform, reason: str) -> None:
        self.told.append(f"{platform}: {reason}")


async def test_a_chat_that_breaks_is_tried_again_ever_more_seldom() -> None:
    """After a second at first, after five minutes at last; nobody is told of that."""
    watched = Watched(*[broken()] * 11)
    await watched.until_well()

    assert [span.total_seconds() for span in watched.waits] == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert watched.told == []


async def test_a_chat_that_refuses_the_bot_is_left_alone_for_longer() -> None:
    """From five minutes to an hour; the admins are told of each reason once."""
    watched = Watched(*[halted()] * 5, halted("the bot is quarantined"), halted("the bot is quarantined"))
    await watched.until_well()

    assert [span // MINUTE for span in watched.waits] == [5, 10, 20, 40, 60, 60, 60]
    assert watched.told == ["discord: the token was revoked", "discord: the bot is quarantined"]


async def test_ten_minutes_of_health_are_a_new_beginning() -> None:
    """A connection that is lost once a day is back within a second each time."""
    watched = Watched(broken(), broken(), broken(after=10 * MINUTE), broken(after=9 * MINUTE))
    await watched.until_well()

    assert [span.total_seconds() for span in watched.waits] == [1, 2, 1, 2]


async def test_a_chat_that_asks_for_time_gets_it() -> None:
    """Who knocks sooner is kept out for longer; a shorter pause than the usual one is no hurry."""
    pause = Ends(Retry(10 * MINUTE, "lane"))
    watched = Watched(pause, Ends(Retry(SECOND)), broken(), pause)
    await watched.until_well()

    assert [span / MINUTE for span in watched.waits] == [10, 5, 5, 10]
    assert watched.told == []


async def test_a_lost_connection_is_one_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """Where in the library it was lost helps nobody who has pulled the cable."""
    await Watched(Ends(Ambiguous("the connection to Discord broke"))).until_well()

    assert "discord can't be reached: the connection to Discord broke" in caplog.text
    assert "Traceback" not in caplog.text


async def test_a_chat_that_ends_by_itself_is_begun_again() -> None:
    """It is meant to stay connected."""
    watched = Watched(Ends(None))
    await watched.until_well()

    assert watched.waits == [SECOND]


async def test_a_fault_is_logged_with_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    """Whoever runs the bot finds the traceback by it."""
    with caplog.at_level(logging.INFO):
        await Watched(broken()).until_well()

    assert "discord failed; reference " in caplog.text
    assert "the cable was pulled" in caplog.text
    assert "discord is tried again in 0:00:01" in caplog.text


@pytest.mark.parametrize(
    ("last", "ran", "seconds"),
    [
        (None, timedelta(), 1),
        (Stop(trouble=Trouble.FAILED, waited=SECOND), timedelta(), 2),
        (Stop(trouble=Trouble.FAILED, waited=200 * SECOND), timedelta(), 300),
        (Stop(trouble=Trouble.FAILED, waited=300 * SECOND), timedelta(minutes=9, seconds=59), 300),
        (Stop(trouble=Trouble.FAILED, waited=300 * SECOND), timedelta(minutes=10), 1),
        (Stop(trouble=Trouble.HALTED, waited=60 * MINUTE), timedelta(), 1),
    ],
)
def test_how_long_is_a_question_of_what_was(last: Stop | None, ran: timedelta, seconds: int) -> None:
    """Of another trouble than the last one nothing is known yet."""
    began: datetime = NOON

    assert how_long(Trouble.FAILED, last, began, began + ran) == seconds * SECOND


async def test_waiting_ends() -> None:
    """By the loop's own clock."""
    async with asyncio.timeout(5):
        await passed(timedelta(milliseconds=1))


async def test_the_admins_hear_of_it_in_another_chat() -> None:
    """Ada is on Discord, so she reads there that Slack refuses the bot; once a day."""
    async with a_world(admins=["Ada"]) as world:
        ada = world.staff("Ada")
        await ada.joins()
        tell = teller(world.store, Plans([world.plan()]), world.clock)
        await tell(SLACK, "the token was revoked")
        await tell(SLACK, "the token was revoked")
        await tell(DISCORD, "the token was revoked")
        await world.settle()

        assert ada.sees("**slack** refuses me: the token was revoked.") == 1
        assert ada.sees("refuses me") == 1
