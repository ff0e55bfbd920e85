"""Pages of the core as markup: figures, tables and pictures that lead on, and words that are only words."""

import re
from dataclasses import replace
from typing import Literal, get_args
from xml.etree import ElementTree

import pytest

from adapters.playground.pages import page
from adapters.playground.pictures import picture
from adapters.playground.scales import number, scale_of
from bot.chat.message import Mark, Picture
from bot.chat.page import (
    Figure,
    FiguresSection,
    Page,
    PictureSection,
    Section,
    TableSection,
    TextSection,
)
from bot.chat.text import Strong, Text

MARKS = (
    Mark(sign="✓", word="done", tone="good"),
    Mark(sign="!", word="late", tone="bad"),
    Mark(sign="·", word="ahead", tone="ahead"),
)
HEAT = Picture(
    kind="heat",
    title="Creators by weeks",
    alt="Ana is late once.",
    columns=("Creator", "1", "2", "3"),
    rows=(("Ana", "✓", "✓", "!"), ("Ben", "", "✓", "·")),
    marks=MARKS,
    row_paths=("creator/ana", None),
    column_paths=("view/k/week/1", "view/k/week/2", None),
)
BARS = Picture(
    kind="bars",
    title="Weeks completed",
    alt="Half.",
    columns=("Week", "Done"),
    rows=(("1", "100%"), ("2", "50%")),
    row_paths=("view/k/week/1", "view/k/week/2"),
)
Kind = Literal["bars", "line", "heat"]
KINDS: tuple[Kind, ...] = ("bars", "line")
HOSTILE = "</title><script>alert(1)</script>\" onload='x' &lt;"


def shown(*sections: Section) -> ElementTree.Element:
    """The page as a strict reader reads it: every element that opens is closed."""
    return read(page(Page(title="Autumn", sections=sections)))


def read(markup: str) -> ElementTree.Element:
    """The markup as a tree."""
    # Made by ourselves; what people typed is held against this very reading.
    return ElementTree.fromstring(markup.replace("<br>", "<br/>"))  # noqa: S314


def links(tree: ElementTree.Element) -> list[tuple[str, str]]:
    """What can be followed, and where to."""
    return [("".join(one.itertext()).strip(), one.get("href", "")) for one in tree.iter("a")]


def test_figures_lead_to_what_is_behind_them() -> None:
    """A figure without a path is no link; the sign % of a path is none of an address."""
    figures = (
        Figure(label="Late", value="3", path="view/k/week/1-late"),
        Figure(label="Next", value="Mon"),
        Figure(label="Odd", value="1", path="a/b c%d?e"),
    )

    assert links(shown(FiguresSection(figures=figures))) == [
        ("Late 3", "/pages/view/k/week/1-late"),
        ("Odd 1", "/pages/a/b%20c%25d%3Fe"),
    ]


def test_a_table_is_named_by_its_heading() -> None:
    """Its first column heads the rows and leads where they do, and the rest of the list is a link."""
    rows = (("Ana", "3"), ("Ben", "12"))
    table = TableSection(
        columns=("Who", "Weeks"), rows=rows, path="view/k/all/20", paths=("creator/ana", None)
    )
    tree = shown(TextSection(text=(Strong("Slipping"),)), table)

    assert [one.text for one in tree.iter("h2")] == ["Slipping"]
    assert [one.text for one in tree.iter("caption")] == ["Slipping"]
    assert [one.get("scope") for one in tree.iter("th")] == ["col", "col", "row", "row"]
    assert [one.get("class") for one in tree.iter("td")] == ["figure", "figure"]
    assert links(tree) == [("Ana", "/pages/creator/ana"), ("The rest of this list", "/pages/view/k/all/20")]


def test_a_sentence_that_begins_with_a_number_is_no_figure() -> None:
    """It begins at the left, as sentences do; a share or a date stands at the right."""
    rows = (("Ana", "2 check-ins without an answer", "8/12"), ("Ben", "3 check-ins without an answer", "71%"))
    tree = shown(TableSection(columns=("Creator", "Why", "Share"), rows=rows))

    assert [one.get("class") for one in tree.iter("td")] == [None, "figure"] * 2


def test_texts_are_paragraphs() -> None:
    """Lines and points stand as they were said."""
    text: Text = (Strong("Flags"), "\n• one <b>\n• two")
    tree = shown(TextSection(text=text), TextSection(text=()))

    assert " ".join(tree.itertext()).split() == ["Autumn", "Flags", "•", "one", "<b>", "•", "two"]


