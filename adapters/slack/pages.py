"""A page becomes App Home or messages, and buttons or a list from which the pages behind it are opened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, assert_never

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    DividerBlock,
    HeaderBlock,
    Option,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from adapters.slack.outbound import (
    Blocks,
    checked,
    content_blocks,
    picture_block,
    pieces,
    pressable,
    render,
    rows_of,
)
from adapters.slack.tables import table
from bot.chat.message import Part, Picture
from bot.chat.page import FiguresSection, Page, PictureSection, Section, TableSection, TextSection
from bot.chat.quoting import unsteered
from bot.chat.text import Say, Slash, Strong, Text, joined, plain

OPENS: Final = ">"
"""What an action_id begins with that opens a page: its path follows, or is the value that was chosen."""
HOME: Final = 100  # Slack: a view has at most 100 blocks.
_BUTTONS: Final = 5  # More of them fill a phone's screen: they are chosen from a list.
_OPTIONS: Final = 100  # Slack: a select has at most 100 options.
_LABEL: Final = 75  # Slack: the text of a button, of an option and of its description.
_TITLE: Final = 150  # Slack: the text of a header.

Images = Mapping[Picture, str]
"""The ids of the files that hold the drawn pictures; of others the words are shown."""
NO_IMAGES: Final[Images] = {}


@dataclass(frozen=True, slots=True)
class Opening:
    """A page that can be opened from another one."""

    label: str
    path: str
    about: str = ""


def home_view(
    pages: Page | Sequence[Page], say: Say, images: Images = NO_IMAGES, prefix: str = ""
) -> dict[str, Any]:
    """App Home with a page, or several one below the other, as views.publish wants it."""
    return View(type="home", blocks=home_blocks(pages, say, images, prefix)).to_dict()


def home_blocks(
    pages: Page | Sequence[Page], say: Say, images: Images = NO_IMAGES, prefix: str = ""
) -> Blocks:
    """The blocks of App Home; what is more than Slack takes is left out, and said to be."""
    made: list[Block] = []
    for page in (pages,) if isinstance(pages, Page) else pages:
        made += [DividerBlock()] if made else []
        made += _page(page, say, images, prefix)
    if not made:
        made = content_blocks(render(say("There is nothing to show here yet.")))
    if len(made) > HOME:
        rest = say(
            "There is more than fits here. Type {command} to see what I can show you.",
            command=Slash("program help"),
        )
        made = [*made[: HOME - 1], *content_blocks(render(rest, prefix))]
    return checked(made)


def page_blocks(page: Page, say: Say, images: Images = NO_IMAGES, prefix: str = "") -> Blocks:
    """One page, with what opens the pages behind it, as blocks of a view."""
    return checked(tuple(_page(page, say, images, prefix)))


def _page(page: Page, say: Say, images: Images, prefix: str) -> Iterator[Block]:
    yield HeaderBlock(text=PlainTextObject(text=_cut(page.title, _TITLE), emoji=True))
    for section in page.sections:
        content = _section(section, prefix)
        if content.strip():
            for piece in pieces(content):
                yield from content_blocks(piece)
        if isinstance(section, PictureSection):
            yield picture_block(section.picture, images.get(section.picture))
    yield from _openings_blocks(page, say)


def page_parts(page: Page, prefix: str = "") -> tuple[Part, ...]:
    """A page as messages, each with at most one picture; `page_view` belongs under the last."""
    parts: list[Part] = []
    words: list[str] = [render((Strong(page.title),))]
    for section in page.sections:
        words.append(_section(section, prefix))
        if isinstance(section, PictureSection):
            *first, last = pieces("\n\n".join(words))
            parts += [*(Part(content=piece) for piece in first), Part(content=last, picture=section.picture)]
            words = []
    if words:
        parts += [Part(content=piece) for piece in pieces("\n\n".join(words))]
    return tuple(parts)


def _section(section: Section, prefix: str) -> str:
    match section:
        case TextSection(text=text):
            return render(text, prefix)
        case FiguresSection(figures=figures):
            lines: list[Text] = [(Strong(f"{one.label}:"), f" {one.value}\n") for one in figures]
            return render(joined(*lines)).rstrip()
        case TableSection(columns=columns, rows=rows):
            return table(columns, rows)
        case PictureSection(picture=picture):
            return render((Strong(picture.title),))
        case _:
            assert_never(section)


def page_view(page: Page, say: Say) -> Blocks:
    """What opens the pages behind this one: up to five buttons, else a list; nothing where there are none."""
    return checked(_openings_blocks(page, say))


def _openings_blocks(page: Page, say: Say) -> list[Block]:
    found = openings(page, say)
    if len(found) <= _BUTTONS:
        return rows_of([pressable(_cut(one.label, _LABEL), f"{OPENS}{one.path}") for one in found])
    options = [
        Option(
            text=PlainTextObject(text=_cut(one.label, _LABEL), emoji=True),
            value=one.path,
            description=PlainTextObject(text=_cut(one.about, _LABEL), emoji=True) if one.about else None,
        )
        for one in found
    ]
    placeholder = PlainTextObject(text=plain(say("Open more of this page")), emoji=True)
    chosen = StaticSelectElement(action_id=OPENS, options=options, placeholder=placeholder)
    return [ActionsBlock(elements=[chosen])]


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


def _cut(words: str, most: int) -> str:
    line = " ".join(unsteered(words).split()) or "…"
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
