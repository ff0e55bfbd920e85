"""Tables: a caption, headings that say what they head, and rows that lead to the pages behind them."""

from collections.abc import Mapping, Sequence

from adapters.playground.leads import leading
from adapters.playground.markup import NOTHING, Html, esc, tag
from bot.chat.message import Mark

NO_MARKS: tuple[Mark, ...] = ()


def table(
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    row_paths: Sequence[str | None] = (),
    column_paths: Sequence[str | None] = (),
    marks: Sequence[Mark] = NO_MARKS,
    caption_seen: bool = False,
) -> Html:
    """The table. The first cell of a row heads it and leads where the row does; signs of marks are words."""
    words = {mark.sign: mark.word for mark in marks}
    right = [_are_figures(rows, number) for number in range(len(columns))]
    cells: dict[tuple[str, bool], Html] = {}
    body = (
        _row(row, row_paths[number] if row_paths else None, words, right, cells)
        for number, row in enumerate(rows)
    )
    return tag(
        "div",
        tag(
            "table",
            tag("caption", esc(caption), class_=None if caption_seen else "unseen"),
            tag("thead", tag("tr", *_heads(columns, column_paths, right))),
            tag("tbody", *body),
        ),
        class_="table",
        role="group",
        aria_label=caption,
        tabindex=0,
    )


def _heads(columns: Sequence[str], paths: Sequence[str | None], right: Sequence[bool]) -> list[Html]:
    led = (None, *paths) if paths else (None,) * len(columns)
    return [
        tag("th", leading(path, esc(column)), scope="col", class_=_class(to_right))
        for column, path, to_right in zip(columns, led, right, strict=True)
    ]


def _row(
    row: Sequence[str],
    path: str | None,
    words: Mapping[str, str],
    right: Sequence[bool],
    cells: dict[tuple[str, bool], Html],
) -> Html:
    if not row:
        return NOTHING
    head = tag("th", leading(path, esc(row[0])), scope="row", class_=_class(right[0]))
    return tag(
        "tr",
        head,
        *(_cell(cell, words, to_right, cells) for cell, to_right in zip(row[1:], right[1:], strict=False)),
    )


def _cell(cell: str, words: Mapping[str, str], right: bool, cells: dict[tuple[str, bool], Html]) -> Html:
    """A cell; thousands of them hold the same few words, so each is made once."""
    known = cells.get((cell, right))
    if known is None:
        known = cells[cell, right] = tag("td", esc(words.get(cell, cell)), class_=_class(right))
    return known


def _are_figures(rows: Sequence[Sequence[str]], column: int) -> bool:
    found = [row[column] for row in rows if column < len(row) and row[column]]
    return bool(found) and all(map(_is_figure, found))


def _is_figure(cell: str) -> bool:
    """Whether it is a number, whatever signs it has; a sentence may begin with one."""
    return cell[0] in "0123456789–-+" and not any(map(str.isalpha, cell))


def _class(right: bool) -> str | None:
    return "figure" if right else None
