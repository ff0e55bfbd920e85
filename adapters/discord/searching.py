"""Searching: what may have been shown is looked for among the newest messages of its channel."""

from datetime import datetime

import discord

from adapters.discord.places import channel_of, just_before
from adapters.discord.sending import file_name
from bot.chat.adapter import Absent, CannotTell, Found, Search
from bot.chat.message import Part
from bot.chat.place import Account, MessageRef, Place

FURTHEST = 500
"""So many messages after the attempt are looked through, a hundred a request."""


async def find(client: discord.Client, place: Place, part: Part, key: str, since: datetime) -> Search:
    """The message with the key, else the bot's own one that says the same; Absent if certainly none."""
    if isinstance(place.at, Account) and place.thread is None:
        return Absent()  # No room was opened with them, so nothing was shown.
    channel = client.get_partial_messageable(channel_of(place))
    read = 0
    async for message in channel.history(limit=FURTHEST, after=just_before(since), oldest_first=True):
        read += 1
        if client.user is not None and message.author.id == client.user.id and is_copy(message, part, key):
            return Found(MessageRef(place=place, id=str(message.id)))
    if read >= FURTHEST:
        return CannotTell(f"more than {FURTHEST} messages were written there since")
    if read == 0 and not await _may_read(client, place):
        return CannotTell("the bot may not read the history of that channel")
    return Absent()


def is_copy(message: discord.Message, part: Part, key: str) -> bool:
    """Whether a button or picture carries the key; where a part has neither, whether it reads the same."""
    if part.buttons:
        return any(
            key in str(item.custom_id).split("/") for row in message.components for item in _items(row)
        )
    if part.picture is not None:
        return any(file.filename == f"{file_name(key)}.png" for file in message.attachments)
    return message.content.strip() == part.content.strip() and not message.components


def _items(row: discord.Component) -> list[discord.Button]:
    children = row.children if isinstance(row, discord.ActionRow) else []
    return [child for child in children if isinstance(child, discord.Button)]


async def _may_read(client: discord.Client, place: Place) -> bool:
    """Discord gives an empty list instead of a refusal to whom it does not let read the past of a channel."""
    if isinstance(place.at, Account):
        return True
    channel = await client.fetch_channel(channel_of(place))
    if not isinstance(channel, discord.abc.GuildChannel) or client.user is None:
        return True
    member = await channel.guild.fetch_member(client.user.id)
    return channel.permissions_for(member).read_message_history
