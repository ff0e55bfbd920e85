"""Nothing is lost and nothing comes twice on two chats, one of which is down for a week."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.place import Platform
from schedules.verdict import Down
from tests.cohort_on_chats.stage import Stage, stage
from tests.cohort_on_chats.story import DISCORD, ON_BOTH, SLACK, Cast

AT_ONCE = 20
"""Slack's lane has so many under way when Slack goes down, and a few more: nobody knows of those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """From one day of the programme to another."""

    first: int
    last: int

    @property
    def options(self) -> Mapping[Platform, tuple[str, ...]]:
        """What Slack's process is told."""
        return {SLACK: ("--down", str(self.first), str(self.last))}

    def down(self, cast: Cast, doubted: list[str]) -> Down:
        """What the judge is told."""
        begins = cast.told().week_one
        return Down(
            platform=SLACK,
            since=begins + timedelta(days=self.first),
            until=begins + timedelta(days=self.last),
            doubted=frozenset(doubted),
        )


async def is_whole(on: Stage, outage: Outage, *, at_least: int) -> None:
    """Everybody got theirs once, those who are on both on the chat that carried."""
    reports = {chat: await on.report(chat) for chat in on.cast.chats}
    down = outage.down(on.cast, reports[SLACK]["doubted"])
    verdict = await on.verdict((down,))
    print(verdict.expected, reports)  # noqa: T201 - pytest shows it on a failure, and `make soak` with -s.
    assert verdict.lost == ()
    assert verdict.duplicates == ()
    assert verdict.expected > at_least
    assert await on.disagreements() == []
    for told in reports.values():
        assert (told["breaches"], told["unasked"]) == ([], [])
    assert len(reports[SLACK]["doubted"]) <= AT_ONCE
    await went_round(on, down)


async def went_round(on: Stage, down: Down) -> None:
    """During the outage nothing stood on Slack, and who is on both was reached on Discord, then only."""
    shown, both = await on.shown(), await on.accounts_on_both()
    elsewhere = {account for own in both.values() for account in own if account.platform == DISCORD}
    meanwhile = [one for one in shown if down.since <= one.at < down.until]
    reached = Counter(one.place.at for one in meanwhile if one.place.at in elsewhere)
    print(len(meanwhile), reached)  # noqa: T201 - as above.
    assert [one for one in meanwhile if one.place.platform == SLACK] == []
    assert len(both) == ON_BOTH
    assert len(reached) >= ON_BOTH - 1
    others = [one for one in shown if one.place.at in elsewhere and one not in meanwhile]
    assert others == []


@pytest.mark.soak
async def test_slack_is_down_for_a_week_of_a_few(tmp_path: Path, seed: int) -> None:
    """Four weeks of a few creators; the second without Slack."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    cast, outage = Cast(seed=seed, weeks=4, chats=(SLACK, DISCORD)), Outage(first=10, last=17)
    async with stage(cast, tmp_path, rate=0.02, quick=True, more=outage.options) as on:
        await on.ends_well()

        await is_whole(on, outage, at_least=30)


@pytest.mark.soak
async def test_slack_is_down_for_a_week(tmp_path: Path, seed: int) -> None:
    """Fifty creators, half of them on each chat, five on both, 26 weeks; the sixth without Slack."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    cast, outage = Cast(seed=seed, weeks=26, whole=True, chats=(SLACK, DISCORD)), Outage(first=36, last=43)
    async with stage(cast, tmp_path, rate=0.02, quick=False, more=outage.options) as on:
        await on.ends_well()

        await is_whole(on, outage, at_least=2_000)
