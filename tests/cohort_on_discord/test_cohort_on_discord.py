"""Nothing is lost and nothing comes twice on Discord, through the real discord.py, whatever breaks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cohort_on_chats.aim import MESSAGE
from tests.cohort_on_chats.stage import Stage, stage
from tests.cohort_on_chats.story import DISCORD, Cast
from tests.killing.kill import OUTAGES, Kill, Moment, drawn
from tests.platforms.discord.faults import PLANNED

CHANGES = 200
"""Every short story asks Discord for more changes, and the whole one for more than 40 times as many."""
CHANGES_OF_ALL = 9_000
FAR_UNDER = 100
"""Discord bans an address after 10,000 answers of 401, 403 and 429 within ten minutes."""
A_SECOND = 50
"""Discord allows so many requests within one."""
BETWEEN_OPENINGS = 10.0


async def is_whole(on: Stage, *, at_least: int) -> Mapping[str, Any]:
    """Nothing lost, nothing doubled, no rule broken, and the database agrees with what was shown."""
    verdict, told = await on.verdict(), await on.report()
    print(told)  # noqa: T201 - pytest shows it on a failure, and `make soak` with -s.
    assert verdict.lost == ()
    assert verdict.duplicates == ()
    assert verdict.expected > at_least
    assert await on.disagreements() == []
    assert told["breaches"] == []
    assert told["pinged"] == []
    assert told["unasked"] == []
    assert told["refused_in_ten_minutes"] < FAR_UNDER
    assert told["busiest_second"] <= A_SECOND
    # Only a bot that is killed forgets whom it has opened direct messages with, and when.
    assert sum(times - 1 for times in told["opened_again"].values()) <= told["kills"]
    assert sum(apart < BETWEEN_OPENINGS for apart in told["opened_apart"]) <= told["kills"]
    assert told["aside"] == 1
    return told


async def test_a_few_creators_get_everything_once(nursery: Path, tmp_path: Path, seed: int) -> None:
    """Four weeks on a bad network; the bot is killed twice, and direct messages are closed to it."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    async with stage(
        nursery, Cast(seed=seed, weeks=4, chats=(DISCORD,)), tmp_path, rate=0.05, quick=True
    ) as on:
        for kill in drawn(seed, 2, CHANGES):
            await on.is_killed(kill)
        await on.ends_well()

        told = await is_whole(on, at_least=30)
        assert told["kills"] == 2
        assert sum(told["faults"].values()) > 10


async def test_a_bot_that_does_not_look_is_caught(nursery: Path, tmp_path: Path) -> None:
    """It was killed before it knew that a message was there, and Discord has forgotten the nonce."""
    async with stage(nursery, Cast(seed=1, weeks=0, chats=(DISCORD,)), tmp_path, rate=0, quick=True) as on:
        await on.is_killed(Kill(request=5, moment=Moment.UNANSWERED, method=MESSAGE, outage=max(OUTAGES)))
        await on.ends_well("--blind")

        assert len((await on.verdict()).duplicates) == 1


@pytest.mark.soak
async def test_a_whole_cohort_gets_everything_once(nursery: Path, tmp_path: Path, seed: int) -> None:
    """Fifty creators, 26 weeks, 2 % of all requests fail in every way there is, and three kills."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    cast = Cast(seed=seed, weeks=26, whole=True, chats=(DISCORD,))
    async with stage(nursery, cast, tmp_path, rate=0.02, quick=False) as on:
        for kill in drawn(seed, 3, CHANGES_OF_ALL):
            await on.is_killed(kill)
        await on.ends_well()

        told = await is_whole(on, at_least=2_000)
        assert told["kills"] == 3
        assert set(told["faults"]) >= {repr(fault) for fault in PLANNED}
