"""A look shows what a chat would show, as separate messages, each with its length beside the limit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.playground.markup import NOTHING, Html, esc, tag
from bot.chat.limits import MESSAGE_CHARACTERS
from bot.chat.message import Button
from bot.chat.text import TimeStyle, When, local


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whose eyes it is seen with: chats show times in the reader's own zone."""

    zone: str = "UTC"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One message as it is seen: what it says, what can be pressed, and how long it is."""

    said: Html
    pressable: Html
    characters: int


def conversation(chat: str, messages: Sequence[Seen], reader: Reader) -> Html:
    """The messages of a chat in their order; `chat` is its name for people."""
    count = "1 message" if len(messages) == 1 else f"{len(messages)} messages"
    shown = (_message(one, reader) for one in messages)
    return tag("ol", *shown, class_=f"chat {chat.lower()}", aria_label=f"On {chat}, {count}")


def _message(one: Seen, reader: Reader) -> Html:
    sender = tag(
        "p",
        tag("span", class_="face", aria_hidden="true"),
        tag("strong", esc("cohortbot")),
        tag("span", esc("App"), class_="app"),
        class_="sender",
    )
    said = tag("div", one.said, class_="said", lang=reader.language)
    length = esc(f"{one.characters:,} of {MESSAGE_CHARACTERS:,} characters")
    return tag("li", sender, said, one.pressable, tag("p", length, class_="length"), class_="message")


def buttons(shown: Sequence[Button]) -> Html:
    """The buttons of a message; here nothing happens when one is pressed."""
    return faces([(button.label, button.style) for button in shown])


def faces(shown: Sequence[tuple[str, str]]) -> Html:
    """Buttons by their label and style."""
    if not shown:
        return NOTHING
    items = (tag("li", esc(label), class_=f"press {style}") for label, style in shown)
    return tag("ul", *items, class_="presses", aria_label="Buttons")


def instant(at: int, style: TimeStyle, reader: Reader) -> Html:
    """Seconds since 1970 as the reader's own day and hour; the seconds, where no clock shows them."""
    try:
        when = datetime.fromtimestamp(at, UTC)
        told = local(When(when, reader.zone, style, reader.language))
    except (ValueError, OverflowError, OSError):
        return esc(str(at))
    words = esc(told.removesuffix(f" ({reader.zone})"))
    return tag("time", words, datetime=when.isoformat(), title=f"in {reader.zone}")
