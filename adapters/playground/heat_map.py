"""A heat map as one SVG, light enough for a thousand rows: cells of one kind are one shape with a pattern."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from unicodedata import east_asian_width

from adapters.playground.leads import leading
from adapters.playground.markup import NOTHING, Html, esc, tag
from adapters.playground.scales import number
from bot.chat.message import Mark, Picture, Tone

ROW = 20
BAND = 25
"""Rows, after which the names of the columns are told again."""
LEVELS = 5
LETTER = 7.6
"""How wide a letter of a label is, about."""
LONGEST = 22
SHAPES: dict[Tone, str] = {
    "good": "m-4.5 .5l3 3l6 -7",
    "bad": "m0 -5v5.5m0 3.4v.6",
    "open": "m-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0",
    "rest": "m-2.2 -3.6v7.2m4.4 -7.2v7.2",
    "ahead": "m0 0h.01",
}
"""What a tone is told by besides its colour."""


def heat_map(picture: Picture, name: str) -> Html:
    """The cells, and a link for each row and column that leads somewhere. `name` begins the ids in it."""
    grid = _Grid(picture)
    marked = bool(picture.marks)
    inside = [
        tag("defs", *(_pattern(name, tone, grid.cell) for tone in _tones(picture))) if marked else NOTHING,
        *grid.columns(picture),
        *grid.rows(picture),
        *(grid.marked(picture, name) if marked else grid.counted(picture)),
    ]
    return tag(
        "svg",
        *inside,
        viewBox=f"0 0 {grid.width} {grid.height}",
        width=grid.width,
        height=grid.height,
        role="none",
        class_="heat",
    )


def legend(marks: Sequence[Mark]) -> Html:
    """What each mark looks like, and means."""
    return tag("ul", *(tag("li", _swatch(mark.tone), esc(mark.word)) for mark in marks), class_="legend")


def _swatch(tone: Tone) -> Html:
    shape = tag("path", d=f"M10 10{SHAPES[tone]}", class_=f"sign {tone}")
    ground = tag("path", d="M1 1h18v18h-18z", class_=f"cell {tone}")
    return tag(
        "svg", ground, shape, viewBox="0 0 20 20", width=20, height=20, aria_hidden="true", class_="heat"
    )


def _tones(picture: Picture) -> list[Tone]:
    return list(dict.fromkeys(mark.tone for mark in picture.marks))


def _pattern(name: str, tone: Tone, wide: int) -> Html:
    ground = tag("path", d=f"M1 1h{wide - 2}v{ROW - 2}h-{wide - 2}z", class_=f"cell {tone}")
    shape = tag("path", d=f"M{wide / 2:g} {ROW / 2:g}{SHAPES[tone]}", class_=f"sign {tone}")
    return tag(
        "pattern", ground, shape, id=f"{name}-{tone}", width=wide, height=ROW, patternUnits="userSpaceOnUse"
    )


class _Grid:
    """Where everything stands. The first cell begins at a multiple of a cell's size, as the patterns do."""

    def __init__(self, picture: Picture) -> None:
        longest = max((_letters(row[0]) for row in picture.rows if row), default=0)
        self.cell = 22 if picture.marks else 30
        letters = min(LONGEST, max(longest, 4)) * LETTER
        self.left = self.cell * (int(letters + 12) // self.cell + 1)
        self.count = max(0, len(picture.columns) - 1)
        self.width = self.left + self.cell * self.count + 2
        self.height = self._y(max(0, len(picture.rows) - 1)) + ROW + 2

    def _y(self, row: int) -> int:
        """The top of a row; a line of names, as high as a row, stands above each band."""
        return ROW * (1 + row + row // BAND)

    def columns(self, picture: Picture) -> Iterator[Html]:
        """The names above, each leading to its page; and again above each further band, as words only."""
        paths = picture.column_paths or (None,) * self.count
        for place, (label, path) in enumerate(zip(picture.columns[1:], paths, strict=True)):
            words = _label(label, self.left + self.cell * (place + 0.5), 14, "middle")
            hit = tag(
                "path", d=f"M{self.left + self.cell * place} 0h{self.cell}v{ROW}h-{self.cell}z", class_="hit"
            )
            yield _led(path, f"{picture.title}: {label}", hit, words)
        for row in range(BAND, len(picture.rows), BAND):
            again = (
                _label(label, self.left + self.cell * (place + 0.5), self._y(row) - 6, "middle")
                for place, label in enumerate(picture.columns[1:])
            )
            yield tag("g", *again, aria_hidden="true")

    def rows(self, picture: Picture) -> Iterator[Html]:
        """The names beside, each leading to its page; the whole row can be clicked."""
        paths = picture.row_paths or (None,) * len(picture.rows)
        words_of = {mark.sign: mark.word for mark in picture.marks}
        for place, (row, path) in enumerate(zip(picture.rows, paths, strict=True)):
            if row:
                top = self._y(place)
                words = _label(_cut(row[0]), self.left - 8, top + 14, "end")
                hit = tag("path", d=f"M0 {top}h{self.width}v{ROW}h-{self.width}z", class_="hit")
                yield _led(path, _in_words(row, words_of), hit, words)

    def marked(self, picture: Picture, name: str) -> Iterator[Html]:
        """One shape for each tone: the runs of cells that have it."""
        tones = {mark.sign: mark.tone for mark in picture.marks}
        runs: dict[Tone, list[str]] = {tone: [] for tone in _tones(picture)}
        for place, row in enumerate(picture.rows):
            top, column = self._y(place), 0
            for sign, same in groupby(row[1:]):
                length = sum(1 for _ in same)
                tone = tones.get(sign)
                if tone is not None:
                    wide = self.cell * length
                    runs[tone].append(f"M{self.left + self.cell * column} {top}h{wide}v{ROW}h-{wide}z")
                column += length
        for tone, found in runs.items():
            if found:
                yield tag("path", d="".join(found), fill=f"url(#{name}-{tone})", class_="cells")

    def counted(self, picture: Picture) -> Iterator[Html]:
        """Cells by how much they hold, with their numbers in them."""
        found = [
            (place, column, cell)
            for place, row in enumerate(picture.rows)
            for column, cell in enumerate(row[1:])
        ]
        numbers = [(place, column, cell, value) for place, column, cell in found if (value := number(cell))]
        highest = max((value for *_, value in numbers), default=0.0)
        shades: dict[int, list[str]] = {}
        for place, column, _, value in numbers:
            level = max(1, min(LEVELS, -int(-value * LEVELS // highest))) if highest > 0 else 1
            x, y = self.left + self.cell * column + 1, self._y(place) + 1
            shades.setdefault(level, []).append(f"M{x} {y}h{self.cell - 2}v{ROW - 2}h-{self.cell - 2}z")
        for level, cells in sorted(shades.items()):
            yield tag("path", d="".join(cells), class_=f"cells level-{level}")
        words = (
            _label(cell, self.left + self.cell * (column + 0.5), self._y(place) + 14, "middle")
            for place, column, cell, _ in numbers
        )
        yield tag("g", *words, class_="numbers", aria_hidden="true")


def _led(path: str | None, told: str, *inside: Html) -> Html:
    """A link with its words as what the pointer is told, too; without a path only the words."""
    if path is None:
        return tag("g", inside[-1], aria_hidden="true")
    return leading(path, tag("title", esc(told)), *inside, label=told)


def _in_words(row: Sequence[str], words_of: Mapping[str, str]) -> str:
    """A row's name, and how many of its cells say what."""
    counts = Counter(row[1:])
    told = ", ".join(f"{counts[sign]} {word}" for sign, word in words_of.items() if counts[sign])
    return f"{row[0]}: {told}" if told else row[0]


def _label(words: str, x: float, y: float, anchor: str) -> Html:
    return tag("text", esc(words), x=f"{x:g}", y=f"{y:g}", text_anchor=anchor)


def _cut(label: str) -> str:
    if _letters(label) <= LONGEST:
        return label
    while _letters(label) >= LONGEST:
        label = label[:-1]
    return f"{label.rstrip()}…"


def _letters(label: str) -> int:
    """How long a label is; letters of Chinese and the like are twice as wide."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in label)
