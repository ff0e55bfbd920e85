"""Messages as Slack shows them."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError

from adapters.slack.outbound import (
    action_id,
    blocks_of,
    content_of,
    layout,
    link,
    named,
    readable,
    render,
    text_of,
)
from bot.chat.message import Button, ButtonStyle, File, Message, Part, Picture
from bot.chat.place import Account, Platform
from bot.chat.text import Link, Mention, Slash, Strong, TimeStyle, When, fill
from bot.chat.token import Token
from tests.adapters.slack.reader import seen
from tests.contract.words import LONG, PARAGRAPH, button, key, says

ANA = Account(platform=Platform("slack"), workspace="T1", user="U42")
BEN = Account(platform=Platform("discord"), user="7")
NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)
PICTURE = Picture(kind="bars", title="Weeks", alt="Two done.", columns=("Week", "Done"), rows=(("1", "2"),))
LONGEST = 4_000
"""Characters of a text, as Slack advises."""
FILE = File(name="report.pdf", media_type="application/pdf", kind="copy")


def test_a_sentence_with_everything_in_it() -> None:
    """People by mention, times in the reader's own clock, links to click, strings as they are."""
    text = fill(
        "Hi {who}, {what} is due {when}: {link}.",
        who=Mention(ANA, "Ana"),
        what=Strong("week *2*"),
        when=When(NOON, "Africa/Cairo"),
        link=Link("read it", "https://a.org/x"),
    )
    (part,) = layout(Message(text=text))

    assert part.content == (
        "Hi <@U42|Ana>, *week &#42;2&#42;* is due "
        "<!date^1799668800^{date_short_pretty} at {time}|Mon 11 Jan 14:00 (Africa/Cairo)>: "
        "<https://a.org/x|read it>."
    )
    assert seen(blocks_of(part, key())).kinds == [
        ("mention", "U42"),
        ("bold", "week *2*"),
        ("time", "Mon 11 Jan 14:00 (Africa/Cairo)"),
        ("link", "read it"),
    ]
    as_slack_has_it = part.content.replace("*", "").replace("&#42;", "*").replace("|Ana>", ">")
    assert text_of(part) == as_slack_has_it
    assert seen(blocks_of(named(part), key())).words.startswith("Hi Ana, week *2*")


@pytest.mark.parametrize(
    ("style", "form"),
    [
        ("date", "{date_short_pretty}"),
        ("time", "{time}"),
        ("date_time", "{date_short_pretty} at {time}"),
        ("relative", "{ago}"),
    ],
)
def test_times_are_shown_by_the_readers_clock(style: TimeStyle, form: str) -> None:
    """Each style has its form, and says the same where Slack can't show it."""
    (section,) = blocks_of(layout(Message(text=(When(NOON, style=style),)))[0], "")[0]["elements"]
    (shown,) = section["elements"]

    assert (shown["type"], shown["timestamp"], shown["format"]) == ("date", 1799668800, form)
    assert shown["fallback"]


def test_times_in_other_languages_have_no_english_between() -> None:
    """Slack puts the words of its own into the reader's language, not ours."""
    assert "{date_short_pretty}, {time}|" in render((When(NOON, language="es"),))


def test_an_instant_without_a_zone_is_refused() -> None:
    """Nobody knows when that is."""
    with pytest.raises(ValueError, match="aware"):
        render((When(NOON.replace(tzinfo=None)),))


def test_who_is_on_another_chat_is_named() -> None:
    """Slack knows neither their account nor what stands in their name."""
    assert render((Mention(BEN, "Ben *"), " and ", Mention(None, "<@U7>"))) == "Ben &#42; and &lt;@U7&gt;"


