"""What people typed stands for itself on Discord."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.escape import escape, readable
from adapters.discord.outbound import render
from bot.chat.quoting import unsteered
from bot.chat.text import Span, Strong, plain
from tests.adapters.discord.reader import alike, seen

FRAGMENTS = [
    "https://", "http://a.org/x_y_z", "HTTPS://b.org", "steam://run", "@everyone", "@here", "<@12>", "<@!12>",
    "<@&12>", "<#12>", "<t:12:R>", "<a:b:12>", "</x:12>", ":smile:", "10:30:15", "# ", "## ", "- ", "-# ",
    "1. ", "> ", ">>> ", "* ", "**", "__", "~~", "||", "`", "```", "[", "](", ")", "<", ">", "\\", "_", "*",
    "\n", "  ", " ", ".", "a", "b c", "ñ", "Ω", "é", "]", "|", "~", "@", "#", "-", ":", "/", "1",
    "¯\\_(ツ)_/¯",
]  # fmt: skip
typed = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=14).map("".join)
spans = st.lists(typed | typed.map(Strong), max_size=5).map(tuple)


@settings(max_examples=200)
@given(typed)
def test_a_reader_sees_what_was_typed(words: str) -> None:
    """Whatever somebody typed: the same words, nothing but addresses in them, and nobody is called."""
    there = seen(escape(words))

    assert alike(there.words) == alike(unsteered(words))
    assert {kind for kind, _ in there.kinds} <= {"address"}


@settings(max_examples=120)
@given(spans)
def test_spans_next_to_each_other_stay_apart(text: tuple[Span, ...]) -> None:
    """Bold stays bold and the rest plain, whatever letters meet at the borders."""
    there = seen(render(text))

    assert alike(there.words) == alike(unsteered(plain(text)))
    assert {kind for kind, _ in there.kinds} <= {"address", "bold"}


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("snake_case *x* ~~y~~ ||z|| `c`", r"snake\_case \*x\* \~\~y\~\~ \|\|z\|\| \`c\`"),
        ("<@12> @everyone ana@here.org", "\\<@\u200b12> @\u200beveryone ana@\u200bhere.org"),
        ("ana@example.org", "ana@example.org"),
        ("# one\n- two\n-# three\n1. four\n> five", "\\# one\n\\- two\n\\-# three\n1\\. four\n\\> five"),
        ("-5 points, #1, 1.5 and a - b", "-5 points, #1, 1.5 and a - b"),
        ("[label](https://a.org)", r"\[label\](https://a.org)"),
        ("at 10:30:15 :smile:", r"at 10:30:15 \:smile:"),
        ("https://a.org/x_(y)_*z*", "https://a.org/x_(y)_%2Az%2A"),
        ("(see https://a.org/b.)", "(see https://a.org/b.)"),
        ("<https://a.org/b> https://a.org<i", r"\<<https://a.org/b>> <https://a.org>\<i"),
        ("HTTPS://A.org/@everyone", "https://A.org/%40everyone"),
    ],
)  # fmt: skip
def test_what_is_written_so_that_it_reads_as_typed(words: str, written: str) -> None:
    """Marks get a backslash where they would be one, pings an empty letter, addresses stay whole."""
    assert escape(words) == written


def test_an_address_is_not_glued_to_what_follows() -> None:
    """Discord would take the marks of bold for a part of the address."""
    assert render(("https://a.org/", Strong("now"))) == "<https://a.org/>**now**"


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(exclude_characters="\u200b"), max_size=30))
def test_the_escapes_can_be_undone(words: str) -> None:
    """For transcripts."""
    if "://" not in words:
        assert readable(escape(words)) == unsteered(words)
