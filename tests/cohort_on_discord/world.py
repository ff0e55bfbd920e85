"""Discord and the people there, in a process that outlives the bot.

    python -m tests.cohort_on_discord.world SOCKET SEED WEEKS RATE [--whole] [--quick]

It writes "ready" when it listens. RATE is the share of requests that fail. --quick: only in ways that
discord.py does not wait for a second and more.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from adapters.memory.acts import Act, Answer, Noted
from bot.chat.adapter import Shown
from bot.engine.clock import ManualClock
from schedules.actors.chance import chance
from schedules.actors.manner import Manner
from tests.cohort_on_discord.eyes import shown
from tests.cohort_on_discord.hands import Hands
from tests.cohort_on_discord.line import listen
from tests.cohort_on_discord.network import Network, Tally, buckets
from tests.cohort_on_discord.report import report
from tests.cohort_on_discord.story import Cast
from tests.cohort_on_discord.troubles import Trouble, breaks
from tests.killing.kill import Kill, Moment
from tests.killing.story import NEVER_LATE_TO_JOIN, Story
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.faults import PLANNED, Fault, Status
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
CLOSES_AFTER = timedelta(days=9)
"""So long after the start of week 1 somebody takes no direct messages any more."""
READY_WITHIN = 60.0


class Community:
    """What the bot's process and the judge can ask for."""

    def __init__(self, discord: Discord, network: Network, clock: ManualClock, told: Story) -> None:
        self._discord = discord
        self._network = network
        self._clock = clock
        names = [row.name for row in told.setup.roster.rows]
        self._people = {name: discord.person(name) for name in names}
        self._hands = Hands(discord, self._people.values())
        self._troubles: list[Trouble] = []
        self._shown: list[Shown] = []
        self._pinged: list[str] = []
        self._notes: list[Noted] = []
        discord.desk.watching.append(self._watch)

    def expect(self, troubles: Sequence[Trouble]) -> None:
        """What will happen."""
        self._troubles = sorted(troubles, key=lambda one: one.at)

    def _watch(self, message: Message) -> None:
        if message.author is not self._discord.world.bot:
            return
        if pings(message):
            self._pinged.append(message.content)
        if message.by_interaction is None:
            self._shown.append(shown(message, self._discord.world))

    def there(self) -> tuple[object, ...]:
        """Where Discord is, and who is who."""
        discord = self._discord
        people = tuple((name, str(person.id)) for name, person in self._people.items())
        room = discord.channel("general")
        return discord.api_url, discord.token, str(discord.guild.id), str(room.id), people

    def now(self) -> datetime:
        """Discord's time."""
        return self._clock.now()

    def advance(self, at: datetime) -> None:
        """Let it be later there; what happens until then happens."""
        while self._troubles and self._troubles[0].at <= at:
            self._troubles.pop(0).happen(self._discord)
        self._clock.move_to(max(at, self._clock.now()))

    def shown(self, after: int) -> tuple[Shown, ...]:
        """What the bot has posted, without the first so many."""
        return tuple(self._shown[after:])

    async def act(self, act: Act) -> Answer | None:
        """Somebody does something; what they see."""
        return await self._hands.do(act)

    def note(self, noted: Noted) -> None:
        """An actor writes something down."""
        self._notes.append(noted)

    def notes(self) -> tuple[Noted, ...]:
        """All that the actors wrote down."""
        return tuple(self._notes)

    async def ready(self) -> None:
        """Return when the bot listens."""
        await self._discord.ready(within=READY_WITHIN)

    def aim(self, pid: int, *kill: object) -> None:
        """Strike this process by a kill's request, moment, delay and method; without these, never."""
        match kill:
            case (int(request), str(moment), float(delay), str() | None as method):
                aimed = Kill(request=request, moment=Moment[moment], delay=delay, method=method)
                self._network.aim.at(pid, aimed)
            case _:
                self._network.aim.at(pid, None)

    def report(self) -> str:
        """What there is to tell, as JSON."""
        return json.dumps(report(self._discord, self._network, self._hands, self._shown, self._pinged))


def _somebody(told: Story) -> str:
    """A creator who is there from the start, and stays."""
    return next(
        part.name
        for part in told.parts
        if part.manner is Manner.DILIGENT and chance(told.seed, part.name, "joins") < NEVER_LATE_TO_JOIN
    )


async def _serve(asked: argparse.Namespace) -> None:
    told = Cast(seed=asked.seed, weeks=asked.weeks, whole=asked.whole).told()
    clock = ManualClock(told.begins)
    network = Network(buckets=buckets(), tally=Tally(now=clock.now))
    network.faults.plan(asked.seed, asked.rate, QUICK if asked.quick else PLANNED)
    async with serving(clock=clock.now, rules=network) as discord:
        community = Community(discord, network, clock, told)
        every = timedelta(days=9)
        closing = Trouble(at=told.week_one + CLOSES_AFTER, what=_somebody(told))
        community.expect([*breaks(asked.seed, told.week_one, told.ends, every), closing])
        async with await listen(community, asked.socket):
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Serve until the input ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.cohort_on_discord.world", description=__doc__)
    parser.add_argument("socket", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("weeks", type=int)
    parser.add_argument("rate", type=float)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--quick", action="store_true")
    asyncio.run(_serve(parser.parse_args()))


if __name__ == "__main__":
    main()
