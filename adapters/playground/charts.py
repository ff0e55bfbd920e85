"""Bars and lines as one SVG each, every label of the axis leading to the page behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.playground.leads import leading
from adapters.playground.markup import Html, esc, joined, tag
from adapters.playground.scales import Scale, number, scale_of
from bot.chat.message import Picture

HEIGHT, ABOVE, BELOW, LEFT = 160, 22, 26, 46
WIDEST = 68
"""Of one label's share of the axis."""
NARROWEST = 28
LETTER = 7.5
MOST_NUMBERED = 16
"""Labels; with more, numbers at each would run into each other."""
KINDS = 4
"""Series that look different; further ones look like the first again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """Where things stand: the axis, and the room of each label beside it."""

    scale: Scale
    left: int
    room: int

    def y(self, value: float) -> float:
        """How far down a value stands."""
        return ABOVE + HEIGHT * (1 - self.scale.share(value))

    def middle(self, place: int) -> float:
        """The middle of a label's room."""
        return self.left + self.room * (place + 0.5)


def chart(picture: Picture) -> Html:
    """Standing bars, or lines, above the labels."""
    longest = max((len(row[0]) for row in picture.rows if row), default=0)
    room = max(NARROWEST, min(720 // max(1, len(picture.rows)), WIDEST), int(longest * LETTER) + 8)
    scale = scale_of([cell for row in picture.rows for cell in row[1:]])
    left = max(LEFT, int(max(len(words) for _, words in scale.steps) * LETTER) + 10)
    width, height = left + room * len(picture.rows) + 8, ABOVE + HEIGHT + BELOW
    plot = _Plot(scale=scale, left=left, room=room)
    drawn = _bars(picture, plot) if picture.kind == "bars" else _lines(picture, plot)
    return tag(
        "svg",
        *_steps(plot, width),
        *_labels(picture, plot),
        *drawn,
        *_numbers(picture, plot),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="none",
        class_="chart",
    )


def legend(picture: Picture) -> Html:
    """What each series looks like; one alone needs no name."""
    if len(picture.columns) <= 2:
        return joined()
    shape = "M2 4h16v12h-16z" if picture.kind == "bars" else "M1 10h18"
    made = (
        tag(
            "li",
            tag(
                "svg",
                tag("path", d=shape, class_=_series(picture, place)),
                viewBox="0 0 20 20",
                width=20,
                height=20,
                aria_hidden="true",
                class_="chart",
            ),
            esc(name),
        )
        for place, name in enumerate(picture.columns[1:])
    )
    return tag("ul", *made, class_="legend")


def _steps(plot: _Plot, width: int) -> Iterator[Html]:
    for step, words in plot.scale.steps:
        y = plot.y(step)
        yield tag("path", d=f"M{plot.left} {y:g}H{width}", class_="step")
        yield tag("text", esc(words), x=plot.left - 6, y=f"{y + 4:g}", text_anchor="end", aria_hidden="true")


def _labels(picture: Picture, plot: _Plot) -> Iterator[Html]:
    """The labels below; the whole column above each can be clicked."""
    paths = picture.row_paths or (None,) * len(picture.rows)
    for place, (row, path) in enumerate(zip(picture.rows, paths, strict=True)):
        left, room = plot.left + plot.room * place, plot.room
        words = tag(
            "text", esc(row[0]), x=f"{left + room / 2:g}", y=ABOVE + HEIGHT + 18, text_anchor="middle"
        )
        hit = tag("path", d=f"M{left} {ABOVE - 14}h{room}v{HEIGHT + BELOW + 10}h-{room}z", class_="hit")
        told = ", ".join(filter(None, (f"{picture.columns[0]} {row[0]}", *row[1:])))
        if path is None:
            yield tag("g", words, aria_hidden="true")
        else:
            yield leading(path, tag("title", esc(told)), hit, words, label=told)


def _bars(picture: Picture, plot: _Plot) -> Iterator[Html]:
    series = max(1, len(picture.columns) - 1)
    wide = min(40.0, plot.room * 0.72) / series
    for one in range(series):
        found: list[str] = []
        for place, value in _values(picture, one):
            if value <= 0:
                continue  # Nothing to be seen, and no hair on the ground either.
            left = plot.middle(place) + wide * (one - series / 2)
            y = plot.y(value)
            found.append(f"M{left:g} {y:g}h{wide - 1:g}V{ABOVE + HEIGHT}h-{wide - 1:g}z")
        yield tag("path", d="".join(found), class_=_series(picture, one))


def _lines(picture: Picture, plot: _Plot) -> Iterator[Html]:
    for one in range(max(1, len(picture.columns) - 1)):
        points, before = "", None
        dots: list[str] = []
        for place, value in _values(picture, one):
            x, y = plot.middle(place), plot.y(value)
            # What is missing leaves a gap.
            points += f"{'L' if before == place - 1 else 'M'}{x:g} {y:g}"
            dots.append(f"M{x - 3:g} {y:g}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0")
            before = place
        yield tag("path", d=points, class_=_series(picture, one))
        yield tag("path", d="".join(dots), class_=f"dots s{one % KINDS + 1}")


def _numbers(picture: Picture, plot: _Plot) -> Iterator[Html]:
    """What the bars and dots of a single series say, where there is room."""
    if len(picture.columns) != 2 or len(picture.rows) > MOST_NUMBERED:
        return
    for place, value in _values(picture, 0):
        yield tag(
            "text",
            esc(picture.rows[place][1]),
            x=f"{plot.middle(place):g}",
            y=f"{plot.y(value) - 7:g}",
            text_anchor="middle",
            class_="number",
            aria_hidden="true",
        )


def _values(picture: Picture, one: int) -> Sequence[tuple[int, float]]:
    """(place of the row, number) of a series, where there is one."""
    cells = ((place, row[one + 1]) for place, row in enumerate(picture.rows) if len(row) > one + 1)
    return [(place, value) for place, cell in cells if (value := number(cell)) is not None]


def _series(picture: Picture, place: int) -> str:
    return f"{picture.kind} s{place % KINDS + 1}"
