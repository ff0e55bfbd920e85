"""What the bot itself wrote is not set out again when Discord tells of it."""

import asyncio

from bot.chat.place import Account, Platform
from tests.adapters.discord.test_answering import at_work
from tests.contract.door import ScriptedDoor
from tests.contract.words import key, says
from tests.platforms.discord.server import serving


async def test_only_what_others_wrote_is_set_out() -> None:
    """A lesson goes out to a thousand rooms, and each of them tells of it."""
    async with serving() as discord, at_work(discord, ScriptedDoor()) as adapter:
        ana = discord.person("ana")
        room = await adapter.open(Account(platform=Platform("discord"), user=str(ana.id)), None)
        (part,) = adapter.layout(says("Hello"))
        heard = asyncio.ensure_future(adapter._connected().wait_for("message", timeout=5))
        await asyncio.wait((heard,), timeout=0)

        await adapter.send(room, part, key=key())
        typed = ana.types(int(room.thread or 0), "Hello, bot!")

        assert (await heard).id == typed.id
