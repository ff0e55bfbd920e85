"""The live pulse: it calls duties when they asked for it, and whatever happens to the clock."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.engine.clock import Clock, ManualClock, SystemClock
from bot.store.opening import open_store
from bot.store.store import Store
from schedules.beats import Beats
from schedules.duty import Duty
from schedules.pulse import live

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
SOON = 0.02
LONG = 3_600.0
PATIENCE = 5.0


class Watchman:
    """A duty that notes when it was called, and does what a story wants of it."""

    def __init__(
        self,
        *,
        asks_for: Callable[[datetime], datetime | None] = lambda _now: None,
        does: Callable[[], None] = lambda: None,
    ) -> None:
        self.wakes_on = frozenset(("a knock",))
        self.calls: list[datetime] = []
        self.settled = False
        self._asks_for = asks_for
        self._does = does
        self._called = asyncio.Condition()

    async def run_once(self, now: datetime) -> datetime | None:
        async with self._called:
            self.calls.append(now)
            self._called.notify_all()
        self._does()
        return self._asks_for(now)

    async def quiet(self) -> None:
        self.settled = True

    async def is_called(self, times: int) -> None:
        """Wait until it was called so often since the start."""
        async with self._called:
            await asyncio.wait_for(self._called.wait_for(lambda: len(self.calls) >= times), PATIENCE)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """A store on a file of its own."""
    opened = open_store(tmp_path / "pulse.db", mode="serve", now=NOON, durability="off")
    yield opened
    await opened.close()


@asynccontextmanager
async def beating(store: Store, clock: Clock, duty: Duty, heartbeat: float) -> AsyncIterator[None]:
    """A live pulse around one duty."""
    pulse = asyncio.create_task(live(clock, Beats(store, planner=duty, lanes=()), heartbeat=heartbeat))
    yield
    pulse.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(pulse, PATIENCE)


async def test_a_clock_set_back_thirty_days_does_not_stop_the_bot(store: Store) -> None:
    """What was asked for lies a month ahead then; the heartbeat doesn't look at the wall."""
    clock = ManualClock(NOON)
    duty = Watchman(asks_for=lambda now: now + timedelta(minutes=1))
    async with beating(store, clock, duty, heartbeat=SOON):
        await duty.is_called(times=1)
        clock.move_to(NOON - timedelta(days=30))
        await duty.is_called(times=len(duty.calls) + 2)

    assert duty.calls[-1] == NOON - timedelta(days=30)


async def test_a_duty_is_called_at_the_time_it_asked_for(store: Store) -> None:
    """Not at the next heartbeat, which is an hour away."""
    asked: list[datetime] = []

    def in_a_moment(now: datetime) -> datetime:
        asked.append(now + timedelta(milliseconds=30))
        return asked[-1]

    duty = Watchman(asks_for=in_a_moment)
    async with beating(store, SystemClock(), duty, heartbeat=LONG):
        await duty.is_called(times=1)
        await duty.is_called(times=2)

    assert duty.calls[1] >= asked[0]


async def test_a_commit_wakes_whom_it_concerns(store: Store) -> None:
    """What one process writes is acted on at once."""
    duty = Watchman()
    async with beating(store, ManualClock(NOON), duty, heartbeat=LONG):
        await duty.is_called(times=1)
        await store.write(lambda tx: tx.touched.add("something else"))
        await store.write(lambda tx: tx.touched.add("a knock"))
        await duty.is_called(times=2)

    assert len(duty.calls) == 2


async def test_a_knock_during_a_call_is_not_lost(store: Store) -> None:
    """It is read when the call is over."""
    knocks = iter([True])
    duty = Watchman(does=lambda: beats.wake_all() if next(knocks, False) else None)
    beats = Beats(store, planner=duty, lanes=())
    pulse = asyncio.create_task(live(ManualClock(NOON), beats, heartbeat=LONG))
    await duty.is_called(times=1)
    await duty.is_called(times=2)
    pulse.cancel()
    with pytest.raises(asyncio.CancelledError):
        await pulse

    assert len(duty.calls) == 2


async def test_a_duty_that_fails_is_called_again(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """The failure is in the log, with a reference."""
    troubles = iter([True])

    def stumble() -> None:
        if next(troubles, False):
            raise OSError("the disk was away for a moment")

    duty = Watchman(does=stumble)
    async with beating(store, ManualClock(NOON), duty, heartbeat=SOON):
        await duty.is_called(times=1)
        await duty.is_called(times=2)

    assert "a duty failed" in caplog.text
    assert "reference" in caplog.text


async def test_who_stops_the_pulse_waits_until_all_is_settled(store: Store) -> None:
    """Nothing is left half-way."""
    duty = Watchman()
    async with beating(store, ManualClock(NOON), duty, heartbeat=LONG):
        await duty.is_called(times=1)

    assert duty.settled