@pytest.mark.parametrize(
    ("label", "url", "written"),
    [
        ("read it", "https://a.org/x?a=1&b=2", "<https://a.org/x?a=1&amp;b=2|read it>"),
        ("read\nit", "https://a.org/(x) y|z", "<https://a.org/(x)%20y%7Cz|read it>"),
        ("<!here> *x*", "https://a.org/>", "<https://a.org/%3E|&lt;!here&gt; &#42;x&#42;>"),
        ("", "https://a.org", "<https://a.org|https://a.org>"),
        ("mail", "mailto:ana@a.org", "mail (mailto:ana@a.org)"),
        ("x", "javascript:alert(1)", "x (javascript:alert(1))"),
    ],
)
def test_links(label: str, url: str, written: str) -> None:
    """What is no address of the web stands beside the words."""
    assert link(label, url) == written


def test_bold_next_to_bold_is_one() -> None:
    """And bold of nothing is nothing."""
    assert render((Strong("a"), Strong("b"), Strong(" "), "c")) == "*ab* c"


def test_commands_are_named_as_they_are_typed_here() -> None:
    """With what the workspace's admins put before them; what somebody typed stays as it is."""
    message = Message(text=("Not /program help: ", Slash("program help")))

    (part,) = layout(message, "acme-")
    assert part.content == "Not /program help: /acme-program help"
    assert text_of(part) == part.content
    assert content_of(blocks_of(part, "")) == part.content
    assert layout(message)[0].content == "Not /program help: /program help"


def test_addresses_can_be_clicked() -> None:
    """Rich text finds none by itself; what ends the sentence is not part of one."""
    (part,) = layout(says("See https://a.org/x_(y)_*z*?q=1&r=2, (https://b.org)."))

    assert seen(blocks_of(part, "")).only("address") == ["https://a.org/x_(y)_*z*?q=1&r=2", "https://b.org"]


def test_only_the_last_part_has_the_buttons_the_picture_and_the_file() -> None:
    """The others are words, each short enough."""
    message = Message(
        text=LONG.text, body=f"{LONG.body}\n\n{LONG.body}", buttons=LONG.buttons, picture=PICTURE, file=FILE
    )

    *first, last = layout(message)

    assert first
    assert first == [Part(content=part.content) for part in first]
    assert (last.buttons, last.picture, last.file) == (LONG.buttons, PICTURE, FILE)
    assert all(0 < len(part.content) <= LONGEST for part in (*first, last))


def test_a_lesson_is_a_markdown_block_below_the_words() -> None:
    """As its admins wrote it; the text beside it has its words."""
    (part,) = layout(
        Message(text=("\n Hello *you*.",), body="# Week 1\n\nRead **this** & [that](https://a.org). \n")
    )

    assert (
        seen(blocks_of(part, "")).words == "Hello *you*.\n# Week 1\n\nRead **this** & [that](https://a.org)."
    )
    assert text_of(part) == "Hello *you*.\n\nWeek 1\n\nRead this &amp; that (https://a.org)."


def test_a_lesson_may_stand_alone() -> None:
    """Without a word of ours before it."""
    (part,) = layout(Message(text=(), body="```\ncode\n```"))

    assert blocks_of(part, "") == [{"type": "markdown", "text": "```\ncode\n```"}]


def test_each_part_of_a_lesson_is_one() -> None:
    """Also those after the first."""
    parts = layout(LONG)

    assert [
        block["type"] for part in parts for block in blocks_of(part, "") if block["type"] != "actions"
    ] == [
        "rich_text",
        *["markdown"] * len(parts),
    ]
    assert [content_of(blocks_of(part, "")) for part in parts] == [part.content for part in parts]


def test_a_message_that_shows_nothing_is_still_one() -> None:
    """Slack refuses those that are empty."""
    assert [part.content for part in layout(Message(text=(" \x00 ",)))] == ["\u200b"]


@settings(max_examples=30)
@given(st.text(alphabet="ab *_`\\<@>&\n.", max_size=60).map(lambda words: words + PARAGRAPH * 6))
def test_a_long_text_loses_nothing(words: str) -> None:
    """All of it is in the parts, in order, and no escape is cut."""
    parts = layout(says(words, "Done"))

    assert all(len(part.content) <= LONGEST for part in parts)
    shown = "".join("".join(readable(part.content).split()) for part in parts)
    assert shown == "".join(words.split())


