"""Words that people typed are read as they were typed, whatever Markdown or HTML they look like."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.playground.markdown import markdown
from adapters.playground.outbound import escape, layout
from bot.chat.message import Message
from bot.chat.text import Link, Strong

_TAG = re.compile(r"<(/?[a-z]+)[^>]*>")


def read(content: str) -> str:
    """What a reader of the page reads."""
    return html.unescape(_TAG.sub("", markdown(content))).replace("\u00a0", " ").strip()


@given(st.text(st.sampled_from(" \tab1*_~`|[]()<>&#+-=.!\\\"'/:;@"), max_size=40))
def test_words_stand_for_themselves(words: str) -> None:
    """No sign means anything: all of them are read again."""
    assert read(escape(words)).split() == words.split()


@given(st.text(st.sampled_from(" ab*_<>\n\t-1.#="), max_size=40))
def test_lines_stand_for_themselves(words: str) -> None:
    """Nor does a line begin a list, a heading or code; nothing but paragraphs and line ends is made."""
    made = markdown(escape(words))
    assert set(_TAG.findall(made)) <= {"p", "/p", "br"}
    assert read(escape(words)).split() == words.split()


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[here](javascript:alert(1))",
        "![a](https://example.org/x.png)",
        "<javascript:alert(1)>",
        "&lt;b&gt; &amp;",
    ],
)
def test_what_looks_like_code_is_read(typed: str) -> None:
    """Whoever tries to bring in code is read, and nothing else."""
    made = markdown(escape(typed))
    assert read(escape(typed)) == typed
    assert not re.search(r"<(script|img)|href=.javascript", made)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " JavaScript:x"])
def test_links_lead_to_the_web_only(url: str) -> None:
    """Neither a link of the bot nor one in a lesson leads to code."""
    (part,) = layout(Message(text=(Link("here", url),), body=f"[there]({url}) <b onclick=x>bold</b>"))
    made = markdown(part.content)
    assert "href" not in made
    assert "<b" not in made


def test_a_picture_in_a_lesson_is_a_link() -> None:
    """Nothing is fetched that nobody asked for."""
    made = markdown("![A stage](https://example.org/x.png)")
    assert "<img" not in made
    assert 'href="https://example.org/x.png"' in made
    assert ">A stage</a>" in made


def test_an_address_stays_a_link() -> None:
    """What somebody shares can be followed, and tells nobody where it was followed."""
    made = markdown(escape("see https://example.org/a_b*c?x=1&y=2 now"))
    assert 'href="https://example.org/a_b*c?x=1&amp;y=2"' in made
    assert 'rel="noopener noreferrer nofollow"' in made


def test_strong_words_are_strong() -> None:
    """Also those with signs in them."""
    (part,) = layout(Message(text=("Hi ", Strong("Ana_*\nLima"), "!")))
    assert "<strong>Ana_* Lima</strong>" in markdown(part.content)
