"""A gateway event, and which sessions are sent it."""

from dataclasses import dataclass

from tests.platforms.discord import intents, wire
from tests.platforms.discord.state import Channel, Guild, Member, Message, World
from tests.platforms.discord.wire import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`intent` 0 needs none; `veiled` is what a session without the message content intent is sent."""

    name: str
    data: Json
    guild_id: int | None = None
    intent: int = 0
    veiled: Json | None = None

    def seen_by(self, asked: int) -> Json | None:
        """What a session with these intents is sent; None: nothing."""
        if self.intent & ~asked:
            return None
        if self.veiled is not None and not asked & intents.MESSAGE_CONTENT:
            return self.veiled
        return self.data


def about_message(name: str, message: Message, world: World, *, site: str) -> Event:
    """MESSAGE_CREATE or MESSAGE_UPDATE; the content is open in DMs, in own messages and where mentioned."""
    data = wire.message(message, world, site=site, nonce=True)
    guild = message.channel.guild
    if guild is None:
        return Event(name=name, data=data | {"channel_type": 1}, intent=intents.DIRECT_MESSAGES)
    data |= {"guild_id": str(guild.id)}
    if (member := guild.members.get(message.author.id)) is not None:
        data["member"] = {key: value for key, value in wire.member(member).items() if key != "user"}
    own = message.author is world.bot or str(world.bot.id) in {each["id"] for each in data["mentions"]}
    veiled = None if own else data | {"content": "", "embeds": [], "components": [], "attachments": []}
    return Event(name=name, data=data, guild_id=guild.id, intent=intents.GUILD_MESSAGES, veiled=veiled)


def message_deleted(message: Message) -> Event:
    guild = message.channel.guild
    data: Json = {"id": str(message.id), "channel_id": str(message.channel.id)}
    if guild is None:
        return Event(name="MESSAGE_DELETE", data=data, intent=intents.DIRECT_MESSAGES)
    data["guild_id"] = str(guild.id)
    return Event(name="MESSAGE_DELETE", data=data, guild_id=guild.id, intent=intents.GUILD_MESSAGES)


def about_channel(name: str, channel: Channel) -> Event:
    """CHANNEL_CREATE, CHANNEL_UPDATE, THREAD_CREATE, THREAD_UPDATE and their like."""
    assert channel.guild is not None
    data = (
        wire.channel(channel) | {"newly_created": True} if name == "THREAD_CREATE" else wire.channel(channel)
    )
    return Event(name=name, data=data, guild_id=channel.guild.id, intent=intents.GUILDS)


def member_joined(guild: Guild, member: Member) -> Event:
    data = wire.member(member) | {"guild_id": str(guild.id)}
    return Event(name="GUILD_MEMBER_ADD", data=data, guild_id=guild.id, intent=intents.GUILD_MEMBERS)


def member_left(guild: Guild, member: Member) -> Event:
    data = {"user": wire.user(member.user), "guild_id": str(guild.id)}
    return Event(name="GUILD_MEMBER_REMOVE", data=data, guild_id=guild.id, intent=intents.GUILD_MEMBERS)


def guild_deleted(guild: Guild) -> Event:
    """The bot was thrown out."""
    data: Json = {"id": str(guild.id)}
    return Event(name="GUILD_DELETE", data=data, guild_id=guild.id, intent=intents.GUILDS)


def guild_created(world: World, guild: Guild) -> Event:
    return Event(
        name="GUILD_CREATE",
        data=wire.guild_created(world, guild),
        guild_id=guild.id,
        intent=intents.GUILDS,
    )
