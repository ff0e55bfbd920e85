"""A split text reads like the whole one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.split import split_markdown

WORD = st.text(alphabet="abcdefgéñ文🎉", min_size=1, max_size=12)
LABEL = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
LINK = st.builds("[{}](https://e.org/{})".format, LABEL, WORD)
WRITTEN_LINK = re.compile(r"\[[^]]*\]\([^)]*\)")
SENTENCE = st.lists(WORD | LINK, min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=5).map(" ".join)
FENCE = st.lists(st.lists(WORD, max_size=6).map(" ".join), min_size=1, max_size=8).map(
    lambda lines: "\n".join(("```py", *lines, "```"))
)
PROSE = st.lists(PARAGRAPH, min_size=1, max_size=6).map("\n\n".join)
MIXED = st.lists(PARAGRAPH | FENCE, min_size=1, max_size=6).map("\n\n".join)
LIMITS = st.integers(min_value=80, max_value=400)


def _solid(text: str) -> str:
    return "".join(text.split())


@given(PROSE, LIMITS)
def test_only_blank_space_is_lost(text: str, limit: int) -> None:
    """All that is not blank is there, in order, in pieces that fit and say something."""
    pieces = split_markdown(text, limit)

    assert _solid("".join(pieces)) == _solid(text)
    assert all(piece.strip() and len(piece) <= limit for piece in pieces)


@given(st.text(), st.integers(min_value=20, max_value=60))
def test_any_text_fits(text: str, limit: int) -> None:
    """Whatever is typed, no piece is too long."""
    assert all(len(piece) <= limit for piece in split_markdown(text, limit))


@given(st.text(alphabet="ab .\n[]()`<>\\", max_size=300), st.integers(min_value=20, max_value=60))
def test_broken_markup_is_only_text(text: str, limit: int) -> None:
    """Markup that nobody closed is neither lost nor too long."""
    pieces = split_markdown(text, limit)

    assert all(len(piece) <= limit for piece in pieces)
    assert "```" in text or _solid("".join(pieces)) == _solid(text)


@given(PROSE, LIMITS)
def test_links_stay_whole(text: str, limit: int) -> None:
    """Each link stands in one piece."""
    links = WRITTEN_LINK.findall(text)
    found = [link for piece in split_markdown(text, limit) for link in WRITTEN_LINK.findall(piece)]

    assert found == links


@given(MIXED, LIMITS)
def test_fences_stay_closed(text: str, limit: int) -> None:
    """Each piece closes the code blocks that it opens, and no line of code is lost."""
    pieces = split_markdown(text, limit)

    assert all(piece.count("```") % 2 == 0 for piece in pieces)
    assert all(len(piece) <= limit for piece in pieces)
    bare = [re.sub(r"```(?:py)?", "", one) for one in ("".join(pieces), text)]
    assert _solid(bare[0]) == _solid(bare[1])


def test_a_fence_that_fits_is_moved_whole() -> None:
    """A code block goes to the next piece sooner than it is cut."""
    fence = "```py\n" + "print('hello')\n\n" * 4 + "```"
    assert split_markdown(f"{'word ' * 10}\n\n{fence}", 90) == ("word " * 10, fence)


def test_paragraphs_are_the_first_borders() -> None:
    """Two paragraphs that do not fit together part between them."""
    assert split_markdown("One. Two.\n\nThree. Four.", 20) == ("One. Two.", "Three. Four.")


def test_sentences_are_the_next_borders() -> None:
    """A paragraph that is too long parts after a sentence, not after a word."""
    assert split_markdown("One two three. Four five six.", 22) == ("One two three.", "Four five six.")


def test_words_are_the_last_borders() -> None:
    """A sentence that is too long parts between words."""
    assert split_markdown("one two three four five six", 20) == ("one two three four", "five six")


def test_a_short_text_is_left_alone() -> None:
    """What fits is not touched, not even its blank space."""
    assert split_markdown("  one\n\n\ntwo ", 20) == ("  one\n\n\ntwo ",)


def test_a_limit_that_holds_nothing_is_refused() -> None:
    """Less than twenty characters can't hold a code block."""
    with pytest.raises(ValueError, match="at least 20"):
        split_markdown("one", 5)


def test_a_heading_goes_with_what_it_stands_above() -> None:
    """It is never the last of a piece, unless it is all there is."""
    text = "One one one.\n\n## Two\n\nThree three three."
    assert split_markdown(text, 28) == ("One one one.", "## Two\n\nThree three three.")
    assert split_markdown("## Two\n\nThree three three.", 20) == ("## Two", "Three three three.")


def test_a_heading_above_a_long_paragraph() -> None:
    """It stands above the paragraph's first piece."""
    text = "One one one.\n\n## Two\n\nThree three. Four four four. Five."
    assert split_markdown(text, 26) == ("One one one.", "## Two\n\nThree three.", "Four four four. Five.")


def test_a_heading_above_a_fence_that_is_split() -> None:
    """It stays where it is, since each piece opens the code block anew."""
    fence = "```\n" + "print('hello')\n" * 4 + "```"
    pieces = split_markdown(f"One.\n\n# Two\n\n{fence}", 40)
    assert pieces[0] == "One.\n\n# Two"
    assert all(piece.startswith("```\n") and piece.endswith("\n```") for piece in pieces[1:])
