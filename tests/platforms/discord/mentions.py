"""A mention notifies somebody only where the message's allowed mentions let it."""

import re
from collections.abc import Mapping
from typing import Any

from tests.platforms.discord.seen import TEXT_DISPLAY, walk
from tests.platforms.discord.state import Message, User

_USERS = re.compile(r"<@!?(\d+)>")
_ROLES = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_BY_DEFAULT = ("everyone", "roles", "users")


def _parsed(message: Message) -> tuple[str, ...]:
    """Without allowed mentions everything is parsed, in answers to interactions users only."""
    if message.allowed_mentions is not None:
        return tuple(message.allowed_mentions.get("parse", ()))
    return ("users",) if message.by_interaction is not None else _BY_DEFAULT


def _text(message: Message) -> str:
    """What can be read of it: its content, and its text displays."""
    displays = [each["content"] for each in walk(message.components) if each["type"] == TEXT_DISPLAY]
    return "\n".join([message.content, *displays])


def _named(message: Message, kind: str, found: list[str]) -> list[str]:
    if kind in _parsed(message):
        return found
    listed: list[Any] = (message.allowed_mentions or {}).get(kind) or []
    return [each for each in found if each in {str(one) for one in listed}]


def mentioned(message: Message, users: Mapping[int, User]) -> list[User]:
    """The users that this message notifies."""
    found = _named(message, "users", _USERS.findall(_text(message)))
    return [users[int(each)] for each in dict.fromkeys(found) if int(each) in users]


def everyone(message: Message) -> bool:
    return "everyone" in _parsed(message) and _EVERYONE.search(_text(message)) is not None


def pings(message: Message) -> bool:
    """Whether this message notifies anybody."""
    users = _named(message, "users", _USERS.findall(_text(message)))
    roles = _named(message, "roles", _ROLES.findall(_text(message)))
    return bool(users or roles) or everyone(message)
