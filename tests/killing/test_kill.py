"""kill -9 at random points: after each restart nothing is lost and nothing comes twice."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from tests.killing.agreement import disagreements
from tests.killing.kill import OUTAGES, Kill, Moment, drawn
from tests.killing.stage import Stage, stage
from tests.killing.story import story

REQUESTS = 420
"""Every story has more, whatever happens in it."""
LONG_OFF = max(OUTAGES)


async def is_whole(on: Stage, *, at_least: int = 60) -> None:
    """Nothing lost, nothing doubled, no rule broken, and the database agrees with the world."""
    verdict = await on.verdict()
    assert verdict.lost == ()
    assert verdict.duplicates == ()
    assert verdict.expected > at_least
    assert await on.world.breaches() == ()
    assert disagreements(on.database, await on.log(), await on.world.now()) == []


async def carried(nursery: Path, folder: Path, seed: int, kills: int, *, which: int, faults: bool) -> None:
    """Tell a story to a bot that is killed so often, at points drawn from the seed."""
    print(f"story {which}, {kills} kills from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    async with stage(nursery, folder, story(which), faults=seed if faults else None) as on:
        for kill in drawn(seed, kills, REQUESTS):
            await on.is_killed(kill)
        await on.ends_well()

        await is_whole(on)


@pytest.mark.parametrize(("which", "faults"), [(1, False), (2, True), (3, False), (4, True)])
async def test_a_bot_that_is_killed_loses_nothing_and_repeats_nothing(
    nursery: Path, tmp_path: Path, seed: int, which: int, faults: bool
) -> None:
    """Four times in each story, on good networks and on bad ones."""
    await carried(nursery, tmp_path, seed, 4, which=which, faults=faults)


@pytest.mark.soak
@pytest.mark.parametrize("which", range(10))
async def test_a_bot_that_is_killed_often(nursery: Path, tmp_path: Path, seed: int, which: int) -> None:
    """Twenty times in each story."""
    await carried(nursery, tmp_path, seed + which, 20, which=which, faults=which % 2 == 0)


@asynccontextmanager
async def killed_over_a_message(nursery: Path, folder: Path) -> AsyncIterator[Stage]:
    """A bot has shown the fifth message and was killed before it knew; a chat forgets the nonce meanwhile."""
    async with stage(nursery, folder, story(1, weeks=1)) as on:
        await on.is_killed(Kill(request=5, moment=Moment.UNANSWERED, method="show", outage=LONG_OFF))
        yield on


async def test_a_bot_that_does_not_look_is_caught(nursery: Path, tmp_path: Path) -> None:
    """One that takes everything in doubt for absent shows it twice, and the judge sees it."""
    async with killed_over_a_message(nursery, tmp_path) as on:
        await on.ends_well("--blind")

        assert len((await on.verdict()).duplicates) == 1


async def test_a_state_that_was_forgotten_is_caught(nursery: Path, tmp_path: Path) -> None:
    """Were "sending" taken for "due" at the start, the message would come twice."""
    async with killed_over_a_message(nursery, tmp_path) as on:
        meddle(on.database, "UPDATE deliveries SET state = 'due' WHERE state = 'sending'")
        await on.ends_well()

        assert len((await on.verdict()).duplicates) == 1


async def test_a_delivery_that_was_given_up_is_caught(nursery: Path, tmp_path: Path) -> None:
    """Were "sending" taken for "sent" at the start, what nobody heard of would be lost."""
    async with stage(nursery, tmp_path, story(1, weeks=1)) as on:
        await on.is_killed(Kill(request=17, moment=Moment.UNHEARD, method="show"))
        meddle(on.database, "UPDATE deliveries SET state = 'sent' WHERE state = 'sending'")
        await on.ends_well()

        assert len((await on.verdict()).lost) == 1
        assert disagreements(on.database, await on.log(), await on.world.now()) != []


def meddle(database: Path, statement: str) -> None:
    """Change one row behind the bot's back."""
    with closing(sqlite3.connect(database)) as connection, connection:
        assert connection.execute(statement).rowcount == 1
