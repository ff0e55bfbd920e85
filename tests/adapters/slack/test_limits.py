"""Everything that the adapter makes is held to every key and limit of the small Slack."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.forms import view_of
from adapters.slack.modals import page_modal, parts_view
from adapters.slack.outbound import blocks_of, layout, text_of
from adapters.slack.pages import home_view, page_view
from bot.chat.form import Field
from bot.chat.message import Message
from bot.chat.page import Page, PictureSection, TextSection
from bot.chat.place import Account, Platform
from bot.chat.text import Link, Mention, Strong, When, fill
from tests.adapters.slack.test_forms import FORM
from tests.adapters.slack.test_outbound import PICTURE
from tests.adapters.slack.test_pages import TABLE, figures
from tests.contract.words import LONG, key
from tests.platforms.slack import block_limits, view_limits

LESSONS = sorted(Path("schedules/programs").rglob("lessons/**/*.md"))
ADVISED = 4_000
"""Characters that the text of a message has best at most."""
NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)
PAGE = Page(
    title="Your way", sections=(figures(40), TABLE, PictureSection(picture=PICTURE), TextSection(text=("x",)))
)
EVERYTHING = (
    "Hi ", Mention(Account(platform=Platform("slack"), workspace="T1", user="U1"), "Ana"), Strong("now"),
    When(NOON), Link("here", "https://a.org"), " https://b.org",
)  # fmt: skip


def test_messages() -> None:
    """With every kind of span, lessons, buttons and pictures."""
    message = Message(text=EVERYTHING, body=LONG.body, buttons=LONG.buttons, picture=PICTURE)

    for part in layout(message):
        for image in (None, "F1"):
            blocks = blocks_of(part, key(), image)
            assert list(block_limits.in_message(blocks)) == []
            assert list(block_limits.too_long(blocks)) == []


def test_each_lesson_is_one_message() -> None:
    """Of the programme that comes with the bot, in each of its languages: read at once, within all limits."""
    assert len(LESSONS) > 50
    for lesson in LESSONS:
        message = Message(text=EVERYTHING, body=lesson.read_text("utf-8"), buttons=LONG.buttons)

        (part,) = layout(message)

        blocks = blocks_of(part, key())
        assert [*block_limits.in_message(blocks), *block_limits.too_long(blocks)] == []
        assert len(text_of(part)) <= ADVISED


@settings(max_examples=40)
@given(st.text(max_size=40), st.text(max_size=40).map(Strong))
def test_messages_of_whatever_was_typed(words: str, bold: Strong) -> None:
    """Even where it is nothing that anybody sees."""
    for part in layout(Message(text=(words or " ", bold))):
        assert list(block_limits.in_message(blocks_of(part, ""))) == []


def test_views() -> None:
    """Home and modals."""
    images = {PICTURE: "F1"}
    views = (
        home_view([PAGE, PAGE], fill, images), home_view([], fill), page_modal(PAGE, fill),
        parts_view(layout(LONG), fill), view_of(FORM, fill, metadata="C1"),
    )  # fmt: skip

    assert [fault for view in views for fault in view_limits.of(view)] == []
    assert list(block_limits.in_message(page_view(PAGE, fill))) == []


def test_forms_with_whatever_was_given_before() -> None:
    """Also where it is not what was asked for."""
    for kind in ("text", "long_text", "number", "link", "date"):
        for value in ("", "12", "two\nlines", "https://a.org", "2027-03-08", "x" * 4000):
            (field,) = (Field(key="k", label="L", kind=kind, value=value),)
            view = view_of(type(FORM)(token=FORM.token, title="T", fields=(field,)), fill)
            assert list(view_limits.of(view)) == [], (kind, value)
