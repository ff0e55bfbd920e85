"""What the bot shows: a message, its buttons, its picture, and the parts that a chat splits it into."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from bot.chat import limits
from bot.chat.text import Text
from bot.chat.token import Token

ButtonStyle = Literal["primary", "secondary", "danger"]
FileKind = Literal["document", "calendar", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press; the token says what it is about."""

    label: str
    token: Token
    style: ButtonStyle = "secondary"

    def __post_init__(self) -> None:
        limits.within("button label", self.label, limits.BUTTON_LABEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to attach, by what it is made from; its bytes are made when it is sent."""

    name: str
    media_type: str
    kind: FileKind
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart by its numbers: chats draw it as PNG, the terminal prints its table; `alt` says it in words."""

    kind: Literal["bars", "line", "heat"]
    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """Something said. `text` is spans; `body` is the admins' own Markdown (a lesson), shown after it."""

    text: Text
    body: str | None = None
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    file: File | None = None

    def __post_init__(self) -> None:
        if len(self.buttons) > limits.BUTTONS:
            raise ValueError(f"a message has at most {limits.BUTTONS} buttons, not {len(self.buttons)}")
        if not self.text and not self.body:
            raise ValueError("a message says something")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the pieces that an adapter lays a message out in: `content` is in the adapter's own encoding."""

    content: str
    buttons: tuple[Button, ...] = ()
    picture: Picture | None = None
    file: File | None = None

    @property
    def fingerprint(self) -> str:
        """A hash of what is shown, by which a copy is known again."""
        shown = "\0".join((self.content, *(f"{button.label}\0{button.token}" for button in self.buttons)))
        return hashlib.sha256(shown.encode()).hexdigest()[:32]
