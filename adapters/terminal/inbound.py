"""A typed line is words for the bot, a command, the press of a button, or a word to the terminal itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import TypedDict

from adapters.terminal.commands import Unclear, Use, parse
from adapters.terminal.history import Pressable
from adapters.terminal.screen import Seat
from bot.chat.command import Command
from bot.chat.event import ButtonPressed, CommandUsed, FormSubmitted, PageOpened, TextReceived
from bot.chat.form import Form
from bot.chat.message import Button
from bot.chat.place import Account, MessageRef, Place
from bot.chat.text import Say, Text

LONGEST_WAIT = timedelta(days=366)
_SPAN = re.compile(r"(\d{1,4}) ?(m|h|d|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Words:
    """Something said to the bot."""

    text: str


@dataclass(frozen=True, slots=True)
class Press:
    """A button by its number, or by its label."""

    button: int | str


@dataclass(frozen=True, slots=True)
class Visit:
    """A page by its path."""

    path: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass, on a copy."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Quit:
    """Nothing more is typed."""


Typed = Words | Use | Press | Visit | Wait | Quit | Unclear


def read(line: str, commands: Sequence[Command], say: Say) -> Typed:
    """What a line asks for."""
    if line.startswith("/"):
        return parse(line, commands, say)
    if not line.startswith("!"):
        return Words(line)
    word, _, rest = line[1:].strip().partition(" ")
    rest = rest.strip()
    if word.isascii() and word.isdecimal() and not rest and len(word) < 4:
        return Press(int(word))
    match word.casefold():
        case "press" if rest:
            return Press(rest)
        case "page" if rest:
            return Visit(rest)
        case "wait":
            return _wait(rest, say)
        case "quit":
            return Quit()
        case _:
            return Unclear(hints(say))


def _wait(typed: str, say: Say) -> Wait | Unclear:
    found = _SPAN.fullmatch(typed.casefold())
    span = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if not timedelta() < span <= LONGEST_WAIT:
        return Unclear(say("Say how long, up to a year: !wait 3h, !wait 2d or !wait 1w."))
    return Wait(span)


def hints(say: Say) -> Text:
    """What can be typed, said once at the start and again when a line is not understood."""
    return say(
        "Type words, or /commands (/help lists them). A button is pressed by its number as !1, or by its "
        "label as !press Done. !page PATH opens a page, !quit ends."
    )


class _Happened(TypedDict):
    id: str
    at: datetime
    account: Account
    place: Place


class Events:
    """Makes an event of each act; the ids count up within the session."""

    def __init__(self, seat: Seat) -> None:
        self._seat = seat
        self._numbers = count(1)

    def said(self, text: str, at: datetime) -> TextReceived:
        """Words were typed."""
        happened = self._happened(at)
        ref = MessageRef(place=self._seat.place, id=happened["id"])
        return TextReceived(**happened, text=text, ref=ref)

    def used(self, use: Use, at: datetime) -> CommandUsed:
        """A command was used."""
        return CommandUsed(**self._happened(at), command=use.command, values=use.values)

    def pressed(self, button: Button, on: Pressable, at: datetime) -> ButtonPressed:
        """A button was pressed."""
        return ButtonPressed(**self._happened(at), token=button.token, key=on.key, ref=on.ref)

    def filled(self, form: Form, values: dict[str, str], at: datetime) -> FormSubmitted:
        """A form was sent off."""
        return FormSubmitted(**self._happened(at), token=form.token, values=tuple(values.items()))

    def opened(self, path: str, at: datetime) -> PageOpened:
        """A page was asked for."""
        return PageOpened(**self._happened(at), path=path)

    def _happened(self, at: datetime) -> _Happened:
        id = f"{self._seat.account.platform}/{self._seat.session}/{next(self._numbers)}"
        return {"id": id, "at": at, "account": self._seat.account, "place": self._seat.place}