def test_no_escape_is_cut() -> None:
    """Even in a word without end."""
    for before in range(6):
        parts = layout(says("x" * before + "&" * 3000))

        assert "".join(readable(part.content) for part in parts) == "x" * before + "&" * 3000


def test_bold_goes_on_in_the_next_part() -> None:
    """And ends where it ended."""
    parts = layout(Message(text=("Read: ", Strong("word " * 1_000), "end.")))

    assert len(parts) == 2
    assert ["".join(seen(blocks_of(part, "")).only("bold")).split() for part in parts] != [[], []]
    assert sum("".join(seen(blocks_of(part, "")).only("bold")).count("word") for part in parts) == 1_000
    assert parts[-1].content.endswith("* end.") or parts[-1].content.endswith("*end.")


def test_buttons_in_rows_of_five() -> None:
    """Each carries its token, the delivery's key and its number; only two styles have a colour."""
    styles: tuple[ButtonStyle, ...] = ("primary", "secondary", "danger")
    labels = [Button(label=f"B{n}", token=Token("a", "b", str(n)), style=styles[n % 3]) for n in range(25)]

    _, *rows = blocks_of(Part(content="Hi", buttons=tuple(labels)), key())

    assert [len(row["elements"]) for row in rows] == [5] * 5
    first = [(one["action_id"], one.get("style")) for one in rows[0]["elements"]][:3]
    assert first == [
        (f"a/b/0/{key()}/0", "primary"),
        (f"a/b/1/{key()}/1", None),
        (f"a/b/2/{key()}/2", "danger"),
    ]


def test_the_longest_token_fits() -> None:
    """Slack takes 255 characters."""
    longest = Button(label="x", token=Token("f", "s" * 24, "a" * 37))

    assert len(action_id(longest, key(), 24)) <= 255


def test_a_picture_is_shown_where_it_was_uploaded_and_told_where_not() -> None:
    """Who hears messages read hears it in any case."""
    part = Part(content="Your weeks", picture=PICTURE)

    assert blocks_of(part, "", "F1")[1] == {
        "type": "image", "slack_file": {"id": "F1"}, "alt_text": "Two done.",
    }  # fmt: skip
    assert seen(blocks_of(part, "")).words == "Your weeksTwo done."
    assert text_of(part) == "Your weeks\n\nTwo done."


def test_slack_makes_nothing_else_of_the_name_of_a_file() -> None:
    """Neither a channel nor a call: the text says that it is to be taken as it is."""
    part = Part(content="Here it is.", file=replace(FILE, name="#general & @here.pdf"))
    (element,) = blocks_of(part, "", None, "https://example.org/f")[-1]["elements"]

    assert element == {
        "type": "mrkdwn",
        "text": "<https://example.org/f|#general &amp; @here.pdf>",
        "verbatim": True,
    }


def test_what_slack_would_not_take_is_found_before() -> None:
    """The models of the library know its limits."""
    with pytest.raises(SlackObjectFormationError):
        blocks_of(Part(content="\x1e" + "x" * 12_001), "")


def test_everything_is_within_the_limits_of_a_message() -> None:
    """50 blocks, and 13,000 characters in all of them."""
    for part in layout(Message(text=("& <" * 900,), body=LONG.body, buttons=LONG.buttons)):
        blocks = blocks_of(part, key())
        assert len(blocks) <= 50
        assert len(json.dumps(blocks)) <= 13_000
        assert len(text_of(part)) <= 40_000


def test_a_button_is_what_it_says() -> None:
    """Its label, shown in full."""
    assert seen(blocks_of(Part(content="Hi", buttons=(button("Well, *done*"),)), key())).only("button") == [
        "Well, *done*"
    ]
