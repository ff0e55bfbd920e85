"""The permissions that the bot needs in a server, each with its reason, and which it lacks in a channel."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from discord import Permissions


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One permission, by the name that Discord's settings show."""

    name: str
    flag: int
    where: str
    why: str


NEEDS: Final = (
    Need(
        name="View Channels",
        flag=Permissions(view_channel=True).value,
        where="each configured channel",
        why="without it nothing else works there",
    ),
    Need(
        name="Send Messages",
        flag=Permissions(send_messages=True).value,
        where="each configured channel",
        why="the message with the Join button and announcements are posted there",
    ),
    # Without it Discord answers a look at the history with an empty list, so "not there" would be wrong.
    Need(
        name="Read Message History",
        flag=Permissions(read_message_history=True).value,
        where="each configured channel and its threads",
        why="after a lost answer the bot looks whether its message is there, so that none comes twice",
    ),
    Need(
        name="Attach Files",
        flag=Permissions(attach_files=True).value,
        where="each configured channel and its threads",
        why="pictures and files are attached",
    ),
    Need(
        name="Create Private Threads",
        flag=Permissions(create_private_threads=True).value,
        where="each configured channel",
        why="whose direct messages are closed gets a private thread",
    ),
    Need(
        name="Send Messages in Threads",
        flag=Permissions(send_messages_in_threads=True).value,
        where="the threads of each configured channel",
        why="the bot writes to people in their private threads",
    ),
)
"""All of them, and nothing else: texts need no Embed Links, replies to a click no permission at all."""


def needed() -> Permissions:
    """What the bot asks for when it is invited."""
    value = 0
    for need in NEEDS:
        value |= need.flag
    return Permissions(value)


def missing_in(
    channel: Mapping[str, Any], guild: Mapping[str, Any], member: Mapping[str, Any]
) -> tuple[Need, ...]:
    """What the member, a bot, lacks in the channel, from what Discord answers for the three of them.

    What Discord denies only because something else is denied (all without View Channels) is not named,
    since granting the other brings it back.
    """
    granted = _granted(channel.get("permission_overwrites") or (), guild, member)
    return tuple(need for need in NEEDS if not granted & need.flag)


def _granted(
    overwrites: Sequence[Mapping[str, Any]], guild: Mapping[str, Any], member: Mapping[str, Any]
) -> int:
    """The order is Discord's: everyone, then all roles together, then the member; allowing comes last."""
    everyone, bot, roles = (
        str(guild["id"]),
        str(member["user"]["id"]),
        {str(role) for role in member["roles"]},
    )
    value = 0
    for role in guild["roles"]:
        if str(role["id"]) in roles | {everyone}:
            value |= int(role["permissions"])
    if str(guild["owner_id"]) == bot or Permissions(value).administrator:
        return Permissions.all().value
    # Ids are unique over roles and members, so they alone tell whom an overwrite is for.
    for whom in ({everyone}, roles - {everyone}, {bot}):
        its = [overwrite for overwrite in overwrites if str(overwrite["id"]) in whom]
        for overwrite in its:
            value &= ~int(overwrite["deny"])
        for overwrite in its:
            value |= int(overwrite["allow"])
    return value