def test_rows_and_columns_of_a_heat_map_are_links() -> None:
    """In the drawing and again in its table, where the signs are words."""
    tree = read(picture(HEAT))
    there = ["/pages/view/k/week/1", "/pages/view/k/week/2", "/pages/creator/ana"]

    assert [one.get("href") for one in tree.iter("a")] == ["#picture-1-end", *there, *there]
    assert [one.text for one in tree.iter("td")] == ["done", "done", "late", None, "done", "ahead"]
    labels = [one.get("aria-label") for one in tree.iter("a") if one.get("aria-label")]
    assert labels == ["Creators by weeks: 1", "Creators by weeks: 2", "Ana: 2 done, 1 late"]
    named = [one.get("aria-label") for one in tree.iter() if one.get("role") == "group"]
    assert named == ["Creators by weeks", "Creators by weeks"]


def test_cells_are_told_by_shape_and_colour() -> None:
    """Each tone has a pattern with a sign of its own, and neighbours of one tone are one piece."""
    tree = read(picture(HEAT, 7))
    signs = [one.get("d") for one in tree.iter("path") if "sign" in one.get("class", "")]
    cells = {one.get("fill"): one.get("d", "") for one in tree.iter("path") if one.get("fill")}

    assert len(set(signs)) == 6
    assert {fill: d.count("M") for fill, d in cells.items()} == {
        "url(#picture-7-good)": 2,
        "url(#picture-7-bad)": 1,
        "url(#picture-7-ahead)": 1,
    }
    assert {one.get("id") for one in tree.iter("pattern")} == {
        f"picture-7-{tone}" for tone in ("good", "bad", "ahead")
    }


def test_a_heat_map_of_numbers_has_them_in_its_cells() -> None:
    """Nothing is drawn for nothing; the most is the darkest."""
    rows = (("Monday", "4", ""), ("Tuesday", "0", "10"))
    tree = read(picture(Picture(kind="heat", title="Load", alt="", columns=("Day", "00", "01"), rows=rows)))
    (numbers,) = (one for one in tree.iter("g") if one.get("class") == "numbers")

    assert [one.text for one in numbers] == ["4", "10"]
    assert {one.get("class") for one in tree.iter("path") if "level" in one.get("class", "")} == {
        "cells level-2",
        "cells level-5",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_leads_from_each_label(kind: Kind) -> None:
    """With what it says for the pointer; the numbers stand at the drawing, too."""
    tree = read(picture(replace(BARS, kind=kind)))
    words = [one.text for one in tree.iter("text")]

    assert [one.text for one in tree.iter("title")] == ["Week 1, 100%", "Week 2, 50%"]
    led = [one.get("href") for one in tree.iter("a") if one.find("path") is not None]
    assert led == ["/pages/view/k/week/1", "/pages/view/k/week/2"]
    assert words.count("100%") == 2
    assert words.count("50%") == 2


def test_nothing_is_drawn_for_nothing() -> None:
    """A bar of no height is none; numbers of any length stand beside the axis."""
    rows = (("1", "0"), ("2", "1,900,000"))
    drawn = Picture(kind="bars", title="Reach", alt="", columns=("Week", "People"), rows=rows)
    tree = read(picture(drawn))
    (bars,) = (one for one in tree.iter("path") if one.get("class") == "bars s1")
    (step,) = (one for one in tree.iter("text") if one.text == "2,000,000")

    assert bars.get("d", "").count("M") == 1
    assert float(step.get("x", "")) >= 9 * 7


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Ana", "Ana"), ("a" * 22, "a" * 22), ("a" * 23, "a" * 21 + "…"), ("张" * 12, "张" * 10 + "…")],
)
def test_long_names_are_cut_in_the_drawing(name: str, shown: str) -> None:
    """The table below it has them whole."""
    drawn = Picture(kind="heat", title="W", alt="", columns=("Who", "1"), rows=((name, "✓"),), marks=MARKS)
    tree = read(picture(drawn))

    assert shown in [one.text for one in tree.iter("text")]
    assert [one.text for one in tree.iter("th")] == ["Who", "1", name]


