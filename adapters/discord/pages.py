"""A page becomes messages, and a row of buttons or a list from which the pages behind it are opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, assert_never

import discord

from adapters.discord.escape import unmarked
from adapters.discord.outbound import CommandIds, Components, pieces, pressable, render, rows_of
from adapters.discord.tables import table
from bot.chat.message import Part
from bot.chat.page import FiguresSection, Page, PictureSection, Section, TableSection, TextSection
from bot.chat.text import Say, Strong, Text, joined, plain

OPENS: Final = ">"
"""What a custom_id begins with that opens a page: its path follows, or is the value that was chosen."""
_BUTTONS: Final = 5  # More of them fill a phone's screen: they are chosen from a list.
_OPTIONS: Final = 25  # Discord: a select has at most 25 options.
_OPTION_LABEL: Final = 100  # Discord: an option's label and description.
_NO_COMMANDS: Final[CommandIds] = {}


@dataclass(frozen=True, slots=True)
class Opening:
    """A page that can be opened from another one."""

    label: str
    path: str
    about: str = ""


def page_parts(page: Page, commands: CommandIds = _NO_COMMANDS) -> tuple[Part, ...]:
    """A page as messages, each with at most one picture; `page_view` belongs under the last."""
    parts: list[Part] = []
    words: list[str] = [render((Strong(page.title),))]
    for section in page.sections:
        words.append(_section(section, commands))
        if isinstance(section, PictureSection):
            *first, last = pieces("\n\n".join(words))
            parts += [*(Part(content=piece) for piece in first), Part(content=last, picture=section.picture)]
            words = []
    if words:
        parts += [Part(content=piece) for piece in pieces("\n\n".join(words))]
    return tuple(parts)


def _section(section: Section, commands: CommandIds) -> str:
    match section:
        case TextSection(text=text):
            return render(text, commands)
        case FiguresSection(figures=figures):
            lines: list[Text] = [(Strong(f"{one.label}:"), f" {one.value}\n") for one in figures]
            return render(joined(*lines), commands).rstrip()
        case TableSection(columns=columns, rows=rows):
            return table(columns, rows)
        case PictureSection(picture=picture):
            return render((Strong(picture.title),))
        case _:
            assert_never(section)


def page_view(page: Page, say: Say) -> discord.ui.View | None:
    """What opens the pages behind this one: up to five buttons, else a list; None where there are none."""
    found = openings(page, say)
    if not found:
        return None
    if len(found) <= _BUTTONS:
        return rows_of([pressable(one.label, f"{OPENS}{one.path}") for one in found])
    options = [
        {"label": unmarked(one.label, _OPTION_LABEL), "value": one.path}
        | ({"description": unmarked(one.about, _OPTION_LABEL)} if one.about else {})
        for one in found
    ]
    chosen = {
        "type": 3,
        "custom_id": OPENS,
        "placeholder": plain(say("Open more of this page")),
        "options": options,
    }
    return Components([{"type": 1, "components": [chosen]}])


def openings(page: Page, say: Say) -> tuple[Opening, ...]:
    """The pages behind this one, each once; of too many the last stays, since it is the rest of a list."""
    found = tuple({one.path: one for one in reversed(tuple(_openings(page, say)))}.values())[::-1]
    return found if len(found) <= _OPTIONS else (*found[: _OPTIONS - 1], found[-1])


def _openings(page: Page, say: Say) -> Iterator[Opening]:
    title = page.title
    for section in page.sections:
        match section:
            case FiguresSection(figures=figures):
                for one in figures:
                    if one.path:
                        yield Opening(one.label or one.path, one.path, one.value)
            case TableSection(rows=rows, path=path, paths=paths):
                for row, leads in zip(rows, paths, strict=False):
                    if leads:
                        yield Opening(row[0] or leads, leads, " · ".join(filter(None, row[1:])))
                if path:
                    yield Opening(plain(say("More of: {list}", list=title)), path)
            case TextSection(text=(Strong(text=heading),)):
                title = heading
            case _:
                pass
