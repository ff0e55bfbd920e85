"""Discord and the people there, in a process that outlives the bot.

    python -m tests.cohort_on_discord.world SOCKET --seed N --weeks N --chats ... --rate SHARE [--quick]

It writes "ready" when it listens. SHARE is that of the requests that fail. --quick: only in ways that
discord.py does not wait for a second and more. --down: between these days of the programme nothing works.
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
from schedules.actors.chance import chance
from schedules.actors.manner import Manner
from tests.cohort_on_chats.casting import add_to, cast_of
from tests.cohort_on_chats.community import Community, Happening, answering
from tests.cohort_on_chats.story import DISCORD, VISIT_AFTER, Cast, There
from tests.cohort_on_discord.eyes import shown
from tests.cohort_on_discord.hands import Hands
from tests.cohort_on_discord.network import Network, Tally, buckets
from tests.cohort_on_discord.report import report
from tests.cohort_on_discord.troubles import Trouble, breaks
from tests.killing.story import NEVER_LATE_TO_JOIN, Story
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.faults import PLANNED, Fault, Lasting, Status
from tests.platforms.discord.mentions import pings
from tests.platforms.discord.server import serving
from tests.platforms.discord.state import Message

WAITED_FOR = (
    Status(status=500),
    Status(status=502),
    Status(status=500, after=True),
    Status(status=502, after=True),
)
"""After these discord.py waits for a second, and longer each time."""
QUICK: tuple[Fault, ...] = tuple(fault for fault in PLANNED if fault not in WAITED_FOR)
DOWN = Status(status=503)
CLOSES_AFTER = timedelta(days=9)
"""So long after the start of week 1 somebody takes no direct messages any more."""
READY_WITHIN = 60.0
BETWEEN_BREAKS = timedelta(days=9)


class World:
    """Discord, as every chat is asked for."""

    def __init__(self, discord: Discord, network: Network, cast: Cast) -> None:
        told = cast.told()
        chats = cast.chats_of(told)
        self._discord = discord
        self._network = network
        self._people = {
            row.name: discord.person(row.name) for row in told.setup.roster.rows if DISCORD in chats[row.name]
        }
        self._pinged: list[str] = []
        self._outage: list[datetime] = []
        self.down = False
        self.hands = Hands(discord, self._people.values())
        self.aim = network.aim
        self.shown: list[Shown] = []
        discord.desk.watching.append(self._watch)

    def _watch(self, message: Message) -> None:
        if message.author is not self._discord.world.bot:
            return
        if pings(message):
            self._pinged.append(message.content)
        if message.by_interaction is None:
            self.shown.append(shown(message, self._discord.world))

    def there(self) -> There:
        """Where Discord is, and who is who."""
        discord = self._discord
        return There(
            api_url=discord.api_url,
            tokens=(discord.token,),
            workspace=str(discord.guild.id),
            channel=str(discord.channel("general").id),
            people={name: str(person.id) for name, person in self._people.items()},
        )

    async def looks_in(self, name: str) -> None:
        """Somebody who lives on another chat looks what is next, here."""
        await self._people[name].uses("program next", self._discord.channel("general").id)

    async def ready(self) -> None:
        """Return when the bot listens."""
        await self._discord.ready(within=READY_WITHIN)

    async def goes_down(self) -> None:
        """From now on every request fails, and there is no connection."""
        self.down = True
        self._outage.append(self._discord.world.clock())
        self._discord.faults.last(DOWN)
        self._discord.gateway.closed = True
        self._discord.gateway.cut()

    async def comes_back(self) -> None:
        """Requests are answered again; time goes on when the bot has noticed it."""
        self._discord.faults.lift(Lasting(fault=DOWN))
        self._discord.gateway.closed = False
        self._outage.append(self._discord.world.clock())
        await self.ready()
        self.down = False

    async def moved(self) -> None:
        """Nothing waits for the time to pass."""

    def report(self) -> Mapping[str, Any]:
        """What there is to tell."""
        return report(self._discord, self._network, self.hands, self.shown, self._outage, self._pinged)


def _somebody(told: Story) -> str:
    """A creator who is there from the start, and stays."""
    return next(
        part.name
        for part in told.parts
        if part.manner is Manner.DILIGENT and chance(told.seed, part.name, "joins") < NEVER_LATE_TO_JOIN
    )


def _happening(trouble: Trouble, discord: Discord) -> Happening:
    async def happens() -> None:
        trouble.happen(discord)

    return Happening(at=trouble.at, what=happens)


def _troubles(cast: Cast) -> Iterator[Trouble]:
    told = cast.told()
    yield from breaks(cast.seed, told.week_one, told.ends, BETWEEN_BREAKS)
    if len(cast.chats) == 1:
        yield Trouble(at=told.week_one + CLOSES_AFTER, what=_somebody(told))


def _outage(world: World, cast: Cast, days: Sequence[int]) -> Iterator[Happening]:
    for day, what in zip(days, (world.goes_down, world.comes_back), strict=False):
        yield Happening(at=cast.told().week_one + timedelta(days=day), what=what)


def _visits(world: World, cast: Cast) -> Iterator[Happening]:
    told = cast.told()
    for name, chats in cast.chats_of(told).items():
        if DISCORD in chats[1:]:
            yield Happening(at=told.week_one + VISIT_AFTER, what=partial(world.looks_in, name))


async def _serve(asked: argparse.Namespace) -> None:
    cast = cast_of(asked)
    clock = ManualClock(cast.told().begins)
    network = Network(buckets=buckets(), tally=Tally(now=clock.now))
    network.faults.plan(asked.seed, asked.rate, QUICK if asked.quick else PLANNED)
    async with serving(clock=clock.now, rules=network) as discord:
        world = World(discord, network, cast)
        happenings = [_happening(trouble, discord) for trouble in _troubles(cast)]
        happenings += [*_visits(world, cast), *_outage(world, cast, asked.down)]
        await answering(Community(world, clock, happenings), asked.socket)


def main(arguments: Sequence[str]) -> None:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.cohort_on_discord.world", description=__doc__)
    parser.add_argument("socket", type=Path)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--down", type=int, nargs=2, default=(), metavar=("DAY", "DAY"))
    add_to(parser)
    asyncio.run(_serve(parser.parse_args(arguments)))


if __name__ == "__main__":
    main(sys.argv[1:])
