"""Somebody who takes no direct messages, and the private thread in which they are written to."""

from tests.discord_world import Someone, Town
from tests.platforms.discord.state import PRIVATE_THREAD, Channel


def thread_of(town: Town, someone: Someone) -> Channel:
    """The newest private thread with them in it."""
    found = [town.discord.world.channels[room] for room in someone.rooms()]
    return [each for each in found if each.kind == PRIVATE_THREAD][-1]


async def closed(town: Town, name: str = "Ana", mentor: str | None = None) -> Someone:
    """Somebody who joined, and takes no direct messages."""
    ana = await town.creator(name, mentor=mentor)
    ana.hands.closes_dms()
    await ana.is_in()
    # A room is opened every ten seconds at most, threads among them.
    await town.advance(minutes=1)
    return ana
