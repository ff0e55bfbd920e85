"""What the core says becomes lines of text; nothing that a person wrote can steer the terminal."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import assert_never

from adapters.terminal.safe import one_line, safe
from adapters.terminal.tables import table
from bot.chat import limits
from bot.chat.message import Button, File, Message, Part, Picture
from bot.chat.page import FiguresSection, Page, PictureSection, Section, TableSection, TextSection
from bot.chat.split import split_markdown
from bot.chat.text import Text, plain

INDENT = "  "


def layout(message: Message) -> tuple[Part, ...]:
    """The parts of a message; only the last has the buttons, the picture and the file."""
    content = render(message.text)
    if message.body:
        body = safe(message.body)
        content = f"{content}\n\n{body}" if content else body
    *first, last = split_markdown(content, limits.MESSAGE_CHARACTERS)
    carrier = Part(content=last, buttons=message.buttons, picture=message.picture, file=message.file)
    return (*(Part(content=piece) for piece in first), carrier)


def render(text: Text) -> str:
    """The spans as a terminal shows them."""
    return safe(plain(text))


def part_lines(part: Part) -> list[str]:
    """A part as it is printed: words, picture, file, and the buttons by number."""
    lines = part.content.rstrip("\n").split("\n")
    if part.picture is not None:
        lines += ["", *picture_lines(part.picture)]
    if part.file is not None:
        lines.append(file_line(part.file))
    return [*lines, *button_lines(part.buttons)]


def button_lines(buttons: Sequence[Button]) -> list[str]:
    """One line with all of them; none without buttons."""
    labels = (f"[{number}] {one_line(button.label)}" for number, button in enumerate(buttons, 1))
    return [INDENT + INDENT.join(labels)] if buttons else []


def file_line(file: File) -> str:
    """An attached file, by its name."""
    return f"{INDENT}({one_line(file.name)}, {one_line(file.media_type)})"


def picture_lines(picture: Picture) -> list[str]:
    """A picture as its title, its words and its table."""
    return [one_line(picture.title), safe(picture.alt), "", *table(picture.columns, picture.rows)]


def page_lines(page: Page) -> list[str]:
    """A page, section by section; where there is more to see, the command that shows it."""
    title = one_line(page.title)
    lines = [title, "=" * len(title)]
    for section in page.sections:
        lines += ["", *_section(section)]
    return lines


def _section(section: Section) -> list[str]:
    match section:
        case TextSection(text=text):
            return render(text).split("\n")
        case FiguresSection(figures=figures):
            return [
                f"{one_line(figure.label)}: {one_line(figure.value)}{_more(figure.path)}"
                for figure in figures
            ]
        case TableSection(columns=columns, rows=rows, path=path, paths=paths):
            head, rule, *lines = table(columns, rows)
            led = [f"{line}{_more(leads)}" for line, leads in zip_longest(lines, paths) if line is not None]
            return [head, rule, *led, *([_more(path).strip()] if path else [])]
        case PictureSection(picture=picture):
            return picture_lines(picture)
        case _:
            assert_never(section)


def _more(path: str | None) -> str:
    return f"{INDENT}(!page {one_line(path)})" if path else ""
