"""Nothing is lost and nothing comes twice on Slack, through the real slack-bolt, whatever breaks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cohort_on_chats.aim import MESSAGE
from tests.cohort_on_chats.stage import Stage, stage
from tests.cohort_on_chats.story import SLACK, Cast
from tests.killing.kill import OUTAGES, Kill, Moment, drawn
from tests.platforms.slack import mischief
from tests.platforms.slack.faults import PLANNED

CHANGES = 100
"""Every short story asks Slack for more changes, and the whole one for more than 60 times as many."""
CHANGES_OF_ALL = 6_000
A_MINUTE = 200
"""So many messages a minute the bot allows itself in a workspace; Slack takes several hundred."""


async def is_whole(on: Stage, *, at_least: int) -> Mapping[str, Any]:
    """Nothing lost, nothing doubled, no rule broken, and the database agrees with what was shown."""
    verdict, told = await on.verdict(), await on.report()
    print(told)  # noqa: T201 - pytest shows it on a failure, and `make soak` with -s.
    assert verdict.lost == ()
    assert verdict.duplicates == ()
    assert verdict.expected > at_least
    assert await on.disagreements() == []
    assert told["breaches"] == []
    assert told["rude"] == []
    assert told["bare"] == []
    assert told["named"] > 0
    assert told["unasked"] == []
    assert told["silent"] == []
    assert told["asked"] > 0
    assert told["homes"] > 0
    assert told["busiest_minute"] <= A_MINUTE
    # Only a bot that is killed forgets where it has just posted.
    assert len(told["crowded"]) <= told["kills"]
    return told


async def test_a_few_creators_get_everything_once(nursery: Path, tmp_path: Path, seed: int) -> None:
    """Two weeks on a bad network; the bot is killed, connections end, and people type what nobody hears."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    async with stage(
        nursery, Cast(seed=seed, weeks=2, chats=(SLACK,)), tmp_path, rate=0.05, quick=True
    ) as on:
        for kill in drawn(seed, 1, CHANGES):
            await on.is_killed(kill)
        await on.ends_well()

        told = await is_whole(on, at_least=20)
        assert told["kills"] == 1
        assert sum(told["faults"].values()) > 10
        assert sum(told["mischief"].values()) > 0


async def test_a_bot_that_does_not_look_is_caught(nursery: Path, tmp_path: Path) -> None:
    """It was killed before it knew that a message was there, and begins anew before anybody presses."""
    async with stage(nursery, Cast(seed=1, weeks=0, chats=(SLACK,)), tmp_path, rate=0, quick=True) as on:
        await on.is_killed(Kill(request=5, moment=Moment.UNANSWERED, method=MESSAGE, outage=OUTAGES[1]))
        await on.ends_well("--blind")

        assert len((await on.verdict()).duplicates) == 1


@pytest.mark.soak
async def test_a_whole_cohort_gets_everything_once(nursery: Path, tmp_path: Path, seed: int) -> None:
    """Fifty creators, 26 weeks, 2 % of all calls fail in every way there is, and three kills."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    cast = Cast(seed=seed, weeks=26, whole=True, chats=(SLACK,))
    async with stage(nursery, cast, tmp_path, rate=0.02, quick=False) as on:
        for kill in drawn(seed, 3, CHANGES_OF_ALL):
            await on.is_killed(kill)
        await on.ends_well()

        told = await is_whole(on, at_least=2_000)
        assert told["kills"] == 3
        assert set(told["faults"]) >= {repr(fault) for fault in PLANNED}
        assert set(told["mischief"]) >= {twist.value for twist in mischief.PLANNED}
