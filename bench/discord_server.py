"""The small Discord of the tests in a process of its own: its people act when a line on its input says so.

It checks nothing and limits nobody, so that it is not what is measured. What is said here is JSON, a line a
thing: first where it is, then an answer to each request.
"""

import asyncio
import json
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.platforms.discord import acting
from tests.platforms.discord.interaction import Interaction, Kind
from tests.platforms.discord.rules import Rules
from tests.platforms.discord.seen import seen
from tests.platforms.discord.server import Discord, serving
from tests.platforms.discord.state import DM, Channel, User
from tests.platforms.discord.typing_commands import Typed

PATIENCE = 120.0
"""Seconds after which nobody waits for an answer any more."""
_ROOMS = 10**18


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What there is: users by their ids, who have a room with the bot each, and guilds with members."""

    now: str
    users: Sequence[int] = ()
    guilds: int = 1
    members: int = 0


def room_of(user: int) -> int:
    """The channel in which the bot and this user write to each other."""
    return _ROOMS + user


@asynccontextmanager
async def begun(setting: Setting) -> AsyncIterator["Peer"]:
    """The server, with everybody in it."""
    start, since = datetime.fromisoformat(setting.now), time.perf_counter()

    def now() -> datetime:
        return start + timedelta(seconds=time.perf_counter() - since)

    async with serving(clock=now, rules=Rules(checks=False, buckets=None), answer_within=PATIENCE) as discord:
        yield Peer(discord, setting)


class Peer:
    """The server and its people."""

    def __init__(self, discord: Discord, setting: Setting) -> None:
        self._discord = discord
        world = discord.world
        self._users = [User(id=id, name=f"user {id}") for id in setting.users]
        for user in self._users:
            world.users[user.id] = user
            world.join(discord.guild, user)
            room = Channel(id=room_of(user.id), kind=DM, recipient=user, made=discord.now)
            world.channels[room.id] = world.dms[user.id] = room
        guilds = [discord.guild]
        for number in range(1, setting.guilds):
            guilds.append(world.new_guild(f"Server {number}"))
            world.new_channel(guilds[-1], "general")
        for number in range(setting.members):
            world.join(guilds[number % len(guilds)], world.new_user(f"member {number}"))

    def where(self) -> dict[str, Any]:
        """What a bot must know to log in."""
        return {"api_url": self._discord.api_url, "token": self._discord.token}

    async def does(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """What came of one request."""
        match asked:
            case {"use": str(command), "by": int(users), "times": int(times)}:
                return {"took": await self._use(command, users, times)}
            case {"first": str(command)}:
                return await self._first(command)
            case {"ready": _}:
                return await self._ready()
            case {"shown": _}:
                return self._shown()
            case _:
                raise ValueError(f"nobody here can do {asked}")

    async def _use(self, command: str, users: int, times: int) -> list[float]:
        """Milliseconds to each answer, when so many use a command and use it again once it was answered."""
        left = {user.id: times for user in self._users[:users]}
        began: dict[int, float] = {}
        under_way: deque[Interaction] = deque()
        took: list[float] = []

        def begin(user: User) -> None:
            if left[user.id]:
                left[user.id] -= 1
                # One that was answered is of no use any more, and a long run would pile them up.
                made = self._begin(command, user)
                began[made.id] = time.perf_counter()
                under_way.append(made)

        def gather() -> bool | None:
            """One look for everybody: each looking for themselves would cost more than the bot does."""
            for _ in range(len(under_way)):
                made = under_way.popleft()
                if made.callback is None or made.waiting:  # Only said to be coming is not answered.
                    under_way.append(made)
                else:
                    took.append((time.perf_counter() - began.pop(made.id)) * 1e3)
                    begin(made.user)
            return None if under_way else True

        for user in self._users[:users]:
            begin(user)
        await self._until(gather, f"answers to /{command}")
        return took

    async def _ready(self) -> dict[str, Any]:
        """Return when a bot is there."""
        sessions = self._discord.gateway.sessions
        await self._until(lambda: True if sessions else None, "a bot")
        return {}

    async def _first(self, command: str) -> dict[str, Any]:
        """Use a command as soon as a bot is there, and tell that it was answered."""
        await self._ready()
        made = self._begin(command, self._users[0])
        await self._until(lambda: made.callback, f"an answer to /{command}")
        return {"guilds": len(self._discord.world.guilds), "members": len(self._discord.world.users)}

    def _shown(self) -> dict[str, Any]:
        """How many messages there are in all rooms, and how the last one looks."""
        rooms = self._discord.world.dms.values()
        messages = [one for room in rooms for one in room.messages.values()]
        last = max(messages, key=lambda one: one.id, default=None)
        return {
            "messages": len(messages),
            "content": "" if last is None else last.content,
            "labels": [] if last is None else [button.label for button in seen(last).buttons],
            "busy": time.process_time(),
        }

    def _begin(self, command: str, user: User) -> Interaction:
        world = self._discord.world
        room = world.dms[user.id]
        data = Typed(world, user, room, command).data({})
        return acting.dispatch(self._discord.desk, Kind.COMMAND, user, room, data)

    async def _until(self, found: Callable[[], object | None], what: str) -> None:
        await self._discord.changes.until(found, within=PATIENCE, what=what)


async def _serve(setting: Setting) -> None:
    async with begun(setting) as peer:
        _tell(peer.where())
        while line := await asyncio.to_thread(sys.stdin.readline):
            _tell(await peer.does(json.loads(line)))


def _tell(answer: Mapping[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(Setting(**json.loads(sys.argv[1]))))
