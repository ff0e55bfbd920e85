"""Pictures: a Picture as a figure, drawn as one SVG, said in words, and told as a table."""

from typing import assert_never

from adapters.playground import charts, heat_map
from adapters.playground.markup import NOTHING, Html, esc, tag
from adapters.playground.tables import table
from bot.chat.message import Picture

NAMES = "picture"
"""What the ids of a picture begin with."""


def picture(drawn: Picture, number: int = 1) -> Html:
    """The figure. `number` tells the pictures of a page apart."""
    name = f"{NAMES}-{number}"
    if not any(cell for row in drawn.rows for cell in row[1:]):
        shown = tag("p", esc("Nothing to show yet."), class_="note")
        return tag("figure", _caption(drawn, name), shown, class_="picture")
    return tag(
        "figure",
        _caption(drawn, name),
        _legend(drawn),
        tag("a", esc("Past this picture"), href=f"#{name}-end", class_="skip"),
        tag("div", _drawing(drawn, name), class_="drawing", role="group", aria_label=drawn.title, tabindex=0),
        _as_table(drawn, name),
        class_=f"picture {drawn.kind}",
    )


def _caption(drawn: Picture, name: str) -> Html:
    words = tag("p", esc(drawn.alt), class_="note")
    return tag("figcaption", tag("h2", esc(drawn.title), id=name), words)


def _drawing(drawn: Picture, name: str) -> Html:
    match drawn.kind:
        case "bars" | "line":
            return charts.chart(drawn)
        case "heat":
            return heat_map.heat_map(drawn, name)
        case never:
            assert_never(never)


def _legend(drawn: Picture) -> Html:
    if drawn.kind == "heat":
        return heat_map.legend(drawn.marks) if drawn.marks else NOTHING
    return charts.legend(drawn)


def _as_table(drawn: Picture, name: str) -> Html:
    """The numbers, closed until somebody opens it."""
    numbers = table(
        drawn.title,
        drawn.columns,
        drawn.rows,
        row_paths=drawn.row_paths,
        column_paths=drawn.column_paths,
        marks=drawn.marks,
    )
    summary = tag("summary", esc("As a table"), tag("span", esc(f": {drawn.title}"), class_="unseen"))
    return tag("details", summary, numbers, id=f"{name}-end")
