"""Opening: the room in which somebody is written to, a direct message or a private thread of their own."""

from typing import Final

import discord

from adapters.discord.places import channel_of, room
from bot.chat.adapter import Undeliverable
from bot.chat.place import Account, Place
from bot.chat.quoting import quoted
from bot.chat.text import Say, plain

A_WEEK: Final = 10_080  # Discord: a thread rests after at most so many minutes; a message takes it up again.
NAME: Final = 60
FORBIDDEN: Final = 50013
"""Discord: missing permissions."""

UNWANTED: Final = (20031, 200001)
"""Discord: the name of a channel has words that are not allowed, there or by the server's AutoMod."""


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
    named = plain(say("For {name}", name=quoted(member.display_name, NAME)))
    try:
        thread = await _opened(client, channel, named)
    except discord.HTTPException as error:
        if error.code not in UNWANTED:
            raise
        thread = await _opened(client, channel, plain(say("For you alone")))
    await let_in(thread, account)
    return room(account, thread.id)


async def let_in(thread: discord.Thread, account: Account) -> None:
    """Have the account in its thread, as it may be already.

    Whether who opened a thread may let somebody in where others may not, Discord's documents leave open:
    where it says no, it is asked to let everybody who is in there do so.
    """
    person = discord.Object(int(account.user))
    try:
        await thread.add_user(person)
    except discord.Forbidden as error:
        if error.code != FORBIDDEN or thread.invitable:
            raise
        await thread.edit(invitable=True)
        await thread.add_user(person)


async def _opened(client: discord.Client, channel: discord.TextChannel, name: str) -> discord.Thread:
    return await _begun(client, channel, name) or await channel.create_thread(
        name=name,
        type=discord.ChannelType.private_thread,
        auto_archive_duration=A_WEEK,
        invitable=False,
    )


async def _begun(client: discord.Client, channel: discord.TextChannel, name: str) -> discord.Thread | None:
    """A thread that an earlier try opened before it broke off. Nobody was let in, and nothing written.

    One in which there is or was somebody is never taken: people of the same name are different people.
    """
    own = client.user and client.user.id
    for thread in await channel.guild.active_threads():
        is_ours = (thread.parent_id, thread.owner_id, thread.name) == (channel.id, own, name)
        if is_ours and thread.is_private() and not thread.message_count and thread.member_count <= 1:
            return thread
    return None
