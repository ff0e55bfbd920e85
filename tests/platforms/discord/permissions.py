"""Permissions are bits: roles grant them, a channel's overwrites take and give."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.platforms.discord.state import Guild, Member, Overwrite

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
MENTION_EVERYONE = 1 << 17
MANAGE_ROLES = 1 << 28
USE_APPLICATION_COMMANDS = 1 << 31
MANAGE_THREADS = 1 << 34
CREATE_PUBLIC_THREADS = 1 << 35
CREATE_PRIVATE_THREADS = 1 << 36
SEND_MESSAGES_IN_THREADS = 1 << 38
ALL = (1 << 53) - 1

EVERYONE = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | SEND_MESSAGES_IN_THREADS
)
USUAL = EVERYONE | CREATE_PRIVATE_THREADS
IN_DM = EVERYONE & ~SEND_MESSAGES_IN_THREADS


def in_guild(guild: "Guild", member: "Member") -> int:
    if member.user.id == guild.owner_id:
        return ALL
    held = guild.roles[guild.id].permissions
    for role in member.roles:
        held |= guild.roles[role].permissions
    return ALL if held & ADMINISTRATOR else held


def in_channel(guild: "Guild", member: "Member", overwrites: "Mapping[int, Overwrite]") -> int:
    """First @everyone's overwrite, then those of roles together, then the member's own; as Discord does."""
    held = in_guild(guild, member)
    if held == ALL:
        return held
    if (everyone := overwrites.get(guild.id)) is not None:
        held = held & ~everyone.deny | everyone.allow
    of_roles = [overwrites[role] for role in member.roles if role in overwrites]
    denied = allowed = 0
    for overwrite in of_roles:
        denied |= overwrite.deny
        allowed |= overwrite.allow
    held = held & ~denied | allowed
    if (own := overwrites.get(member.user.id)) is not None:
        held = held & ~own.deny | own.allow
    return held if held & VIEW_CHANNEL else 0
