"""Pages as Discord shows them."""

import pytest

from adapters.discord.pages import openings, page_parts, page_view
from bot.chat.message import Picture
from bot.chat.page import Figure, FiguresSection, Page, PictureSection, TableSection, TextSection
from bot.chat.text import Strong, fill

PICTURE = Picture(kind="bars", title="Weeks", alt="Two done.", columns=("Week", "Done"), rows=(("1", "2"),))


def figures(count: int, **more: str) -> FiguresSection:
    """So many figures with a page behind each."""
    return FiguresSection(
        figures=tuple(Figure(label=f"F{n}", value=str(n), path=f"p/{n}") for n in range(count))
    )


def test_a_narrow_table_stands_in_columns() -> None:
    """Numbers to the right, in a code block that no cell can close."""
    table = TableSection(columns=("Who", "Weeks"), rows=(("Ana `x`", "3"), ("Béla", "12")))

    (part,) = page_parts(Page(title="Your *creators*", sections=(table,)))

    assert part.content == (
        "**Your \\*creators\\***\n\n```\nWho      Weeks\n-------  -----\nAna ˋxˋ      3\nBéla        12\n```"
    )


def test_a_wide_table_is_a_line_for_each_row() -> None:
    """A phone would wrap its columns."""
    rows = (("Ana_Lima", "3", "no sign of life for eleven days"), ("Ben", "", "2 check-ins in a row missed"))
    table = TableSection(columns=("Who", "Week", "Why"), rows=rows)

    (part,) = page_parts(Page(title="Slipping", sections=(table,)))

    assert part.content == (
        "**Slipping**\n\n-# Who · Week · Why\n"
        "**Ana\\_Lima** · 3 · no sign of life for eleven days\n"
        "**Ben** · – · 2 check-ins in a row missed"
    )


def test_figures_are_lines() -> None:
    """A label and what it is."""
    (part,) = page_parts(Page(title="T", sections=(figures(2), TextSection(text=("Done_",)))))

    assert part.content == "**T**\n\n**F0:** 0\n**F1:** 1\n\nDone\\_"


def test_each_picture_has_a_message_of_its_own() -> None:
    """With the words before it; those after the last stand in one more."""
    sections = (
        TextSection(text=("Before",)), PictureSection(picture=PICTURE),
        PictureSection(picture=PICTURE), TextSection(text=("After",)),
    )  # fmt: skip

    parts = page_parts(Page(title="T", sections=sections))

    assert [(part.content, part.picture) for part in parts] == [
        ("**T**\n\nBefore\n\n**Weeks**", PICTURE),
        ("**Weeks**", PICTURE),
        ("After", None),
    ]


def test_long_pages_are_split() -> None:
    """The picture comes with the last of its words."""
    rows = tuple((f"Creator {n}", "something that takes more than a phone's width " * 2) for n in range(20))
    sections = (TableSection(columns=("Who", "Why"), rows=rows), PictureSection(picture=PICTURE))

    parts = page_parts(Page(title="T", sections=sections))

    assert len(parts) > 1
    assert all(len(part.content) <= 2000 for part in parts)
    assert [part.picture for part in parts][-1] == PICTURE
    assert [part.picture for part in parts][:-1] == [None] * (len(parts) - 1)


def test_a_few_pages_behind_are_buttons() -> None:
    """Each carries the path of its page."""
    view = page_view(Page(title="T", sections=(figures(5),)), fill)

    assert view is not None
    (row,) = view.to_components()
    assert [one["custom_id"] for one in row["components"]] == [f">p/{n}" for n in range(5)]
    assert [one["label"] for one in row["components"]] == ["F0", "F1", "F2", "F3", "F4"]


def test_many_pages_behind_are_a_list() -> None:
    """At most 25; the last one is kept, since it leads to the rest."""
    view = page_view(Page(title="T", sections=(figures(30),)), fill)

    assert view is not None
    (row,) = view.to_components()
    (chosen,) = row["components"]
    assert (chosen["type"], chosen["custom_id"], len(chosen["options"])) == (3, ">", 25)
    assert chosen["options"][0] == {"label": "F0", "value": "p/0", "description": "0"}
    assert chosen["options"][-1]["value"] == "p/29"


def test_the_rest_of_a_table_is_named_by_its_title() -> None:
    """The words in bold before it, else the page's own title; each page is offered once."""
    table = TableSection(columns=("Who",), rows=(("Ana",),), path="a/20")
    other = TableSection(columns=("Who",), rows=(("Ana",),), path="b/20")
    page = Page(title="T", sections=(table, table, TextSection(text=(Strong("Slipping"),)), other))

    assert [(one.label, one.path) for one in openings(page, fill)] == [
        ("More of: T", "a/20"),
        ("More of: Slipping", "b/20"),
    ]


def test_a_row_leads_to_what_is_behind_it() -> None:
    """By what stands first in it, with the rest of it beside; a row without a path leads nowhere."""
    rows = (("Ana", "", "3"), ("Ben", "", ""), ("Cem", "late", "4"))
    table = TableSection(columns=("Who", "How", "Week"), rows=rows, paths=("c/ana", None, "c/cem"))

    found = openings(Page(title="T", sections=(table,)), fill)

    assert [(one.label, one.path, one.about) for one in found] == [
        ("Ana", "c/ana", "3"),
        ("Cem", "c/cem", "late · 4"),
    ]


def test_long_labels_are_cut() -> None:
    """Discord takes 80 characters on a button."""
    section = FiguresSection(figures=(Figure(label="x" * 200, value="1", path="a/b"),))

    view = page_view(Page(title="T", sections=(section,)), fill)

    assert view is not None
    assert view.to_components()[0]["components"][0]["label"] == "x" * 79 + "…"


@pytest.mark.parametrize("count", [1, 6])
def test_names_turn_nothing_around_where_they_are_pressed_or_chosen(count: int) -> None:
    """What steers a screen is left out of buttons and lists, and several lines are one."""
    rows = tuple((f"A\u202en\na {n}", "x\x1by\u2029z") for n in range(count))
    table = TableSection(columns=("Who", "Says"), rows=rows, paths=tuple(f"c/{n}" for n in range(count)))

    view = page_view(Page(title="T", sections=(table,)), fill)

    assert view is not None
    (row,) = view.to_components()
    (shown, *_) = row["components"][0].get("options") or row["components"]
    assert shown["label"] == "An a 0"
    assert shown.get("description") in (None, "xy z")


def test_a_page_with_nothing_behind_it_has_no_buttons() -> None:
    """Nothing is offered that does nothing."""
    assert page_view(Page(title="T", sections=()), fill) is None
