"""A Picture becomes a PNG that a chat can show, whatever its numbers and labels are."""

import io
from dataclasses import replace
from typing import Literal, get_args

import pytest
from PIL import Image, ImageChops

from bot.chat.message import Mark, Picture
from bot.pictures.draw import draw

Kind = Literal["bars", "line", "heat"]
KINDS: tuple[Kind, ...] = get_args(Kind)
WIDTH = 960


def picture(kind: Kind, *rows: tuple[str, ...], columns: tuple[str, ...] = ("week", "sent")) -> Picture:
    """A picture of these rows."""
    return Picture(kind=kind, title="Messages", alt="Eight messages.", columns=columns, rows=rows)


def opened(png: bytes) -> Image.Image:
    """What a reader sees; a broken file raises."""
    Image.open(io.BytesIO(png)).verify()
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind(kind: Kind) -> None:
    """Every kind is drawn, in colours, as wide as chats like it."""
    drawn = opened(draw(picture(kind, ("1", "3"), ("2", "5"))))

    assert (drawn.format, drawn.width) == ("PNG", WIDTH)
    assert 200 < drawn.height < 1200
    assert len(drawn.convert("RGB").getcolors(1 << 20) or ()) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_picture_the_same_bytes(kind: Kind) -> None:
    """Drawing twice gives one file."""
    one = picture(kind, ("1", "3"), ("2", "5"))

    assert draw(one) == draw(one)


def test_a_heat_map_of_marks() -> None:
    """Each mark has its colour; what is no mark stays empty."""
    signs = (Mark(sign="✓", word="done", tone="good"), Mark(sign="!", word="late", tone="bad"))
    columns, rows = ("Creator", "1", "2", "3"), (("Ana", "✓", "!", ""), ("Ben", "✓", "✓", "?"))
    marked = Picture(kind="heat", title="Weeks", alt="Ana is late.", columns=columns, rows=rows, marks=signs)

    seen = {colour for _, colour in opened(draw(marked)).convert("RGB").getcolors(1 << 20) or ()}

    assert {(0x3F, 0x8F, 0x5B), (0xB3, 0x36, 0x4A), (255, 255, 255)} <= seen


def test_the_words_stay_with_it() -> None:
    """The title and the alt text travel in the file."""
    drawn = opened(draw(picture("line", ("1", "3"))))

    assert drawn.info["Title"] == "Messages"
    assert drawn.info["Description"] == "Eight messages."
    assert "Software" not in drawn.info


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (("week", "sent"), ()),
        (("week",), (("1",), ("2",))),
        (("week", "sent"), (("1", ""), ("2", "none"))),
        (("week", "sent"), (("1", "nan"), ("2", "inf"))),
    ],
)
def test_nothing_to_show(kind: Kind, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """Without a number the picture says in words what it has to say."""
    empty = picture(kind, *rows, columns=columns)

    assert opened(draw(empty)).width == WIDTH
    assert _ink(opened(draw(empty))) > _ink(opened(draw(replace(empty, alt=""))))


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_as_people_write_them(kind: Kind) -> None:
    """Per cent, thousands, negative numbers, zeros, gaps, short and long rows are all taken."""
    rows = (("a", "63%"), ("b", "1,204"), ("c", "-4"), ("d", "0"), ("e",), ("f", "0.5", "9"))

    assert opened(draw(picture(kind, *rows))).width == WIDTH


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_zeros(kind: Kind) -> None:
    """A quiet week is a picture too."""
    assert opened(draw(picture(kind, ("1", "0"), ("2", "0")))).width == WIDTH


@pytest.mark.parametrize("label", ["b", "a label that lies"])
def test_what_is_next_to_nothing_is_seen(label: str) -> None:
    """One beside ten thousand has a bar, nothing has none."""
    one, none = (picture("bars", ("a", "10,000"), (label, number)) for number in ("1", "0"))

    assert _blue(opened(draw(one))) > _blue(opened(draw(none)))


def test_a_single_point() -> None:
    """A number between two that are missing is a dot."""
    rows = [(str(week), "" if week in (4, 6) else "3") for week in range(30)]
    without = [(week, "" if week == "5" else number) for week, number in rows]

    assert _blue(opened(draw(picture("line", *rows)))) > _blue(opened(draw(picture("line", *without))))


@pytest.mark.parametrize("kind", KINDS)
def test_long_labels(kind: Kind) -> None:
    """Long titles and labels, also those without a space, leave room for the drawing."""
    long = "Voices of the people who live along the river " * 4
    rows = ((long, "3"), ("x" * 300, "5"), ("short", "1"))

    drawn = opened(draw(Picture(kind=kind, title=long, alt="", columns=(long, long), rows=rows)))

    assert (drawn.width, drawn.height < 1200) == (WIDTH, True)
    assert _blue(drawn) > 0.004


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "words",
    ["José Peña", "Здоровье", "الصحة", "健康", "स्वास्थ्य", "👩🏽‍🌾 farm", "$x^2$", "a\nb\tc", "\x07", ""],
)
def test_every_script(kind: Kind, words: str) -> None:
    """Any name is drawn, a letter that no font has as a box; a formula stays what was typed."""
    one = Picture(kind=kind, title=words, alt=words, columns=(words, words), rows=((words, "3"), ("b", "1")))

    assert opened(draw(one)).width == WIDTH


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_year_of_everybody(kind: Kind) -> None:
    """Many rows and columns end at a height that a chat still shows."""
    columns = ("creator", *(f"{week}" for week in range(52)))
    rows = [(f"creator {n}", *(str((n * week) % 7) for week in range(52))) for n in range(300)]

    assert opened(draw(picture(kind, *rows, columns=columns))).height < 2500


def _ink(drawn: Image.Image) -> int:
    """Pixels that are not white."""
    return sum(count for count, colour in drawn.getcolors(1 << 20) or () if colour != (255, 255, 255))


def _blue(drawn: Image.Image) -> float:
    """The share of the picture that the drawing itself takes."""
    red, _, blue = drawn.convert("RGB").split()
    return sum(ImageChops.subtract(blue, red).histogram()[60:]) / (drawn.width * drawn.height)
