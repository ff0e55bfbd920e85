"""What Discord would show is shown: its own Markdown, and nothing but that."""

from time import process_time

import pytest

from adapters.playground.discord_look import discord_look, shown
from adapters.playground.look import Reader
from bot.chat.message import Button, Part
from bot.chat.token import Token
from tests.programme_view.eyes import Page

READER = Reader(zone="Europe/Madrid", language="en")


def look(content: str) -> str:
    return shown(content, READER)


def test_what_stands_at_the_beginning_of_a_line() -> None:
    """Headings have three sizes, small print is small, and quotes and lists are apart."""
    made = look("# One\n## Two\n-# tiny\n> said\n> so\n- a\n  - b\n- c\n3. d\nafter")

    assert made == (
        '<p class="heading h1">One</p><p class="heading h2">Two</p><p class="small">tiny</p>'
        "<blockquote><p>said<br>so</p></blockquote>"
        '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start="3"><li>d</li></ol><p>after</p>'
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**b** *i* _i_ __u__ ~~s~~", "<strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s>"),
        (r"\*no\* snake_case_word 2 * 3 * 4", "*no* snake_case_word 2 * 3 * 4"),
        ("`**code**`", "<code>**code**</code>"),
        ("</program pause:12>", '<span class="mention">/program pause</span>'),
        ("<@12> <#34>", '<span class="mention">@12</span> <span class="mention">#34</span>'),
        ("||hidden||", '<span class="spoiler" title="hidden until it is clicked">hidden</span>'),
        ("#hash #", "#hash #"),
        ("**never closed", "**never closed"),
    ],
)
def test_marks_in_a_line(written: str, read: str) -> None:
    """Marks are read as Discord reads them; what is no mark stays."""
    assert look(written) == f"<p>{read}</p>"


def test_an_instant_is_in_the_readers_own_time() -> None:
    """A timestamp is shown by the reader's clock; one that no clock shows is a number."""
    assert "Tue 8 Sep 18:00</time>" in look("<t:1788883200:f>")
    assert look("<t:999999999999999:R>") == "<p>999999999999999</p>"


def test_links() -> None:
    """A label, an address in brackets and a bare one can be clicked, without what ends the sentence."""
    page = Page(look("[a **b**](https://a.example/x) <https://b.example> and https://c.example/y."))

    assert page.links == ["https://a.example/x", "https://b.example", "https://c.example/y"]
    assert page.words == "a b https://b.example and https://c.example/y."


def test_code_is_left_alone() -> None:
    """Nothing in a code block is read."""
    assert look("before\n```py\n# <b> **x**\n```\nafter") == (
        "<p>before</p><pre><code># &lt;b&gt; **x**</code></pre><p>after</p>"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[press](javascript:alert(1))",
        "<javascript:alert(1)>",
        '[x](https://a.example/"onmouseover="alert(1))',
        "https://a.example/'\"><script>alert(1)</script>",
        "```<script>\nalert(1)```",
        '</x"onclick="y:1>',
        "**<b onclick=x>**",
    ],
)
def test_what_is_hostile_is_only_words(hostile: str) -> None:
    """No element, handler or dangerous address comes of what somebody wrote."""
    page = Page(look(hostile))

    assert not {"script", "img", "b"} & set(page.elements)
    assert page.handlers == []
    assert all(link.startswith("https://a.example/") for link in page.links)


def test_messages_apart() -> None:
    """Each part is a message with its length; the buttons are on the last."""
    button = Button(label="Done <now>", token=Token("lesson", "k", "done"), style="primary")

    page = Page(discord_look([Part(content="One"), Part(content="x" * 1999, buttons=(button,))], READER))

    assert page.elements.count("button") == 0
    assert "3 of 2,000 characters" in page.words
    assert page.words.endswith("Done <now> 1,999 of 2,000 characters")


@pytest.mark.parametrize(
    "marks",
    [
        "*_~|",
        "[",
        "`",
        "``` ",
        "**a ",
        "- ",
        "<t:",
        "||",
        "> ",
        ">>> ",
        "__*",
        "**`a`",
        "*_ ",
        "[a](",
        "\\`",
        " -",
    ],
)
def test_rows_of_marks_take_no_time(marks: str) -> None:
    """A message full of marks that never close is as quick as any."""
    start = process_time()

    Page(look(marks * (2_000 // len(marks))))

    assert process_time() - start < 0.5


def test_marks_within_marks() -> None:
    """They are read, but not for ever."""
    assert look("***a*** b") == "<p><em><strong>a</strong></em> b</p>"
    assert look("**a *b* `**` c**") == "<p><strong>a <em>b</em> <code>**</code> c</strong></p>"
    assert "a" in Page(look("*_" * 400 + "a" + "_*" * 400)).words
