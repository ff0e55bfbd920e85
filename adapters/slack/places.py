"""Where things happen on Slack, as places of the core; and which channel a place is."""

from dataclasses import replace

from bot.chat.adapter import Undeliverable
from bot.chat.place import Account, Channel, Place, Platform

SLACK = Platform("slack")


def account_of(team: str, user: str) -> Account:
    """An account. Slack's ids of people belong to a workspace."""
    return Account(platform=SLACK, workspace=team, user=user)


def is_direct(channel: str) -> bool:
    """Whether only one person and the bot read there."""
    return channel.startswith("D")


def place_of(team: str, user: str, channel: str, thread: str | None = None) -> Place:
    """Where somebody acted: their own conversation with the bot, whose channel is the room, or a channel."""
    if not channel:
        return Place(at=account_of(team, user))
    if is_direct(channel):
        return Place(at=account_of(team, user), thread=channel)
    return Place(at=Channel(platform=SLACK, workspace=team, id=channel), thread=thread)


def target_of(place: Place) -> str:
    """What a message is posted to: a channel, or a user, with whom Slack opens the conversation by itself."""
    return place.thread or place.at.user if isinstance(place.at, Account) else place.at.id


def thread_of(place: Place) -> str | None:
    """The message whose thread it is."""
    return None if isinstance(place.at, Account) else place.thread


def settled(place: Place, channel: str) -> Place:
    """The place, with the channel in which Slack really posted."""
    return replace(place, thread=channel) if isinstance(place.at, Account) and is_direct(channel) else place


def channel_of(place: Place) -> str:
    """The channel of a message that was posted. Undeliverable where it is not known."""
    if isinstance(place.at, Account) and place.thread is None:
        raise Undeliverable("the conversation with them is not known")
    return target_of(place)
