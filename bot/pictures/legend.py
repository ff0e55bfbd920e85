"""The legend: names above a drawing, each behind its colour, in as many rows as they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.pictures.sheet import Area, Sheet, width_of
from bot.pictures.style import GAP, MARGIN, SERIES, SMALL, WIDTH, Colour, shortened

SWATCH = 24
"""Pixels of the patch of colour before a name."""
ROW = 40
BETWEEN = 34
NAME_WIDTH = 20
"""Letters of the name of a series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A colour and what it stands for; the sign is for eyes that don't tell colours apart."""

    colour: Colour
    name: str
    sign: str = ""
    sign_colour: Colour = ""


def height(entries: Sequence[Entry]) -> int:
    """Pixels that it takes."""
    return ROW * len(list(_rows(entries))) + GAP if entries else 0


def put(sheet: Sheet, entries: Sequence[Entry], top: float) -> None:
    """Write it."""
    for number, row in enumerate(_rows(entries)):
        y = top + ROW * (number + 0.5)
        for x, entry in row:
            patch = Area(left=x, top=y - SWATCH / 2, right=x + SWATCH, bottom=y + SWATCH / 2)
            sheet.box(patch, entry.colour)
            sheet.write(entry.sign, x + SWATCH / 2, y, size=SMALL, colour=entry.sign_colour, at="middle")
            sheet.write(entry.name, x + SWATCH + GAP, y, size=SMALL)


def _rows(entries: Sequence[Entry]) -> Iterator[list[tuple[int, Entry]]]:
    row: list[tuple[int, Entry]] = []
    x = MARGIN
    for entry in entries:
        wide = SWATCH + GAP + width_of(entry.name, SMALL)
        if row and x + wide > WIDTH - MARGIN:
            yield row
            row, x = [], MARGIN
        row.append((x, entry))
        x += wide + BETWEEN
    if row:
        yield row


def of_series(names: Sequence[str]) -> tuple[Entry, ...]:
    """The series by their colours; one alone needs no name."""
    if len(names) < 2:
        return ()
    return tuple(
        Entry(colour=colour, name=shortened(name, NAME_WIDTH))
        for name, colour in zip(names, SERIES, strict=False)
    )