def test_a_line_has_gaps_where_nothing_is_known() -> None:
    """It begins anew behind one."""
    rows = (("1", "3"), ("2", ""), ("3", "4"), ("4", "4.5"))
    drawn = Picture(kind="line", title="Mood", alt="", columns=("Week", "Mood"), rows=rows)
    (line,) = (one for one in read(picture(drawn)).iter("path") if one.get("class") == "line s1")

    assert re.sub(r"[^ML]", "", line.get("d", "")) == "MML"


def test_several_series_have_a_legend() -> None:
    """And look different."""
    rows = (("1", "3", "1"), ("2", "4", "2"))
    drawn = Picture(kind="bars", title="Weeks", alt="", columns=("Week", "Done", "Open"), rows=rows)
    tree = read(picture(drawn))

    assert [sign.tail for one in tree.iter("li") for sign in one.iter("svg")] == ["Done", "Open"]
    assert [one.get("class") for one in tree.iter("path") if "bars" in one.get("class", "")] == [
        "bars s1",
        "bars s2",
        "bars s1",
        "bars s2",
    ]


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_picture_of_nothing_says_so(kind: Kind) -> None:
    """Before there is a number."""
    empty = replace(BARS, kind=kind, rows=(), row_paths=())

    assert "Nothing to show yet." in picture(empty)


def test_words_of_people_are_never_markup() -> None:
    """Wherever a name can stand, it is read as it was typed."""
    mark = Mark(sign=HOSTILE, word=HOSTILE, tone="good")
    pictures = (
        Picture(
            kind="heat",
            title=HOSTILE,
            alt=HOSTILE,
            columns=(HOSTILE, HOSTILE),
            rows=((HOSTILE, HOSTILE),),
            marks=(mark,),
            row_paths=(HOSTILE,),
            column_paths=(HOSTILE,),
        ),
        *(
            Picture(
                kind=kind,
                title=HOSTILE,
                alt=HOSTILE,
                columns=(HOSTILE, HOSTILE, HOSTILE),
                rows=((HOSTILE, "1", HOSTILE),),
                row_paths=(HOSTILE,),
            )
            for kind in KINDS
        ),
    )
    sections: tuple[Section, ...] = (
        TextSection(text=(HOSTILE,)),
        TextSection(text=(Strong(HOSTILE),)),
        FiguresSection(figures=(Figure(label=HOSTILE, value=HOSTILE, path=HOSTILE),)),
        TableSection(columns=(HOSTILE,), rows=((HOSTILE,),), path=HOSTILE, paths=(HOSTILE,)),
        *(PictureSection(picture=one) for one in pictures),
    )
    tree = read(page(Page(title=HOSTILE, sections=sections)))

    assert "script" not in {one.tag for one in tree.iter()}
    assert not any(name.startswith("on") for one in tree.iter() for name in one.attrib)
    assert all(href.startswith(("/pages/", "#picture-")) for _, href in links(tree))


def test_a_thousand_creators_are_light() -> None:
    """The drawing grows with what changes from week to week; cells alike next to each other cost nothing."""
    rows = tuple((f"Creator {number}", *("✓" * 20 + "·" * 6)) for number in range(1_000))
    columns = ("Creator", *map(str, range(1, 27)))
    drawn = Picture(kind="heat", title="Weeks", alt="", columns=columns, rows=rows, marks=MARKS)
    made = picture(drawn)

    assert len(made[: made.index("<details")]) < 500_000
    assert made.index("<details") > made.index("Creator 999")


@pytest.mark.parametrize(
    ("cells", "steps"),
    [
        (("12%", "100%"), ("0%", "25%", "50%", "75%", "100%")),
        (("3.4", "4.1"), ("0", "1", "2", "3", "4", "5")),
        (("0", ""), ("0", "1", "2", "3", "4")),
        (("1", "2"), ("0", "1", "2")),
        (("1", "1.5"), ("0", "0.5", "1", "1.5", "2")),
        (("1,204", "7"), ("0", "500", "1,000", "1,500", "2,000")),
    ],
)
def test_scales_have_round_steps(cells: tuple[str, ...], steps: tuple[str, ...]) -> None:
    """Shares go up to the whole."""
    assert tuple(words for _, words in scale_of(cells).steps) == steps


def test_what_is_no_number_has_no_place() -> None:
    """Signs, words and infinities."""
    assert [number(cell) for cell in ("", "–", "inf", "nan", "✓", "1,204", "63%")] == [
        None, None, None, None, None, 1204, 63,
    ]  # fmt: skip
