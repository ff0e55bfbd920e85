"""How fast the courier's messages leave through discord.py, against a bare loop that keeps nothing.

Both send the same lesson with its buttons to as many rooms, as many at once, to the same server in a process
of its own, which checks nothing and limits nobody. The courier works with full fsync: each message is leased,
laid out, sent with a nonce and put on record.
"""

import asyncio
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from adapters.discord.adapter import DiscordAdapter
from bench.crowd import BEFORE, CHAT, NOTICE_AT, PLAN, account, opened, settle_in
from bench.discord_bare import bare, send_all
from bench.discord_peer import Peer, peer
from bench.discord_server import Setting, room_of
from bench.figure import Figure, middle
from bench.running_clock import RunningClock, live
from bot.app.build import build
from bot.app.connecting import words
from bot.app.filling import Filling
from bot.app.warming import warm
from bot.chat.adapter import Pace
from bot.chat.message import Part, Picture
from bot.chat.place import Account, MessageRef, Place
from bot.domain.programme import Lesson, StepKind
from bot.engine.clock import ManualClock
from bot.engine.plans import Plans
from bot.features import ALL
from bot.store.tx import Tx
from schedules.planner import Planner

GOAL = 0.5
LIMIT = 50
"""Discord lets a bot make so many requests a second."""
AT_ONCE = 16
LESSON = Lesson(
    body="Listen before you post: choose three people of your community, and ask each of them what they "
    "would miss if you stopped. Write their words down as they say them.\n\n"
    "- Ask one question, then wait.\n- Thank them by name.\n- Bring what surprised you on Tuesday."
)


def plans_with(lesson: Lesson) -> Plans:
    """The plans of the crowd, each of whose steps is this lesson."""
    steps = tuple(replace(step, kind=StepKind.LESSON, content=lesson) for step in PLAN.programme.steps)
    return Plans([replace(PLAN, programme=replace(PLAN.programme, steps=steps))])


PLANS = plans_with(LESSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One way of sending: the seconds it took, what was seen, and how busy the server was (0 to 1)."""

    seconds: float
    content: str
    labels: Sequence[str]
    busy: float


def measure(folder: Path, *, messages: int = 1_000, rounds: int = 5) -> list[Figure]:
    """A lesson to each of so many creators; medians, in turns."""
    due = folder / "lessons.db"
    # Once and for both: it changes how this process looks for garbage.
    asyncio.run(warm(PLANS))
    asyncio.run(_owe(due, messages))
    ours: list[Run] = []
    theirs: list[Run] = []
    for number in range(rounds):
        copy = Path(shutil.copy(due, due.with_suffix(f".{number}.db")))
        run, loop = asyncio.run(_turn(copy, messages))
        assert (run.content, run.labels) == (loop.content, loop.labels)
        ours.append(run)
        theirs.append(loop)
    rate, bare_rate = (messages / middle([run.seconds for run in runs]) for runs in (ours, theirs))
    # Of each turn by itself: what else the machine does changes from one turn to the next.
    ratios = [loop.seconds / run.seconds for run, loop in zip(ours, theirs, strict=True)]
    ratio = middle(ratios)
    return [
        Figure(name="courier through discord.py, messages/s", figure=_told(rate, ours)),
        Figure(name="bare loop of channel.send, messages/s", figure=_told(bare_rate, theirs)),
        Figure(
            name="courier through discord.py against bare loop",
            figure=f"{ratio:.2f}x ({min(ratios):.2f} to {max(ratios):.2f}), "
            f"{rate / LIMIT:.1f} times Discord's own {LIMIT}/s",
            goal=f">= {GOAL:g}x",
            met=ratio >= GOAL,
        ),
    ]


def _told(rate: float, runs: Sequence[Run]) -> str:
    return f"{rate:,.0f} (the server busy {middle([run.busy for run in runs]):.0%} of the time)"


class Counting(DiscordAdapter):
    """Tells when so many messages were sent."""

    def expect(self, messages: int) -> None:
        """So many will be."""
        self._left = messages
        self.sent = asyncio.Event()

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        ref = await super().send(place, part, key=key)
        self._left -= 1
        if not self._left:
            self.sent.set()
        return ref


async def _owe(path: Path, messages: int) -> None:
    """Plan the deliveries, and send none; everybody has a room."""
    await settle_in(path, messages)
    async with opened(path) as store:
        await store.write(partial(_furnish, messages=messages))
        clock = ManualClock(BEFORE)
        planner = Planner(store, clock, PLANS, ALL)
        await planner.run_once(BEFORE)
        clock.move_to(NOTICE_AT)
        await planner.run_once(NOTICE_AT)


def _furnish(tx: Tx, *, messages: int) -> None:
    for number in range(messages):
        tx.rooms.opened(account(number), str(_room(account(number))), aside=False)


def _room(of: Account) -> int:
    return room_of(int(of.user))


def _setting(messages: int) -> Setting:
    users = [int(account(number).user) for number in range(messages)]
    return Setting(now=NOTICE_AT.isoformat(), users=users)


async def _turn(path: Path, messages: int) -> tuple[Run, Run]:
    """The courier, then the bare loop, on a fresh server."""
    async with peer(_setting(messages)) as there:
        run = await _carry(path, there, messages)
        return run, await _loop(there, messages, like=run)


async def _carry(path: Path, there: Peer, messages: int) -> Run:
    """The bot's planner and courier, as they live, until everything is sent and on record."""
    async with opened(path) as store:
        clock = RunningClock(NOTICE_AT)
        adapter = Counting(
            there.token,
            draw=_no_picture,
            fill=Filling(path, PLANS, clock).fill,
            words=words,
            clock=clock.now,
            api_url=there.api_url,
            pace=Pace(opens=timedelta(seconds=10), in_flight=AT_ONCE),
            ready_timeout=0,
        )
        adapter.expect(messages)
        app = build(plans=PLANS, store=store, clock=clock, adapters={CHAT: adapter})
        connected = asyncio.create_task(adapter.run(app.commands, app.door))
        await there.ready()
        before = await there.shown()
        began = time.perf_counter()
        clock.run()
        pulse = asyncio.create_task(live(clock, app.beats))
        await adapter.sent.wait()
        await app.lanes[0].quiet()
        run = await _run(there, time.perf_counter() - began, before, messages)
        for task in (pulse, connected):
            task.cancel()
        await asyncio.gather(pulse, connected, return_exceptions=True)
        # Nothing is left that was taken out of the queue and is not on record as sent.
        assert not await store.write(lambda tx: tx.outbox.abandoned(CHAT, clock.now()))
        return run


async def _loop(there: Peer, messages: int, like: Run) -> Run:
    """The bare loop."""
    async with bare(there) as client:
        rooms = [_room(account(number)) for number in range(messages)]
        before = await there.shown()
        began = time.perf_counter()
        await send_all(client, rooms, like.content, like.labels, AT_ONCE)
        return await _run(there, time.perf_counter() - began, before, messages)


async def _run(there: Peer, seconds: float, before: Mapping[str, Any], messages: int) -> Run:
    shown = await there.shown()
    assert shown["messages"] - before["messages"] == messages
    busy = (shown["busy"] - before["busy"]) / seconds
    return Run(seconds=seconds, content=shown["content"], labels=shown["labels"], busy=busy)


async def _no_picture(picture: Picture) -> bytes:
    raise LookupError(f"nothing here has a picture: {picture.title}")
