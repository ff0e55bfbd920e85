"""How soon what people write on Slack is kept and acknowledged, while another program holds the database.

So many people of the small Slack, which is a process of its own, write to the bot, each again as soon as
what they wrote was acknowledged, over HTTP. Another connection holds the main database all the while, as a
backup or a long change does, so that nothing can be answered. When it lets go, everything is handled.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bench.community import Community, settle_in
from bench.figure import Figure
from bench.slack_answers import furnish
from bench.slack_peer import members_of, peer, whole_bot
from bot.app.warming import warm
from bot.engine.plans import Plans
from tests.platforms.slack.load import Load

GOAL = 500.0
"""Milliseconds at p99."""


def measure(folder: Path, *, at_once: int = 5, held: float = 5.0) -> list[Figure]:
    """So many people who write, for as many seconds as the database is held."""
    path = folder / "held.db"
    community = asyncio.run(settle_in(path, 3 * at_once))
    load = asyncio.run(_run(path, community, at_once, held))
    p50, p99 = load.p50 * 1e3, load.p99 * 1e3
    written = sum(load.kinds.values())
    return [
        Figure(
            name=f"what is written on Slack is acknowledged, the database held for {held:g} s, p99",
            figure=f"{p99:.0f} ms (p50 {p50:.0f} ms, {written:,} messages of {at_once} people)",
            goal=f"< {GOAL:g} ms",
            met=p99 < GOAL,
        )
    ]


async def _run(path: Path, community: Community, at_once: int, held: float) -> Load:
    plans = Plans([community.plan])
    await warm(plans)
    async with peer(at_once, community.now) as there:
        await furnish(path, community, await members_of(there, at_once))
        async with whole_bot(path, plans, community.now, there) as app:
            # What takes long the first time is not measured.
            await there.asks("typing", text="next", seconds=0.1, at_once=at_once)
            await app.door.quiet()
            before = _handled(path)
            with _holding(path):
                load = Load(**await there.asks("typing", text="next", seconds=held, at_once=at_once))
                assert _handled(path) == before, "the database was not held"
            await app.door.quiet()
    assert load.kinds == {"ack": _handled(path) - before}, load.kinds
    return load


@contextmanager
def _holding(path: Path) -> Iterator[None]:
    """Another writer, which does not let go."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def _handled(path: Path) -> int:
    """How many events were handled."""
    with closing(sqlite3.connect(path)) as looking:
        return int(looking.execute("SELECT count(*) FROM events").fetchone()[0])
