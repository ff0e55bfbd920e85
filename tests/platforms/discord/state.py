"""What Discord knows: users, guilds, channels, threads, messages and commands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.platforms.discord import permissions, refusal
from tests.platforms.discord.snowflake import Snowflakes

TEXT, DM, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 11, 12
EPHEMERAL, LOADING = 1 << 6, 1 << 7


@dataclass(slots=True, kw_only=True)
class User:
    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    dms_open: bool = True
    blocks_bot: bool = False


@dataclass(slots=True, kw_only=True)
class Member:
    user: User
    joined_at: datetime
    roles: list[int] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Role:
    id: int
    name: str
    permissions: int


@dataclass(slots=True, kw_only=True)
class Guild:
    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Overwrite:
    """Of a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, kw_only=True)
class Channel:
    """A text channel, a DM (recipient) or a thread (parent, owner and members)."""

    id: int
    kind: int
    guild: Guild | None = None
    name: str = ""
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    recipient: User | None = None
    parent: "Channel | None" = None
    owner_id: int = 0
    made: datetime
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    auto_archive: int = 1440
    active_at: datetime | None = None
    members: dict[int, datetime] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    id: int
    filename: str
    content: bytes
    description: str | None = None


@dataclass(slots=True, kw_only=True)
class Message:
    """`only_for` is whom an ephemeral message is shown to; `by_interaction` is the one it answers."""

    id: int
    channel: Channel
    author: User
    at: datetime
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    nonce: str | int | None = None
    edited_at: datetime | None = None
    allowed_mentions: dict[str, Any] | None = None
    only_for: int | None = None
    by_interaction: int | None = None


class World:
    """All of it, pure: nothing here knows of sockets."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.dms: dict[int, Channel] = {}
        self.nonces: dict[tuple[int, str], Message] = {}
        self.commands: dict[int | None, list[dict[str, Any]]] = {}
        self.command_creations: dict[int | None, list[datetime]] = {}
        self.dms_opened: list[datetime] = []
        self.dm_limit = 30
        self.dm_window = timedelta(minutes=10)
        self.nonce_window = timedelta(minutes=5)
        self.quarantined = False
        self.owners_invite = True
        """Whether who opened a thread may let others in where its members may not: no document says."""
        self.bot = self.new_user("cohortbot", bot=True)
        self.application_id = self.bot.id

    def new_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        user = User(id=self.ids.new(), name=name, bot=bot, locale=locale)
        self.users[user.id] = user
        return user

    def new_guild(self, name: str, *, granted: int = permissions.USUAL) -> Guild:
        """A guild that the bot is in; `granted` is what its own role grants it."""
        owner = self.new_user(f"owner of {name}")
        guild = Guild(id=self.ids.of_guild(), name=name, owner_id=owner.id)
        guild.roles[guild.id] = Role(id=guild.id, name="@everyone", permissions=permissions.EVERYONE)
        own = Role(id=self.ids.new(), name=self.bot.name, permissions=granted)
        guild.roles[own.id] = own
        self.guilds[guild.id] = guild
        self.join(guild, owner)
        self.join(guild, self.bot).roles.append(own.id)
        return guild

    def join(self, guild: Guild, user: User) -> Member:
        guild.members[user.id] = Member(user=user, joined_at=self.clock())
        return guild.members[user.id]

    def new_channel(self, guild: Guild, name: str) -> Channel:
        channel = Channel(id=self.ids.new(), kind=TEXT, guild=guild, name=name, made=self.clock())
        self.channels[channel.id] = channel
        return channel

    def new_thread(self, parent: Channel, name: str, *, kind: int, owner: User) -> Channel:
        now = self.clock()
        thread = Channel(
            id=self.ids.new(),
            kind=kind,
            guild=parent.guild,
            name=name,
            parent=parent,
            owner_id=owner.id,
            made=now,
            members={owner.id: now},
        )
        self.channels[thread.id] = thread
        return thread

    def new_dm(self, user: User) -> Channel:
        channel = Channel(id=self.ids.new(), kind=DM, recipient=user, made=self.clock())
        self.channels[channel.id] = channel
        self.dms[user.id] = channel
        return channel

    def channel(self, channel_id: int) -> Channel:
        if (found := self.channels.get(channel_id)) is None:
            raise refusal.unknown_channel()
        self.rest(found)
        return found

    def rest(self, thread: Channel) -> None:
        """Archive a thread in which nothing has happened for as long as it was told."""
        idle = self.clock() - (thread.active_at or thread.made)
        if thread.parent is not None and idle > timedelta(minutes=thread.auto_archive):
            thread.archived = True

    def guild(self, guild_id: int) -> Guild:
        found = self.guilds.get(guild_id)
        if found is None or self.bot.id not in found.members:
            raise refusal.unknown_guild()
        return found

    def mutual_guild(self, user: User) -> bool:
        return any(
            user.id in guild.members and self.bot.id in guild.members for guild in self.guilds.values()
        )

    def allowed(self, channel: Channel, user: User) -> int:
        """The permissions of this user in this channel, as one number."""
        if channel.guild is None:
            return permissions.IN_DM if user in (self.bot, channel.recipient) else 0
        member = channel.guild.members.get(user.id)
        if member is None:
            return 0
        held = permissions.in_channel(channel.guild, member, (channel.parent or channel).overwrites)
        if channel.kind == PRIVATE_THREAD and user.id not in channel.members:
            return held if held & permissions.MANAGE_THREADS else 0
        return held
