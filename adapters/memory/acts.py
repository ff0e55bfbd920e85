"""An act is what a person outside the bot does; its answer is what that person then sees."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.chat.adapter import Shown
from bot.chat.form import Choice, Form
from bot.chat.message import Button, Part
from bot.chat.place import Account, MessageRef, Place, Profile


@dataclass(frozen=True, slots=True)
class Press:
    """Presses a button: its custom_id is token/key/index, the key of an answer's button being empty."""

    custom_id: str
    ref: MessageRef | None = None


@dataclass(frozen=True, slots=True)
class Type:
    """Types a message."""

    text: str
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submit:
    """Sends a form off."""

    token: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """Uses a slash command."""

    command: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Lookup:
    """Is typing a parameter and looks what is offered."""

    command: str
    param: str
    typed: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Opens a page by its path."""

    path: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Joins or leaves the community, or changes the profile."""

    what: Literal["joined", "left", "changed"]


Does = Press | Type | Submit | Use | Lookup | Visit | Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something done by someone, with an id that stays the same however often it is told."""

    id: str
    at: datetime
    account: Account
    place: Place
    does: Does
    seen: Profile = field(default_factory=Profile)


AnswerKind = Literal["say", "ask", "replace", "refuse", "offer", "show"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the one who acted sees at once."""

    kind: AnswerKind
    parts: tuple[Part, ...] = ()
    private: bool = True
    form: Form | None = None
    problems: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One line that an actor writes into its own log, by which a run is judged independently of the store."""

    at: datetime
    who: str
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A message that the world did not take, and why: the place was closed to the bot at that time."""

    at: datetime
    place: Place
    key: str
    why: str


def custom_id(button: Button, key: str, index: int) -> str:
    """What stands on a button, and comes back when it is pressed."""
    return f"{button.token}/{key}/{index}"


def press_of(shown: Shown, button: str | int) -> Press:
    """The press of a shown message's button, by label or index. Raises LookupError if there is none."""
    for index, candidate in enumerate(shown.part.buttons):
        if button in (index, candidate.label):
            return Press(custom_id(candidate, shown.key, index), shown.ref)
    raise LookupError(f"no button {button!r} on {shown.part.content!r}")


def press_in(answer: Answer, button: str | int, ref: MessageRef | None = None) -> Press:
    """The press of an answer's button; an answer carries no delivery's key."""
    for part in answer.parts:
        for index, candidate in enumerate(part.buttons):
            if button in (index, candidate.label):
                return Press(custom_id(candidate, "", index), ref)
    raise LookupError(f"no button {button!r} in {answer!r}")
