"""What the bot shows: a message, its buttons, its picture, and the parts that a chat splits it into."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.chat import limits
from bot.chat.text import Text
from bot.chat.token import Token

ButtonStyle = Literal["primary", "secondary", "danger"]
FileKind = Literal["copy", "roll"]
"""A copy of what is kept about a person; the table of a cohort's creators."""
Tone = Literal["good", "bad", "open", "rest", "ahead"]
"""How a mark is seen: as settled, as wanting somebody, as under way, as resting, as not begun."""


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
    """A file for one reader, by what it is made from; its bytes are made when it is sent or fetched.

    Nothing of what is in it is kept on the way; what it is about has its keys in `ids`.
    """

    name: str
    media_type: str
    kind: FileKind
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a cell of a heat map may say instead of a number: a sign, the word for it, how it is seen."""

    sign: str
    word: str
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart by its numbers: chats draw it as PNG, the terminal prints its table; `alt` says it in words.

    The cells of a heat map are numbers or, where it has `marks`, their signs. The paths are those of the
    pages behind its rows and its columns (without the first, which holds the labels); as many as there
    are, or none. Where nothing can be followed from a picture they are left out.
    """

    kind: Literal["bars", "line", "heat"]
    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: tuple[Mark, ...] = ()
    row_paths: tuple[str | None, ...] = ()
    column_paths: tuple[str | None, ...] = ()

    def __post_init__(self) -> None:
        if self.row_paths and len(self.row_paths) != len(self.rows):
            raise ValueError(f"a picture of {len(self.rows)} rows has {len(self.row_paths)} paths for them")
        if self.column_paths and len(self.column_paths) != len(self.columns) - 1:
            raise ValueError(f"{len(self.columns)} columns of a picture have {len(self.column_paths)} paths")


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
        buttons = (f"{button.label}\0{button.token}" for button in self.buttons)
        return _digest("\0".join((digest_of(self.content), *buttons)))


# A lesson goes to everybody.
@lru_cache
def digest_of(content: str) -> str:
    """A hash of the content of a part, by which the same content is kept once."""
    return _digest(content)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
