"""Where things happen on Discord, as places of the core; and which channel a place is."""

from datetime import datetime

import discord
from discord.utils import time_snowflake

from bot.chat.adapter import Undeliverable
from bot.chat.place import Account, Channel, Place, Platform

DISCORD = Platform("discord")
PRIVATE = (discord.ChannelType.private, discord.ChannelType.private_thread)


def account_of(user: int) -> Account:
    """An account. Discord's ids of people are the same in every server."""
    return Account(platform=DISCORD, user=str(user))


def room(account: Account, channel: int) -> Place:
    """The channel in which an account is written to in private."""
    return Place(at=account, thread=str(channel))


def place_of(interaction: discord.Interaction[discord.Client]) -> Place:
    """Where somebody acted.

    A private thread is not taken for the room of whoever acts in it: moderators can look into it, and
    must not be written to there.
    """
    account, channel = account_of(interaction.user.id), interaction.channel
    if channel is None or interaction.guild_id is None:
        return Place(at=account, thread=None if channel is None else str(channel.id))
    if channel.type is discord.ChannelType.private_thread:
        return Place(at=account)
    server = str(interaction.guild_id)
    if isinstance(channel, discord.Thread):
        parent = Channel(platform=DISCORD, workspace=server, id=str(channel.parent_id))
        return Place(at=parent, thread=str(channel.id))
    return Place(at=Channel(platform=DISCORD, workspace=server, id=str(channel.id)))


def channel_of(place: Place) -> int:
    """The id of the channel that a place is. Undeliverable where none was opened."""
    written = place.thread or (place.at.id if isinstance(place.at, Channel) else "")
    if not written:
        raise Undeliverable("no direct messages were opened with them")
    if not written.isascii() or not written.isdigit():
        raise Undeliverable(f"{written!r} is not the id of a channel on Discord")
    return int(written)


def just_before(instant: datetime) -> discord.Object:
    """What stands for the last message before an instant.

    Discord's ids tell when they were made; the library itself would leave out the whole millisecond.
    """
    return discord.Object(time_snowflake(instant) - 1)
