"""More rooms than discord.py remembers are written to without opening any of them again."""

import asyncio

from bot.chat.place import Account, Place, Platform
from tests.adapters.discord.test_answering import at_work
from tests.contract.door import ScriptedDoor
from tests.contract.words import key, says
from tests.platforms.discord.rules import Rules
from tests.platforms.discord.server import serving

REMEMBERED = 128
"""discord.py, `_add_private_channel`: so many private channels are kept."""


async def test_rooms_that_the_library_forgot_are_not_opened_again() -> None:
    """To open many direct messages is what Discord takes for spam."""
    async with serving(rules=Rules(buckets=None)) as discord, at_work(discord, ScriptedDoor()) as adapter:
        people = [discord.person(f"p{number}") for number in range(REMEMBERED + 12)]
        (part,) = adapter.layout(says("Welcome"))

        rooms = [
            Place(at=Account(platform=Platform("discord"), user=str(one.id)), thread=str(one.opens_dm()))
            for one in people
        ]
        await asyncio.gather(*(adapter.send(room, part, key=key(str(room.thread))) for room in rooms))

        assert all("Welcome" in [each.content for each in one.sees(one.opens_dm())] for one in people)
        assert [path for _, path, _ in discord.requests if path.endswith("/users/@me/channels")] == []
