"""What people write to the bot in private is heard in whatever way they send it."""

from dataclasses import replace
from typing import Any

from bot.chat.event import TextReceived
from tests.adapters.discord.test_answering import at_work
from tests.contract.door import ScriptedDoor
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.events import Event
from tests.platforms.discord.server import serving

LINK = "https://example.org/poster"
STICKER = {"id": "749054660769218631", "name": "Wave", "format_type": 1}


def sent_as(discord: Discord, **fields: Any) -> Event:
    """The message that was written last, as another one with these fields."""
    written = next(event for event in reversed(discord.gateway.dispatched) if event.name == "MESSAGE_CREATE")
    return replace(written, data={**written.data, "id": str(int(written.data["id"]) + 1), **fields})


def passed_on(discord: Discord) -> Event:
    """The same words in a message that somebody passes on: beside it, and not its own."""
    words = {"content": LINK, "type": 0, "embeds": [], "attachments": [], "mentions": [], "flags": 0}
    snapshot = {"message": {**words, "timestamp": discord.now.isoformat(), "edited_timestamp": None}}
    return sent_as(discord, content="", message_snapshots=[snapshot])


async def test_a_message_that_is_passed_on_is_heard() -> None:
    """Who forwards the link to their work has sent it in."""
    door = ScriptedDoor()
    async with serving() as discord, at_work(discord, door):
        ana = discord.person("ana")
        ana.types(ana.opens_dm(), "Here it comes")
        discord.again(passed_on(discord))
        await door.knocked(2)

    assert [event.text for event in door.events if isinstance(event, TextReceived)] == ["Here it comes", LINK]


async def test_a_sticker_alone_is_heard() -> None:
    """It is nothing to read, and no reason to leave somebody without an answer."""
    door = ScriptedDoor()
    async with serving() as discord, at_work(discord, door):
        ana = discord.person("ana")
        ana.types(ana.opens_dm(), "Hello")
        discord.again(sent_as(discord, content="", sticker_items=[STICKER]))
        await door.knocked(2)

    sent = door.events[-1]
    assert isinstance(sent, TextReceived)
    assert (sent.text, len(sent.attachments)) == ("", 1)
