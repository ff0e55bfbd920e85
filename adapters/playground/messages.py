"""Messages as a reader of a room sees them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.playground.file_routes import file_address
from adapters.playground.markdown import markdown
from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.pictures import picture
from adapters.playground.posted import Posted
from bot.chat.message import Button, File
from bot.chat.place import Account
from bot.chat.quoting import unsteered

BOT = "cohortbot"
PICTURES = 1_000


def message(posted: Posted, *, zone: str, author: str, mine: bool) -> Html:
    """The inside of one message: who, when, what, and what can be pressed, which only `mine` says it can."""
    part = posted.part
    return joined(
        tag(
            "p",
            tag("strong", esc(author)),
            tag("time", esc(f" {_clock(posted.at, zone)}"), datetime=posted.at.isoformat()),
            tag("span", esc(" · edited"), class_="note") if posted.edited else NOTHING,
            tag("span", esc(" · only you can see this"), class_="note") if posted.reader else NOTHING,
            class_="who",
        ),
        tag("div", _words(posted), class_="words"),
        # Pages count their pictures from 1; those of messages are told apart from them.
        picture(part.picture, PICTURES + posted.number) if part.picture is not None else NOTHING,
        _file(posted, part.file) if part.file is not None else NOTHING,
        buttons(posted.id, part.buttons, enabled=mine) if part.buttons else NOTHING,
    )


def classes(posted: Posted) -> str:
    """How a message stands out."""
    kinds = ("message", "typed" if posted.by else "", "private" if posted.reader else "")
    return " ".join(filter(None, kinds))


def buttons(id: str, shown: tuple[Button, ...], *, enabled: bool) -> Html:
    """The buttons of a message; pressing one says which."""
    made = (
        tag(
            "button",
            esc(button.label),
            type="button",
            class_=f"press {button.style}",
            data_do="press",
            data_with=f"{id}/{number}",
            disabled=not enabled,
        )
        for number, button in enumerate(shown)
    )
    return tag("div", *made, class_="buttons")


def author(posted: Posted, names: dict[Account, str]) -> str:
    """Who wrote it."""
    return BOT if posted.by is None else names.get(posted.by, posted.by.user)


def _words(posted: Posted) -> Html:
    if posted.by is not None:
        # What people type here is no Markdown: it is read as it was typed.
        return tag("p", esc(unsteered(posted.part.content)), class_="plain")
    return markdown(posted.part.content)


def _file(posted: Posted, file: File) -> Html:
    address = file_address(posted)
    named = esc(file.name) if address is None else tag("a", esc(file.name), href=address, download=file.name)
    return tag("p", esc("File: "), named, esc(f" ({file.media_type})"), class_="file")


def _clock(at: datetime, zone: str) -> str:
    wall = at.astimezone(ZoneInfo(zone))
    return f"{wall:%a} {wall.day} {wall:%b}, {wall:%H:%M}"
