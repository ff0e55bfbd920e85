"""What people typed can be quoted in a sentence, whatever it is."""

import pytest

from bot.chat.message import Picture
from bot.chat.page import Figure, FiguresSection, Page, PictureSection, TableSection, TextSection, said
from bot.chat.quoting import quoted
from bot.chat.text import plain


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Reach 100 readers", "Reach 100 readers"),
        ("one\n\ntwo\tthree  ", "one two three"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("👩‍🏫 teaches", "👩‍🏫 teaches"),
        ("الوصول", "\u2068الوصول\u2069"),
        ("safe\u202eexe.txt", "safeexe.txt"),
        ("half \ud83d", "half \ufffd"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("x" * 10_000, "x" * 199 + "…"),
        (" " * 10_000 + "x", ""),
    ],
)
def test_a_quotation_is_one_safe_line(typed: str, shown: str) -> None:
    """Blanks are one, nothing hides or turns the text around it, and it ends."""
    assert quoted(typed) == shown


def test_a_page_can_be_said() -> None:
    """For somebody who typed: the same words, and the first picture, which has its own."""
    picture = Picture(
        kind="bars", title="Weeks", alt="Two done.", columns=("Week", "Done"), rows=(("1", "2"),)
    )
    page = Page(
        title="Progress",
        sections=(
            TextSection(text=("Week 1",)),
            FiguresSection(figures=(Figure(label="Done", value="2"), Figure(label="Open", value="0"))),
            TableSection(columns=("Week", "Lesson"), rows=(("1", "Listen"),)),
            PictureSection(picture=picture),
        ),
    )

    message = said(page)

    assert message.picture is picture
    assert plain(message.text) == ("Progress\n\nWeek 1\n\nDone: 2\nOpen: 0\n\nWeek · Lesson\n1 · Listen")
