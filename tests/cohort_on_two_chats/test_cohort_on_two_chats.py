"""Nothing is lost and nothing comes twice on two chats, one of which is down for a week."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.place import Platform
from schedules.actors.manner import Manner
from schedules.verdict import Down
from tests.cohort_on_chats.stage import Stage, stage
from tests.cohort_on_chats.story import DISCORD, ON_BOTH, SLACK, Cast

AT_ONCE = 20
"""A lane has so many under way when its chat goes down, and a few more: nobody knows of those."""

STEADY = (Manner.DILIGENT, Manner.LATE, Manner.MOVES)
"""Others may rest or have left, or have never acted on the other chat: there nobody writes to them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """Of a chat, from one day of the programme to another."""

    chat: Platform
    first: int
    last: int

    @property
    def options(self) -> Mapping[Platform, tuple[str, ...]]:
        """What the process of the chat is told."""
        return {self.chat: ("--down", str(self.first), str(self.last))}

    def down(self, cast: Cast, doubted: list[str]) -> Down:
        """What the judge is told."""
        begins = cast.told().week_one
        return Down(
            platform=self.chat,
            since=begins + timedelta(days=self.first),
            until=begins + timedelta(days=self.last),
            doubted=frozenset(doubted),
        )


async def is_whole(on: Stage, outage: Outage, *, at_least: int) -> None:
    """Everybody got theirs once, those who are on both on the chat that carried meanwhile."""
    reports = {chat: await on.report(chat) for chat in on.cast.chats}
    down = outage.down(on.cast, reports[outage.chat]["doubted"])
    verdict = await on.verdict((down,))
    print(verdict.expected, reports)  # noqa: T201 - pytest shows it on a failure, and `make soak` with -s.
    assert verdict.lost == ()
    assert verdict.duplicates == ()
    assert verdict.expected > at_least
    assert await on.disagreements() == []
    for told in reports.values():
        assert (told["breaches"], told["unasked"]) == ([], [])
    assert len(reports[outage.chat]["doubted"]) <= AT_ONCE
    await went_round(on, down, answers=frozenset(reports[SLACK]["answers"]))


async def went_round(on: Stage, down: Down, *, answers: frozenset[str]) -> None:
    """Meanwhile nothing stood on the one chat, and who is on both was reached on the other, then only.

    Whatever was typed is answered where it was, at any time.
    """
    shown, both = await on.shown(), await on.accounts_on_both()
    elsewhere = {account for own in both.values() for account in own if account.platform != down.platform}
    meanwhile = [one for one in shown if down.since <= one.at < down.until]
    reached = Counter(one.place.at for one in meanwhile if one.place.at in elsewhere)
    print(len(meanwhile), reached)  # noqa: T201 - as above.
    assert [one for one in meanwhile if one.place.platform == down.platform] == []
    assert len(both) == ON_BOTH
    steady = {part.name for part in on.cast.told().parts if part.manner in STEADY}
    missed = [name for name, own in both.items() if name in steady and not reached.keys() & {*own}]
    assert reached
    assert len(missed) <= 1
    others = [one for one in shown if one.place.at in elsewhere and one not in meanwhile]
    assert [one for one in others if one.key not in answers] == []


@pytest.mark.soak
@pytest.mark.parametrize("chats", [(SLACK, DISCORD), (DISCORD, SLACK)], ids="-".join)
async def test_a_chat_is_down_for_a_week_of_a_few(
    nursery: Path, tmp_path: Path, seed: int, chats: tuple[Platform, ...]
) -> None:
    """Four weeks of a few creators; the second without the chat on which those are first who are on both."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    cast = Cast(seed=seed, weeks=4, chats=chats)
    outage = Outage(chat=chats[0], first=10, last=17)
    async with stage(nursery, cast, tmp_path, rate=0.02, quick=True, more=outage.options) as on:
        await on.ends_well()

        await is_whole(on, outage, at_least=30)


@pytest.mark.soak
@pytest.mark.parametrize("chats", [(SLACK, DISCORD), (DISCORD, SLACK)], ids="-".join)
async def test_a_chat_is_down_for_a_week(
    nursery: Path, tmp_path: Path, seed: int, chats: tuple[Platform, ...]
) -> None:
    """Fifty creators, half of them on each chat, five on both, 26 weeks; the sixth without one chat."""
    print(f"from the seed {seed}")  # noqa: T201 - pytest shows it on a failure.
    cast = Cast(seed=seed, weeks=26, whole=True, chats=chats)
    outage = Outage(chat=chats[0], first=36, last=43)
    async with stage(nursery, cast, tmp_path, rate=0.02, quick=False, more=outage.options) as on:
        await on.ends_well()

        await is_whole(on, outage, at_least=2_000)
