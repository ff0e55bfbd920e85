"""Slack and the people there, in a process that outlives the bot.

    python -m tests.cohort_on_slack.world SOCKET --seed N --weeks N --chats ... --rate SHARE [--quick]

It writes "ready" when it listens. SHARE is that of the calls that fail, and of the events that come again
or out of order. --quick: connections only end in ways after which slack_sdk connects at once.
--down: between these days of the programme nothing works.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.chat.adapter import Shown
from bot.engine.clock import ManualClock
from tests.cohort_on_chats.casting import add_to, cast_of
from tests.cohort_on_chats.community import Community, Happening, answering
from tests.cohort_on_chats.story import SLACK, VISIT_AFTER, Cast, There
from tests.cohort_on_slack.eyes import key_of, shown
from tests.cohort_on_slack.hands import Hands
from tests.cohort_on_slack.network import Network, Tally, tiers
from tests.cohort_on_slack.report import report
from tests.cohort_on_slack.troubles import QUESTION, Break, breaks, happen, questions
from tests.platforms.changes import TookTooLong
from tests.platforms.slack import mentions
from tests.platforms.slack.desk import Shown as Screen
from tests.platforms.slack.driver import Slack
from tests.platforms.slack.faults import Lasting, Status
from tests.platforms.slack.seen import SeenMessage
from tests.platforms.slack.server import serving
from tests.slack_world.prefix import PREFIX, Reader

DOWN = Status(status=503)
READY_WITHIN = 60.0
BETWEEN_BREAKS = timedelta(days=9)
BETWEEN_QUESTIONS = timedelta(days=2)
SETTLED = timedelta(days=4)
"""So long after the start of week 1 most have joined, and so long before the end nothing more happens."""
AT_HOME = 5
"""Of all creators, so many have their Home open; of a few, one."""


class World:
    """Slack, as every chat is asked for."""

    def __init__(self, slack: Slack, network: Network, cast: Cast) -> None:
        told = cast.told()
        chats = cast.chats_of(told)
        self._slack = slack
        self._network = network
        self._people = {
            row.name: slack.person(row.name) for row in told.setup.roster.rows if SLACK in chats[row.name]
        }
        self._rude: list[str] = []
        self._outage: list[datetime] = []
        self._asked: list[SeenMessage] = []
        self.hands = Hands(slack, self._people.values())
        self.aim = network.aim
        self.shown: list[Shown] = []
        self.down = False
        self._reader = Reader(slack)
        slack.desk.watching.append(self._watch)

    def _watch(self, screen: Screen) -> None:
        message, world = screen.message, self._slack.world
        if message is None or message.author is not world.bot or screen.what == "deleted":
            return
        if mentions.pings(message) or mentions.unescaped(message):
            self._rude.append(message.text)
        if screen.what == "message" and (key := key_of(message)) is not None:
            self.shown.append(shown(message, key, world))

    def there(self) -> There:
        """Where Slack is, and who is who."""
        slack = self._slack
        return There(
            api_url=slack.api_url,
            tokens=(slack.bot_token, slack.app_token),
            workspace=slack.team,
            channel=slack.channel("general").id,
            people={name: person.id for name, person in self._people.items()},
        )

    async def looks_in(self, name: str) -> None:
        """Somebody who lives on another chat looks what is next, here."""
        person, channel = self._people[name], self._slack.channel("general")
        await person.uses(f"/{PREFIX}program next", channel.id)

    async def ready(self) -> None:
        """Return when the bot listens."""
        await self._slack.ready(within=READY_WITHIN)

    async def moved(self) -> None:
        """Tell again what waited for this time, and return when nothing is under way."""
        self._slack.due()
        await self._slack.hearing.settled(within=READY_WITHIN)

    async def breaks(self, how: Break) -> None:
        """The connections end; time goes on when there is another."""
        if self._slack.socket.lines and not self.down:
            await happen(self._slack, how)
            await self.ready()

    async def goes_down(self) -> None:
        """From now on every call fails, and there is no connection."""
        self.down = True
        self._outage.append(self._slack.now)
        self._slack.faults.last(DOWN)
        self._slack.socket.drop()

    async def comes_back(self) -> None:
        """Calls are answered again; time goes on when the bot has noticed it."""
        self._slack.faults.lift(Lasting(fault=DOWN))
        self._outage.append(self._slack.now)
        await self.ready()
        self.down = False

    async def asks(self, name: str) -> None:
        """Somebody types a question, whether or not anybody listens; while Slack is down, a day later."""
        if self.down:
            raise TookTooLong("Slack is down")
        self._asked.append(self._people[name].types(QUESTION))
        await self._slack.hearing.settled(within=READY_WITHIN)

    async def opens_home(self, name: str) -> None:
        """Somebody looks at their Home, and leaves it open."""
        if self.down or not self._slack.socket.lines:
            raise TookTooLong("nobody listens")
        await self._people[name].opens_home()

    def report(self) -> Mapping[str, Any]:
        """What there is to tell."""
        return report(
            self._slack,
            self._network,
            self.hands,
            self.shown,
            self._outage,
            self._asked,
            self._rude,
            self._reader,
        )


def _outage(world: World, cast: Cast, days: Sequence[int]) -> Iterator[Happening]:
    for day, what in zip(days, (world.goes_down, world.comes_back), strict=False):
        yield Happening(at=cast.told().week_one + timedelta(days=day), what=what)


def _happenings(world: World, cast: Cast, *, quick: bool) -> Iterator[Happening]:
    told, chats = cast.told(), cast.chats_of(cast.told())
    begins, ends = told.week_one + SETTLED, told.ends - SETTLED
    kinds = (Break.REFRESHED,) if quick else tuple(Break)
    for at, how in breaks(cast.seed, told.week_one, ends, BETWEEN_BREAKS, kinds):
        yield Happening(at=at, what=partial(world.breaks, how))
    creators = [part.name for part in told.parts if part.manner and SLACK in chats[part.name]]
    for at, name in questions(cast.seed, creators, begins, ends, BETWEEN_QUESTIONS):
        yield Happening(at=at, what=partial(world.asks, name))
    for number, name in enumerate(creators[: AT_HOME if cast.whole else 1]):
        yield Happening(at=begins + timedelta(hours=number), what=partial(world.opens_home, name))


def _visits(world: World, cast: Cast) -> Iterator[Happening]:
    told = cast.told()
    for name, chats in cast.chats_of(told).items():
        if SLACK in chats[1:]:
            yield Happening(at=told.week_one + VISIT_AFTER, what=partial(world.looks_in, name))


async def _serve(asked: argparse.Namespace) -> None:
    cast = cast_of(asked)
    clock = ManualClock(cast.told().begins)
    network = Network(tiers=tiers(), tally=Tally(now=clock.now))
    network.faults.plan(asked.seed, asked.rate)
    async with serving(clock=clock.now, rules=network) as slack:
        slack.mischief.plan(asked.seed, asked.rate)
        world = World(slack, network, cast)
        happenings = [
            *_happenings(world, cast, quick=asked.quick),
            *_outage(world, cast, asked.down),
            *_visits(world, cast),
        ]
        await answering(Community(world, clock, happenings), asked.socket)


def main(arguments: Sequence[str]) -> None:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.cohort_on_slack.world", description=__doc__)
    parser.add_argument("socket", type=Path)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--down", type=int, nargs=2, default=(), metavar=("DAY", "DAY"))
    add_to(parser)
    asyncio.run(_serve(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
