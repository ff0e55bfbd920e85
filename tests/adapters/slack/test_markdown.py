"""Lessons as Slack shows them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.markdown import shown, spoken

LESSONS = sorted(Path("schedules/programs").rglob("*.md"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a\n\n<!-- a note\nfor us -->\n\nb", "a\n\n\n\nb"),
        ("a <!-- not said --> b", "a  b"),
        ("![A loom](https://a.org/l.png)", "[A loom](https://a.org/l.png)"),
        ("![](https://a.org/l.png)", "https://a.org/l.png"),
        ("![A loom](loom.png)", "A loom (loom.png)"),
        ("[![A loom](l.png)](https://a.org)", "[A loom](https://a.org)"),
        ("[**See** ![x](l.png)](https://a.org)", "[**See** x (l.png)](https://a.org)"),
        ("See [week 2](02-week.md) and [below](#below).", "See week 2 (02-week.md) and below."),
        ("[a][x], [x] and [y]\n\n[x]: https://a.org 'T'", "[a](https://a.org), [x](https://a.org) and [y]\n"),
        ("So it is[^1].\n\n[^1]: Really.", "So it is\\[1].\n\n\\[1] Really."),
        ("<b>bold</b> <i>x</i><br>new <span class='y'>z</span>", "**bold** *x*\nnew z"),
        ("<a href='https://a.org'>here</a> <img src='https://a.org/p.png' alt='P'>",
         "[here](https://a.org) [P](https://a.org/p.png)"),
        ("<details>\n<summary>More</summary>\nHidden\n</details>", "\n\n\nMore\n\nHidden\n\n"),
    ],
)  # fmt: skip
def test_what_slack_does_not_know_is_shown_in_another_way(written: str, read: str) -> None:
    """As near as Slack comes to what was meant."""
    assert shown(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "# One\n#### Four\n\n**bold** *it* _it_ ~~gone~~ `code`\n\n---\n\nTitle\n=====",
        "- one\n  - two\n- [ ] open\n- [x] done\n\n1. one\n2. two\n\n> said\n> so",
        "| Who | Week |\n|:--|--:|\n| *Ana* | 3 |",
        "[read](https://a.org 'title') <https://a.org> https://a.org/x_y_z <ana@a.org>",
        "```\n![a](b) <!-- c --> <b>\n```\n\n    ![a](b)\n\nend",
        "`![a](b)` ``<b>`` 2 < 3 and 4 > 1, a * b, x \\* y, \\![a](https://a.org)",
        "Two lines\nin one paragraph",
        "",
    ],
)
def test_what_slack_knows_stays_as_it_was_written(written: str) -> None:
    """Byte for byte."""
    assert shown(written) == written


def test_the_lessons_that_come_with_the_bot_stay_as_they_were_written() -> None:
    """They use nothing that Slack does not know."""
    bodies = [path.read_text(encoding="utf-8").split("+++\n")[-1] for path in LESSONS]

    assert len(bodies) > 50
    assert [body for body in bodies if shown(body) != body] == []


WORDS = st.lists(st.sampled_from(["river", "names", "*loom*", "`kept`", "Ana's", "(aside)"]), min_size=1).map(
    " ".join
)
BLOCKS = st.one_of(
    WORDS,
    WORDS.map("#### {}".format),
    WORDS.map("> {}".format),
    WORDS.map("- [x] {}\n- other".format),
    WORDS.map("<div>\n{}\n</div>".format),
    WORDS.map("| Head | Two |\n|--|--|\n| {} | x |".format),
    WORDS.map("![{}](https://a.org)".format),
    WORDS.map("~~~\n{}\n~~~".format),
    WORDS.map("    {}".format),
    st.sampled_from(["---", "<!-- gone -->", "```\n<!-- code -->\n```"]),
)


@settings(max_examples=60)
@given(st.lists(BLOCKS, max_size=6))
def test_no_word_is_lost(blocks: list[str]) -> None:
    """Whatever stands next to what; only comments and marks go, also where it is read aloud."""
    written = "\n\n".join(blocks)
    meant = _words(re.sub(r"<!-- gone -->|</?div>", "", written))

    assert _words(shown(written)) == meant
    assert _words(spoken(shown(written))) == meant


def test_a_lesson_is_told_without_its_marks() -> None:
    """In notifications, and to who hears messages read."""
    lesson = "# W\n\n**Read** [this](https://a.org)\n> so *it* is\n\n| A | B |\n|---|---|\n| `c` | 2 \\* 3 |"

    assert spoken(lesson) == ("W\n\nRead this (https://a.org)\nso it is\n\n| A | B |\n\n| c | 2 * 3 |")


def _words(markdown: str) -> list[str]:
    return re.findall(r"\w+", markdown)
