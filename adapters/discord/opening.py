"""Opening: the room in which somebody is written to, a direct message or a private thread of their own."""

from typing import Final

import discord

from adapters.discord.places import channel_of, room
from bot.chat.adapter import Undeliverable
from bot.chat.place import Account, Place
from bot.chat.text import Say, plain

A_WEEK: Final = 10_080  # Discord: a thread rests after at most so many minutes; a message takes it up again.
NAME = 60


async def direct(client: discord.Client, account: Account) -> Place:
    """The direct messages with an account; Discord gives those that there are already."""
    channel = await client.create_dm(discord.Object(int(account.user)))
    return room(account, channel.id)


async def aside(client: discord.Client, account: Account, near: Place, say: Say) -> Place:
    """A private thread in the channel, with nobody in it but the account; it says at once what it is for."""
    number = channel_of(near)
    channel = client.get_channel(number) or await client.fetch_channel(number)
    if not isinstance(channel, discord.TextChannel):
        raise Undeliverable("private threads can be opened in text channels only")
    member = await channel.guild.fetch_member(int(account.user))
    thread = await channel.create_thread(
        name=plain(say("For {name}", name=member.display_name[:NAME])),
        type=discord.ChannelType.private_thread,
        auto_archive_duration=A_WEEK,
        invitable=False,
    )
    await thread.add_user(member)
    return room(account, thread.id)
