"""Text is spans, not markup: adapters escape the strings and render the rest in their own way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton

from bot.chat import limits
from bot.chat.place import Account

TimeStyle = Literal["date", "time", "date_time", "relative"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, by account; a reader sees `name` where the platform can't show the account."""

    account: Account | None
    name: str


@dataclass(frozen=True, slots=True)
class When:
    """An instant (aware UTC), shown in the reader's own time.

    `zone` and `language` serve where a chat can't do that by itself.
    """

    at: datetime
    zone: str = "UTC"
    style: TimeStyle = "date_time"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address with a label."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Slash:
    """A command to be typed, by its name as declared: "program settings".

    Chats show it as it is typed there, behind a prefix or to be clicked; elsewhere it is "/program settings".
    """

    name: str

    def __post_init__(self) -> None:
        limits.named_in_full(self.name)


Span = str | Mention | When | Strong | Link | Slash
Text = tuple[Span, ...]
Slot = Span | int
Say = Callable[..., Text]
"""Turns a template with named slots into Text, in one reader's language: say("Hi {who}", who=...)."""

_SLOT = re.compile(r"\{(\w+)\}")
TEMPLATES = 2_000
"""More than are said in one language."""
DAYS = 2_000
"""Those of a year in several languages."""


def phrase(text: str) -> str:
    """Words that are declared here and said later, by `say(command.summary)`: so catalogues hold them."""
    return text


def slots_of(template: str) -> frozenset[str]:
    """The names of the slots in a template."""
    return frozenset(_SLOT.findall(template))


def fill(template: str, **slots: Slot) -> Text:
    """Put the slots into the template; what a person typed can only ever become a string span.

    Raises KeyError for a slot that was not given.
    """
    spans: list[Span] = []
    for number, piece in enumerate(_pieces(template)):
        value: Slot = slots[piece] if number % 2 else piece
        spans.append(str(value) if isinstance(value, int) else value)
    return joined(tuple(spans))


@lru_cache(TEMPLATES)
def _pieces(template: str) -> tuple[str, ...]:
    """What stands between the slots, and the names of the slots, in turns."""
    return tuple(_SLOT.split(template))


def joined(*texts: Text) -> Text:
    """One text of several, neighbouring strings merged and empty ones dropped."""
    merged: list[Span] = []
    for text in texts:
        for span in text:
            if isinstance(span, str) and merged and isinstance(merged[-1], str):
                merged[-1] += span
            elif span != "":
                merged.append(span)
    return tuple(merged)


def plain(text: Text, *, prefix: str = "") -> str:
    """The text as a terminal or a log would show it.

    `prefix` is what stands before the first word of commands where others have taken it.
    """
    return "".join(_plain(span, prefix) for span in text)


def _plain(span: Span, prefix: str) -> str:
    match span:
        case str():
            return span
        case Mention(name=name):
            return name
        case When():
            return local(span)
        case Strong(text=text):
            return text
        case Link(label=label, url=url):
            return f"{label} ({url})"
        case Slash(name=name):
            return f"/{prefix}{name}"


def local(when: When) -> str:
    """The instant as wall time in the zone of the span, always with the zone named."""
    wall = when.at.astimezone(ZoneInfo(when.zone))
    day = _day(wall.date(), when.language)
    match when.style:
        case "date":
            return day
        case "time":
            return f"{wall:%H:%M} ({when.zone})"
        case _:
            return f"{day} {wall:%H:%M} ({when.zone})"


# Babel takes long for a day in another language, and many people read of the same days.
@lru_cache(DAYS)
def _day(day: date, language: str) -> str:
    """Weekday, day and month, short, as the language writes them, wherever; as English does, if unknown."""
    base = language.partition("-")[0]
    if base == "en":
        return f"{day:%a} {day.day} {day:%b}"
    try:
        locale = Locale.parse(language, sep="-")
        return str(format_skeleton("EEEdMMM", datetime.combine(day, time()), locale=locale))
    except (UnknownLocaleError, ValueError):
        # Slack says es-LA where the world says es-419.
        return _day(day, "en" if base == language else base)
