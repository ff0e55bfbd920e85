"""What happened in a chat, in the past tense and without a trace of the platform that told it."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.place import Account, MessageRef, Place, Profile
from bot.chat.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class _Happened:
    """`id` is made from what happened, never from the envelope that brought it, so repeats have the same."""

    id: str
    at: datetime
    account: Account
    place: Place
    seen: Profile = field(default_factory=Profile)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandUsed(_Happened):
    """A slash command: its full name ("program pause") and the values of its parameters."""

    command: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonPressed(_Happened):
    """A click. `key` is that of the delivery's part that carried the button: proof that it was posted."""

    token: Token
    key: str | None = None
    ref: MessageRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSubmitted(_Happened):
    """A filled form."""

    token: Token
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReceived(_Happened):
    """Something typed; attachments are references (addresses), never contents."""

    text: str
    attachments: tuple[str, ...] = ()
    ref: MessageRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesAsked(_Happened):
    """Someone is typing a parameter and wants to be offered values."""

    command: str
    param: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOpened(_Happened):
    """A page was asked for by its path."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonJoined(_Happened):
    """An account entered the community."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLeft(_Happened):
    """An account left the community."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(_Happened):
    """An account's profile changed; `seen` holds what it is now."""


Noticed = PersonJoined | PersonLeft | PersonChanged
"""What was not done to the bot: nobody waits for an answer, and none is given."""
Event = CommandUsed | ButtonPressed | FormSubmitted | TextReceived | ChoicesAsked | PageOpened | Noticed
