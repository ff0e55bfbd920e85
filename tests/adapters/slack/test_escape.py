"""What people typed stands for itself on Slack."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.escape import as_text, escape, readable, typed, unescape
from adapters.slack.outbound import blocks_of, content_of, render, text_of
from bot.chat.message import Part
from bot.chat.quoting import unsteered
from bot.chat.text import Span, Strong, plain
from tests.adapters.slack.reader import seen

FRAGMENTS = [
    "https://", "http://a.org/x_y_z", "HTTPS://b.org/?a=1&b=2", "<!channel>", "<!here>", "<@U12>", "<#C12>",
    "<!subteam^S1>", "<!date^1^{date}|x>", "<https://a.org|b>", "&lt;", "&amp;", "&#42;", "*", "_", "~", "`",
    "```", "```\n", "> ", ":smile:", "10:30:15", "@here", "#general", "|", "^", "<", ">", "&", ";", "\\",
    "\n", "  ", " ", ".", "a", "b c", "ñ", "Ω", "\x1e", "\x02", "é", "1",
]  # fmt: skip
words = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=14).map("".join)
spans = st.lists(words | words.map(Strong), max_size=5).map(tuple)


def shown(content: str) -> tuple[str, set[str]]:
    """What somebody reads of it, and what Slack makes of it."""
    there = seen(blocks_of(Part(content=content), "")) if content else seen([])
    return there.words, {kind for kind, _ in there.kinds}


@settings(max_examples=100)
@given(words)
def test_a_reader_sees_what_was_typed(said: str) -> None:
    """Whatever somebody typed: the same words, nothing but addresses in them, and nobody is called."""
    there, kinds = shown(escape(said))

    assert there == unsteered(said)
    assert kinds <= {"address"}


@settings(max_examples=60)
@given(spans)
def test_spans_next_to_each_other_stay_apart(text: tuple[Span, ...]) -> None:
    """Bold stays bold and the rest plain, whatever letters meet at the borders."""
    there, kinds = shown(render(text))

    assert there == unsteered(plain(text))
    assert kinds <= {"address", "bold"}


@settings(max_examples=60)
@given(spans)
def test_a_copy_is_known_by_its_blocks(text: tuple[Span, ...]) -> None:
    """What was made of a content leads back to it."""
    content = render(text)

    assert content_of(blocks_of(Part(content=content), "")) == content if content else True


@settings(max_examples=60)
@given(words)
def test_a_notification_calls_nobody(said: str) -> None:
    """The text beside the blocks is mrkdwn, in which angle brackets call; none of them are typed ones."""
    text = text_of(Part(content=escape(said) or "x"))

    assert not re.search(r"[<>]", text)
    assert typed(text) == (unsteered(said) or "x")


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_the_escapes_can_be_undone(said: str) -> None:
    """For transcripts, and for the blocks."""
    assert unescape(escape(said)) == unsteered(said)
    assert readable(escape(said)) == unsteered(said)


def test_plain_words_stay_plain() -> None:
    """Nothing is escaped that needs none."""
    assert (
        escape("Hello Ana, well done! It's 10:30 (really)_") == "Hello Ana, well done! It's 10:30 (really)_"
    )


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("a &lt;b&gt; &amp; c &amp;lt;", "a <b> & c &lt;"),
        ("R&copy &amp;copy; &notin &#42;", "R&copy &copy; &notin &#42;"),
        ("note <@U12AB|ana.lima> and <@U12AB>", "note <@U12AB> and <@U12AB>"),
        ("see <https://a.org/x?a=1&amp;b=2>", "see https://a.org/x?a=1&b=2"),
        ("see <http://a.org|a.org> or <https://a.org|here>", "see http://a.org or here (https://a.org)"),
        ("<mailto:ana@a.org|ana@a.org>", "ana@a.org"),
        ("<#C12|general> <#C12> <!here> <!subteam^S1|@team>", "#general #C12 @here @team"),
    ],
)
def test_what_slack_makes_of_what_is_typed_is_undone(sent: str, read: str) -> None:
    """Only mentions of people stay marked, since the core knows them so."""
    assert typed(sent) == read


@pytest.mark.parametrize(
    ("content", "read"),
    [
        ("Hi <@U1>, *week &#42;2&#42;* <!date^5^{time}|12:00 (UTC)>", "Hi @U1, week *2* 12:00 (UTC)"),
        ("<https://a.org|read it> now", "read it (https://a.org) now"),
        ("Hello.\x1e# A *lesson*\n\n**x**", "Hello.\n\n# A *lesson*\n\n**x**"),
    ],
)
def test_transcripts_have_no_marks(content: str, read: str) -> None:
    """They are for people."""
    assert readable(content) == read


def test_bold_is_not_told_in_notifications() -> None:
    """They would show its marks."""
    assert as_text("*now* &#42;x&#42; &amp; <@U1>") == "now *x* &amp; <@U1>"
