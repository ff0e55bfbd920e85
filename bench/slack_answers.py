"""How many commands the bot answers through Bolt in a second, and how soon, against a bare echo.

So many people of the small Slack, which is a process of its own, use a command, each again as soon as it was
answered. Requests are signed and come over HTTP. The whole bot reads a community of the shipped programme,
twenty weeks on; the echo is a listener of Bolt that says what it has at hand. What both say stays in the
conversation, so that Slack tells both of it.
"""

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bench.community import Community, Creator, settle_in
from bench.figure import Figure, middle
from bench.slack_bare import echoing
from bench.slack_peer import CHAT, members_of, peer, whole_bot
from bot.app.warming import warm
from bot.chat.place import Account
from bot.engine.plans import Plans
from bot.store.opening import open_store
from bot.store.tx import Tx
from tests.platforms.slack.load import Load
from tests.platforms.slack.process import Remote

GOAL, SLOWEST = 0.3, 100.0
"""Of the echo's answers in a second, and milliseconds at p99."""
COMMAND = "/program next"


def measure(folder: Path, *, at_once: int = 20, times: int = 1_000, rounds: int = 5) -> list[Figure]:
    """So many uses by so many people; medians of turns."""
    path = folder / "slack.db"
    # Every other creator is on another chat.
    community = asyncio.run(settle_in(path, 3 * at_once))
    ours, theirs, one, one_echo = asyncio.run(_runs(path, community, at_once, times, rounds))
    # Of each turn by itself: what else the machine does changes from one turn to the next.
    ratios = [run.each_second / echo.each_second for run, echo in zip(ours, theirs, strict=True)]
    ratio, p99 = middle(ratios), middle([run.p99 for run in ours]) * 1e3
    return [
        Figure(name=f"a bare Bolt echo to {at_once} at once, answers/s", figure=_told(theirs)),
        Figure(
            name=f"{COMMAND} on Slack to {at_once} at once, answers/s",
            figure=f"{_told(ours)}, {ratio:.2f}x the echo ({min(ratios):.2f} to {max(ratios):.2f})",
            goal=f">= {GOAL:g}x",
            met=ratio >= GOAL,
        ),
        Figure(
            name=f"{COMMAND} on Slack to {at_once} at once, p99",
            figure=f"{p99:.0f} ms",
            goal=f"< {SLOWEST:g} ms",
            met=p99 < SLOWEST,
        ),
        Figure(
            name=f"{COMMAND} on Slack to one, p50",
            figure=f"{one.p50 * 1e3:.1f} ms ({one_echo.p50 * 1e3:.1f} ms the echo)",
        ),
    ]


def _told(runs: Sequence[Load]) -> str:
    p50, p99 = (middle(some) * 1e3 for some in ([run.p50 for run in runs], [run.p99 for run in runs]))
    return f"{middle([run.each_second for run in runs]):,.0f} (p50 {p50:.0f} ms, p99 {p99:.0f} ms)"


async def _runs(
    path: Path, community: Community, at_once: int, times: int, rounds: int
) -> tuple[list[Load], list[Load], Load, Load]:
    """Bot and echo for all in turns, then both for one."""
    plans = Plans([community.plan])
    await warm(plans)
    ours: list[Load] = []
    theirs: list[Load] = []
    async with peer(at_once, community.now) as there:
        await furnish(path, community, await members_of(there, at_once))
        for _ in range(rounds):
            async with whole_bot(path, plans, community.now, there):
                ours.append(await _used(there, at_once, times))
            async with echoing(there):
                theirs.append(await _used(there, at_once, times))
        async with whole_bot(path, plans, community.now, there):
            one = await _used(there, 1, times // 10 or 1)
        async with echoing(there):
            return ours, theirs, one, await _used(there, 1, times // 10 or 1)


async def _used(there: Remote, at_once: int, times: int) -> Load:
    # What takes long the first time is not measured.
    await there.asks("load", command=COMMAND, times=at_once, at_once=at_once)
    load = Load(**await there.asks("load", command=COMMAND, times=times, at_once=at_once))
    assert load.kinds == {"message": times}, load.kinds
    return load


async def furnish(path: Path, community: Community, accounts: Sequence[Account]) -> None:
    """Give creators of the community who are on Slack these accounts there."""
    there = [creator for creator in community.creators if creator.account.platform == CHAT]
    store = open_store(path, mode="serve", now=community.now)
    try:
        await store.write(partial(_furnish, pairs=list(zip(there, accounts, strict=False))))
    finally:
        await store.close()


def _furnish(tx: Tx, *, pairs: Sequence[tuple[Creator, Account]]) -> None:
    for creator, account in pairs:
        known = tx.people.by_account(creator.account)
        assert known is not None
        tx.people.add_account(known.id, account, preferred=False)
