"""How fast the courier's messages leave through slack_sdk, against a bare loop that keeps nothing.

Both send the same lesson, the first of the programme that comes with the bot, with its buttons to as many
people, as many at once, each over one session, to the same server in a process of its own, which checks
nothing and limits nobody. The courier works with full fsync: each message is leased, laid out, built of the
library's checked blocks, sent and put on record.

The loop hears nothing, and neither does the bot that is compared with it: it waits at an address that Slack
does not know. Once more the bot hears over Socket Mode, and is told of each of its own messages.
"""

import asyncio
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from adapters.slack.adapter import SlackAdapter
from bench.crowd import BEFORE, NOTICE_AT, opened, settle_in
from bench.discord_sends import AT_ONCE, plans_with
from bench.figure import Figure, middle
from bench.running_clock import RunningClock, live
from bench.slack_bare import Message, client_of, send_all
from bench.slack_peer import CHAT, free_address, listening, members_of, no_picture, peer
from bot.app.build import build
from bot.app.connecting import words
from bot.app.filling import Filling
from bot.app.warming import warm
from bot.chat.adapter import Pace
from bot.chat.message import Part
from bot.chat.place import Account, MessageRef, Place
from bot.config.programme import load_programme
from bot.config.starter import shipped_programme
from bot.domain.programme import Lesson
from bot.engine.clock import ManualClock
from bot.features import ALL
from schedules.planner import Planner
from tests.platforms.slack.process import Remote

GOAL = 0.5
PLANS = plans_with(
    next(
        step.content for step in load_programme(shipped_programme()).steps if isinstance(step.content, Lesson)
    )
)
Hears = Literal["nothing", "everything"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One way of sending: the seconds it took, what the last one sees, how busy the server was (0 to 1)."""

    seconds: float
    seen: Sequence[object]
    busy: float


def measure(folder: Path, *, messages: int = 1_000, rounds: int = 5) -> list[Figure]:
    """A lesson to each of so many creators; medians, in turns."""
    # Once and for both: it changes how this process looks for garbage.
    asyncio.run(warm(PLANS))
    turns = asyncio.run(_turns(folder / "lessons on Slack.db", messages, rounds))
    ours, theirs, hearing = zip(*turns, strict=True)
    ratio, told = _against(ours, theirs)
    _, told_hearing = _against(hearing, theirs)
    return [
        Figure(name="courier through slack_sdk, messages/s", figure=_told(messages, ours)),
        Figure(name="bare loop of chat_postMessage, messages/s", figure=_told(messages, theirs)),
        Figure(
            name="courier through slack_sdk against bare loop",
            figure=told,
            goal=f">= {GOAL:g}x",
            met=ratio >= GOAL,
        ),
        Figure(name="the same of a bot that hears each of its messages", figure=told_hearing),
    ]


def _against(ours: Sequence[Run], theirs: Sequence[Run]) -> tuple[float, str]:
    """The ratio of their speeds."""
    # Of each turn by itself: what else the machine does changes from one turn to the next.
    ratios = [loop.seconds / run.seconds for run, loop in zip(ours, theirs, strict=True)]
    ratio = middle(ratios)
    return ratio, f"{ratio:.2f}x ({min(ratios):.2f} to {max(ratios):.2f})"


def _told(messages: int, runs: Sequence[Run]) -> str:
    rate, busy = messages / middle([run.seconds for run in runs]), middle([run.busy for run in runs])
    return f"{rate:,.0f} (the server busy {busy:.0%} of the time)"


class Counting(SlackAdapter):
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


async def _turns(due: Path, messages: int, rounds: int) -> list[tuple[Run, Run, Run]]:
    """The courier, the bare loop, and the courier that hears, so many times; the same people each time."""
    turns: list[tuple[Run, Run, Run]] = []
    for _ in range(rounds):
        async with peer(messages, NOTICE_AT) as there:
            accounts = await members_of(there, messages)
            if not turns:
                await _owe(due, accounts)
            run, like = await _carry(_copy(due), there, accounts, "nothing")
            loop = await _loop(there, accounts, like)
            hearing, _ = await _carry(_copy(due), there, accounts, "everything")
        assert run.seen == loop.seen == hearing.seen
        turns.append((run, loop, hearing))
    return turns


def _copy(due: Path) -> Path:
    return Path(shutil.copy(due, due.with_name("carried.db")))


async def _owe(path: Path, accounts: Sequence[Account]) -> None:
    """Plan the deliveries, and send none."""
    await settle_in(path, len(accounts), accounts=accounts)
    async with opened(path) as store:
        clock = ManualClock(BEFORE)
        planner = Planner(store, clock, PLANS, ALL)
        await planner.run_once(BEFORE)
        clock.move_to(NOTICE_AT)
        await planner.run_once(NOTICE_AT)


async def _carry(path: Path, there: Remote, accounts: Sequence[Account], hears: Hears) -> tuple[Run, Message]:
    """The bot's planner and courier, as they live, until everything is sent and on record; and what was."""
    async with opened(path) as store:
        clock = RunningClock(NOTICE_AT)
        adapter = Counting(
            there.bot_token,
            draw=no_picture,
            fill=Filling(path, PLANS, clock).fill,
            words=words,
            clock=clock.now,
            app_token=there.app_token if hears == "everything" else None,
            signing_secret=there.signing_secret,
            listen=free_address() if hears == "nothing" else None,
            api_url=there.api_url,
            pace=Pace(in_flight=AT_ONCE),
        )
        adapter.expect(len(accounts))
        app = build(plans=PLANS, store=store, clock=clock, adapters={CHAT: adapter})
        async with listening(adapter, app):
            before = await there.asks("told")
            began = time.perf_counter()
            clock.run()
            pulse = asyncio.create_task(live(clock, app.beats))
            await adapter.sent.wait()
            await app.lanes[0].quiet()
            run = await _run(there, time.perf_counter() - began, before, accounts)
            pulse.cancel()
            await asyncio.gather(pulse, return_exceptions=True)
        # Nothing is left that was taken out of the queue and is not on record as sent.
        assert not await store.write(lambda tx: tx.outbox.abandoned(CHAT, clock.now()))
        return run, await _last(there)


async def _loop(there: Remote, accounts: Sequence[Account], like: Message) -> Run:
    """The bare loop."""
    async with client_of(there) as client:
        before = await there.asks("told")
        began = time.perf_counter()
        await send_all(client, [account.user for account in accounts], like, AT_ONCE)
        return await _run(there, time.perf_counter() - began, before, accounts)


async def _last(there: Remote) -> Message:
    """The message that the first person got, as the history has it."""
    async with client_of(there) as client:
        room = await there.asks("dm", person="member 0")
        history = await client.conversations_history(channel=room, limit=1)
        message: Message = history["messages"][0]
        return message


async def _run(there: Remote, seconds: float, before: dict[str, Any], accounts: Sequence[Account]) -> Run:
    told = await there.asks("told")
    assert told["messages"] - before["messages"] == len(accounts)
    *_, last = await there.asks("sees", person=f"member {len(accounts) - 1}")
    seen = [last["content"], last["text"], [button["label"] for button in last["buttons"]]]
    return Run(seconds=seconds, seen=seen, busy=(told["busy"] - before["busy"]) / seconds)
