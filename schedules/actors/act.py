"""An act that an actor intends: when, by whom, and what."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.place import MessageRef, Place
from bot.chat.token import Token


@dataclass(frozen=True, slots=True)
class Press:
    """Press a button of a message that was shown, and go through with what it opens: forms are filled in."""

    token: Token
    key: str
    ref: MessageRef
    place: Place


@dataclass(frozen=True, slots=True)
class Use:
    """Use a slash command."""

    command: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """`id` is the same however often the actor comes to the same intent, so that it acts once."""

    id: str
    at: datetime
    who: str
    does: Press | Use
