"""How a click is answered on a bad network, by the small Discord."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.discord.adapter import DiscordAdapter
from bot.app.connecting import fill, words
from bot.chat.message import Picture
from bot.chat.place import Account, Platform
from bot.chat.reply import Say
from tests.contract.door import ScriptedDoor
from tests.contract.words import key, says
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.faults import Fault, ResetAfter, ResetBefore
from tests.platforms.discord.people import Person
from tests.platforms.discord.server import serving

CALLBACK = "/interactions/*/*/callback"


async def no_picture(_: Picture) -> bytes:
    """There is none in these stories."""
    raise LookupError


@asynccontextmanager
async def at_work(discord: Discord, door: ScriptedDoor) -> AsyncIterator[DiscordAdapter]:
    """The adapter, connected."""
    adapter = DiscordAdapter(
        discord.token,
        draw=no_picture,
        fill=fill,
        words=words,
        clock=lambda: discord.now,
        api_url=discord.api_url,
        ready_timeout=0,
    )
    running = asyncio.create_task(adapter.run((), door))
    try:
        await discord.ready()
        yield adapter
    finally:
        running.cancel()
        await asyncio.wait((running,))


async def a_click(discord: Discord, adapter: DiscordAdapter) -> tuple[Person, int, int]:
    """Somebody, and the place and id of a message with a button for them."""
    ana = discord.person("ana")
    room = await adapter.open(Account(platform=Platform("discord"), user=str(ana.id)), None)
    (part,) = adapter.layout(says("Hello", "Done"))
    sent = await adapter.send(room, part, key=key())
    return ana, int(room.thread or 0), int(sent.id)


@pytest.mark.parametrize("fault", [ResetBefore(), ResetAfter()])
async def test_an_answer_comes_once_although_its_connection_broke(fault: Fault) -> None:
    """Whether it had arrived or not, it is given once more, and Discord takes the first."""
    door = ScriptedDoor()
    async with serving() as discord, at_work(discord, door) as adapter:
        ana, room, message = await a_click(discord, adapter)
        door.answers.append(Say(says("Well done")))
        discord.faults.script(fault, method="POST", path=CALLBACK)

        assert (await ana.clicks(room, message, "Done")).content == "Well done"
        assert [each.content for each in ana.sees(room)] == ["Hello", "Well done"]
        assert discord.faults.injected[fault] == 1
        assert discord.breaches == []
