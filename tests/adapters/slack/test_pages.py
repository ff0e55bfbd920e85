"""Pages as Slack shows them, in App Home and in messages."""

from adapters.slack.outbound import blocks_of, readable
from adapters.slack.pages import home_blocks, home_view, openings, page_blocks, page_parts, page_view
from bot.chat.message import Picture
from bot.chat.page import Figure, FiguresSection, Page, PictureSection, TableSection, TextSection
from bot.chat.text import Slash, Strong, fill
from tests.adapters.slack.reader import seen

PICTURE = Picture(kind="bars", title="Weeks", alt="Two done.", columns=("Week", "Done"), rows=(("1", "2"),))
TABLE = TableSection(columns=("Who", "Weeks"), rows=(("Ana `x` *y*", "3"), ("Béla", "12")))


def figures(count: int) -> FiguresSection:
    """So many figures with a page behind each."""
    return FiguresSection(
        figures=tuple(Figure(label=f"F{n}", value=str(n), path=f"p/{n}") for n in range(count))
    )


def test_home_shows_everything_that_a_page_says() -> None:
    """Its title, texts, figures, tables and pictures, and what opens the pages behind it."""
    sections = (TextSection(text=("Week 3 of 26",)), figures(2), TABLE, PictureSection(picture=PICTURE))

    there = seen(page_blocks(Page(title="Your *way*", sections=sections), fill, {PICTURE: "F1"}))

    assert there.only("header") == ["Your *way*"]
    assert there.only("bold") == ["F0:", "F1:", "Weeks"]
    assert there.only("code block") == [
        "Who          Weeks\n-----------  -----\nAna `x` *y*      3\nBéla            12"
    ]
    assert there.only("picture") == ["Two done."]
    assert there.only("button") == ["F0", "F1"]


def test_a_picture_that_is_not_uploaded_is_told() -> None:
    """In its own words."""
    there = seen(page_blocks(Page(title="T", sections=(PictureSection(picture=PICTURE),)), fill))

    assert there.words.endswith("WeeksTwo done.")
    assert not there.only("picture")


def test_several_pages_stand_below_each_other() -> None:
    """A mentor who is a creator too has two."""
    view = home_view(
        [Page(title="One", sections=(figures(1),)), Page(title="Two", sections=(figures(1),))], fill
    )

    assert view["type"] == "home"
    assert [kind for kind, _ in seen(view["blocks"]).kinds if kind in ("header", "line")] == [
        "header", "line", "header",
    ]  # fmt: skip


def test_home_is_never_empty_and_never_too_much() -> None:
    """Slack takes 1 to 100 blocks; what is left out is said to be."""
    many = Page(title="T", sections=tuple(TextSection(text=(f"Line {n}",)) for n in range(150)))

    blocks = home_blocks([many], fill)
    assert len(blocks) == 100
    assert "/program help" in seen(blocks).words
    assert "/acme-program help" in seen(home_blocks([many], fill, prefix="acme-")).words
    assert seen(home_blocks([], fill)).words == "There is nothing to show here yet."


def test_commands_are_named_as_they_are_typed_here() -> None:
    """On Home, in a modal and in a message."""
    page = Page(title="T", sections=(TextSection(text=("Type ", Slash("program next"), ".")),))

    assert "Type /acme-program next." in seen(home_blocks([page], fill, prefix="acme-")).words
    assert "Type /acme-program next." in seen(page_blocks(page, fill, prefix="acme-")).words
    assert "Type /acme-program next." in page_parts(page, "acme-")[0].content


def test_a_narrow_table_stands_in_columns() -> None:
    """Numbers to the right, in a code block that no cell can close."""
    (part,) = page_parts(Page(title="Your *creators*", sections=(TABLE,)))

    there = seen(blocks_of(part, ""))
    assert there.only("bold") == ["Your *creators*"]
    assert there.only("code block")[0].splitlines()[2] == "Ana `x` *y*      3"


def test_a_wide_table_is_a_line_for_each_row() -> None:
    """A phone would wrap its columns."""
    rows = (
        ("Ana_*Lima*", "3", "no sign of life for eleven days"),
        ("Ben", "", "2 check-ins in a row missed"),
    )
    table = TableSection(columns=("Who", "Week", "Why"), rows=rows)

    (part,) = page_parts(Page(title="Slipping", sections=(table,)))

    assert readable(part.content) == (
        "Slipping\n\nWho · Week · Why\n"
        "Ana_*Lima* · 3 · no sign of life for eleven days\n"
        "Ben · – · 2 check-ins in a row missed"
    )
    assert seen(blocks_of(part, "")).only("bold") == ["Slipping", "Ana_*Lima*", "Ben"]


def test_each_picture_has_a_message_of_its_own() -> None:
    """With the words before it; those after the last stand in one more."""
    sections = (
        TextSection(text=("Before",)), PictureSection(picture=PICTURE),
        PictureSection(picture=PICTURE), TextSection(text=("After",)),
    )  # fmt: skip

    parts = page_parts(Page(title="T", sections=sections))

    assert [(part.content, part.picture) for part in parts] == [
        ("*T*\n\nBefore\n\n*Weeks*", PICTURE),
        ("*Weeks*", PICTURE),
        ("After", None),
    ]


def test_long_pages_are_split() -> None:
    """The picture comes with the last of its words."""
    rows = tuple((f"Creator {n}", "something that takes more than a phone's width " * 4) for n in range(20))
    sections = (TableSection(columns=("Who", "Why"), rows=rows), PictureSection(picture=PICTURE))

    parts = page_parts(Page(title="T", sections=sections))

    assert len(parts) > 1
    assert all(len(part.content) <= 4_000 for part in parts)
    assert [part.picture for part in parts] == [*[None] * (len(parts) - 1), PICTURE]


def test_a_few_pages_behind_are_buttons() -> None:
    """Each carries the path of its page."""
    (row,) = page_view(Page(title="T", sections=(figures(5),)), fill)

    assert [one["action_id"] for one in row["elements"]] == [f">p/{n}" for n in range(5)]
    assert [one["text"]["text"] for one in row["elements"]] == ["F0", "F1", "F2", "F3", "F4"]


def test_many_pages_behind_are_a_list() -> None:
    """At most 100; the last one is kept, since it leads to the rest."""
    (row,) = page_view(Page(title="T", sections=(figures(130),)), fill)

    (chosen,) = row["elements"]
    assert (chosen["type"], chosen["action_id"], len(chosen["options"])) == ("static_select", ">", 100)
    first, last = chosen["options"][0], chosen["options"][-1]
    assert (first["text"]["text"], first["value"], first["description"]["text"]) == ("F0", "p/0", "0")
    assert last["value"] == "p/129"


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


def test_long_titles_and_labels_are_cut() -> None:
    """Slack takes 150 characters of a header, and 75 on a button."""
    section = FiguresSection(figures=(Figure(label="x" * 200, value="1", path="a/b"),))

    there = seen(page_blocks(Page(title="y" * 200, sections=(section,)), fill))

    assert there.only("header") == ["y" * 149 + "…"]
    assert there.only("button") == ["x" * 74 + "…"]


def test_a_page_with_nothing_behind_it_has_no_buttons() -> None:
    """Nothing is offered that does nothing."""
    assert page_view(Page(title="T", sections=()), fill) == []
