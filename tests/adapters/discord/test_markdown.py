"""Lessons as Discord shows them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.markdown import RULE, shown

LESSONS = sorted(Path("schedules/programs").rglob("*.md"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("#### Deep\n\ntext", "**Deep**\n\ntext"),
        ("##### **Very** deep", "**Very deep**"),
        ("Title\n=====\n\nSecond\n---\n", "# Title\n\n## Second\n"),
        ("a\n\n***\n\nb", f"a\n\n{RULE}\n\nb"),
        ("a\n\n<!-- a note\nfor us -->\n\nb", "a\n\nb"),
        ("a <!-- not said --> b", "a  b"),
        ("![A loom](https://a.org/l.png)", "[A loom](https://a.org/l.png)"),
        ("![](https://a.org/l.png)", "https://a.org/l.png"),
        ("![A loom](loom.png)", "A loom (loom.png)"),
        ("[![A loom](l.png)](https://a.org)", "[A loom](https://a.org)"),
        ("See [week 2](02-week.md) and [below](#below).", "See week 2 (02-week.md) and below."),
        ("[a][x], [x] and [y]\n\n[x]: https://a.org 'T'", "[a](https://a.org), [x](https://a.org) and [y]\n"),
        ("So it is[^1].\n\n[^1]: Really.", "So it is\\[1].\n\n-# \\[1] Really."),
        ("- [ ] open\n- [x] done", "- ☐ open\n- ☑ done"),
        ("> - [ ] open\n> + more", "> - ☐ open\n> - more"),
        ("+ one\n+ two", "- one\n- two"),
        ("1) one\n2) two", "1. one\n2. two"),
        (">said\n> so", "> said\n> so"),
        ("__bold__ and snake__case__x", "**bold** and snake__case__x"),
        ("<b>bold</b> <i>x</i><br>new <span class='y'>z</span>", "**bold** *x*\nnew z"),
        ("<a href='https://a.org'>here</a> <img src='https://a.org/p.png' alt='P'>",
         "[here](https://a.org) [P](https://a.org/p.png)"),
        ("<details>\n<summary>More</summary>\nHidden\n</details>", "More\nHidden"),
        ("Fish &amp; chips &lt;b&gt; &copy;", "Fish & chips \\<b\\> ©"),
        ("one\\\ntwo", "one\ntwo"),
        ("<ana@a.org> <https://a.org>", "ana@a.org <https://a.org>"),
        ("~~~py\nx = 1\n~~~", "```py\nx = 1\n```"),
        ("text\n\n    x = 1\n    y = 2\n\nend", "text\n\n```\nx = 1\ny = 2\n```\n\nend"),
        ("| Who | Week |\n|:--|--:|\n| *Ana* | 3 |\n| `Ben` | 12 |",
         "```\nWho  Week\n---  ----\nAna     3\nBen    12\n```"),
        ("| Who | Where |\n|--|--|\n| Ana | [here](https://a.org) |", "-# Who · Where\n**Ana** · [here](https://a.org)"),
    ],
)  # fmt: skip
def test_what_discord_does_not_know_is_shown_in_another_way(written: str, read: str) -> None:
    """As near as Discord comes to what was meant."""
    assert shown(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "# One\n## Two\n### Three\n\n-# small\n\n**bold** *it* _it_ ~~gone~~ ||later|| `code`",
        "- one\n  - two\n- three\n\n1. one\n2. two\n\n> said\n>>> all of it",
        "[read](https://a.org 'title') <https://a.org> https://a.org/x_y_z <t:1:R> <@12> <#5>",
        "```\n![a](b) <!-- c --> #### d\n| a |\n```",
        "`![a](b)` ``<b>`` 2 < 3 and 4 > 1, a * b, x \\* y",
        "Two lines\nin one paragraph",
        "",
    ],
)
def test_what_discord_knows_stays_as_it_was_written(written: str) -> None:
    """Byte for byte."""
    assert shown(written) == written


def test_the_lessons_that_come_with_the_bot_stay_as_they_were_written() -> None:
    """They use nothing that Discord does not know."""
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
    WORDS.map("{}\n===".format),
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
    """Whatever stands next to what; only comments and marks go."""
    written = "\n\n".join(blocks)

    assert _words(shown(written)) == _words(re.sub(r"<!-- gone -->|</?div>|\[x\]", "", written))


def _words(markdown: str) -> list[str]:
    return re.findall(r"\w+", markdown)
