"""Pages on the terminal: figures and tables as rich draws them, a picture by its words."""

from typing import assert_never

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.chat.page import FiguresSection, Page, PictureSection, Section, TableSection, TextSection
from bot.chat.text import plain

WIDEST = 100
"""Columns: longer lines are hard to read."""


def console(*, errors: bool = False) -> Console:
    """Where words for people go, in lines that can be read; a pipe gets lines as long as a terminal's."""
    found = Console(stderr=errors, highlight=False)
    width = min(found.width, WIDEST) if found.is_terminal else WIDEST
    return Console(stderr=errors, highlight=False, width=width)


def show_page(page: Page) -> None:
    """Print a page."""
    to = console()
    put(to, Text(page.title, style="bold"))
    for section in page.sections:
        put(to, "", _drawn(section))


def put(to: Console, *things: str | Text | Table | Padding) -> None:
    """Print these, one below the other, without the spaces that rich fills lines up with."""
    with to.capture() as held:
        for thing in things:
            to.print(thing, markup=False)
    for line in held.get().splitlines():
        print(line.rstrip())


def _drawn(section: Section) -> Text | Table:
    match section:
        case TextSection(text=text):
            return Text(plain(text))
        case FiguresSection(figures=figures):
            grid = Table.grid(padding=(0, 2))
            grid.add_column()
            grid.add_column(justify="right")
            for figure in figures:
                grid.add_row(Text(figure.label), Text(figure.value, style="bold"))
            return grid
        case TableSection(columns=columns, rows=rows):
            table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
            for number, column in enumerate(columns):
                table.add_column(
                    Text(column), justify="right" if number and _are_figures(rows, number) else "left"
                )
            for row in rows:
                table.add_row(*map(Text, row))
            return table
        case PictureSection(picture=picture):
            return Text.assemble((picture.title, "bold"), f"\n{picture.alt}")
        case _:
            assert_never(section)


def _are_figures(rows: tuple[tuple[str, ...], ...], column: int) -> bool:
    return all(row[column][:1] in "0123456789–-" for row in rows)
