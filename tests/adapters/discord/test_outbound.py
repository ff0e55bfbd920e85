"""Messages as Discord shows them."""

from datetime import UTC, datetime

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.outbound import custom_id, layout, link, readable, render, view_of
from bot.chat.message import Button, File, Message, Part, Picture
from bot.chat.place import Account, Platform
from bot.chat.text import Link, Mention, Slash, Strong, TimeStyle, When, fill
from bot.chat.token import Token
from tests.adapters.discord.post import a_post
from tests.adapters.discord.reader import seen
from tests.contract.words import LONG, PARAGRAPH, button, key, says

ANA = Account(platform=Platform("discord"), user="42")
BEN = Account(platform=Platform("slack"), workspace="T1", user="U1")
NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)
PICTURE = Picture(kind="bars", title="Weeks", alt="Two done.", columns=("Week", "Done"), rows=(("1", "2"),))
FILE = File(name="report.pdf", media_type="application/pdf", kind="copy")


def test_a_sentence_with_everything_in_it() -> None:
    """People by mention, times in the reader's own clock, links to click, strings as they are."""
    text = fill(
        "Hi {who}, {what} is due {when}: {link}.",
        who=Mention(ANA, "Ana"),
        what=Strong("week *2*"),
        when=When(NOON),
        link=Link("read it", "https://a.org/x"),
    )

    assert render(text) == r"Hi <@42>, **week \*2\*** is due <t:1799668800:f>: [read it](https://a.org/x)."
    assert [kind for kind, _ in seen(render(text)).kinds] == ["mention", "bold", "time", "link"]


@pytest.mark.parametrize(
    ("style", "letter"), [("date", "D"), ("time", "t"), ("date_time", "f"), ("relative", "R")]
)
def test_times_are_shown_by_the_readers_clock(style: TimeStyle, letter: str) -> None:
    """Each style has its letter."""
    assert render((When(NOON, style=style),)) == f"<t:1799668800:{letter}>"


def test_an_instant_without_a_zone_is_refused() -> None:
    """Nobody knows when that is."""
    with pytest.raises(ValueError, match="aware"):
        render((When(NOON.replace(tzinfo=None)),))


def test_who_is_on_another_chat_is_named() -> None:
    """Discord knows neither their account nor what stands in their name."""
    assert render((Mention(BEN, "Ben *"), " and ", Mention(None, "<@7>"))) == "Ben \\* and \\<@\u200b7>"


@pytest.mark.parametrize(
    ("label", "url", "written"),
    [
        ("read it", "https://a.org/x", "[read it](https://a.org/x)"),
        ("read it", "https://a.org/(x) y?q=\"z\"", "[read it](https://a.org/%28x%29%20y?q=%22z%22)"),
        ("read_it", "https://a.org/x", r"read\_it (<https://a.org/x>)"),
        ("https://b.org", "https://a.org/x", "https://b.org (<https://a.org/x>)"),
        ("https://a.org/x", "https://a.org/x", "<https://a.org/x>"),
        ("party 🎉", "https://a.org", "party 🎉 (<https://a.org>)"),
        ("mail", "mailto:ana@a.org", "mail (mailto:ana@a.org)"),
        ("x", "javascript:alert(1)", "x (javascript:alert(1))"),
    ],
)  # fmt: skip
def test_links(label: str, url: str, written: str) -> None:
    """Where Discord would not make a link of it, the address stands beside the words."""
    assert link(label, url) == written


def test_bold_next_to_bold_is_one() -> None:
    """Four stars in a row would be read as other marks."""
    assert render((Strong("a"), Strong("b"), Strong(" "), "c")) == "**ab** c"
    assert render((Strong("a"), "\x1f", Strong("b"))) == "**ab**"


def test_only_the_last_part_has_the_buttons_the_picture_and_the_file() -> None:
    """The others are words, each short enough."""
    message = Message(text=LONG.text, body=LONG.body, buttons=LONG.buttons, picture=PICTURE, file=FILE)

    *first, last = layout(message)

    assert len(first) >= 2
    assert first == [Part(content=part.content) for part in first]
    assert (last.buttons, last.picture, last.file) == (LONG.buttons, PICTURE, FILE)
    assert all(0 < len(part.content) <= 2000 for part in (*first, last))


def test_parts_have_no_blanks_at_their_ends() -> None:
    """Discord drops them, and the copy that is looked for must be the same as ours."""
    (part,) = layout(Message(text=("\n  Hello.",), body="Read this. \n\n"))

    assert part.content == "Hello.\n\nRead this."


def test_a_lesson_may_stand_alone() -> None:
    """Without a word of ours before it."""
    assert [part.content for part in layout(Message(text=(), body="# Week 1"))] == ["# Week 1"]


def test_a_lesson_steers_nothing() -> None:
    """What was pasted into it with its words is left out."""
    (part,) = layout(Message(text=("Week 1",), body="Read \x1b[2Jthis\u202e\x00."))

    assert part.content == "Week 1\n\nRead [2Jthis."


def test_a_message_that_shows_nothing_is_still_one() -> None:
    """Discord refuses those that are empty."""
    assert [part.content for part in layout(Message(text=(" \x00 ",)))] == ["\u200b"]


@settings(max_examples=30)
@given(st.text(alphabet="ab *_`\\<@>\n.", max_size=60).map(lambda words: words + PARAGRAPH * 3))
def test_a_long_text_loses_nothing(words: str) -> None:
    """All of it is in the parts, in order."""
    parts = layout(says(words))

    assert all(len(part.content) <= 2000 for part in parts)
    shown = "".join("".join(seen(part.content).words.split()) for part in parts)
    assert shown.replace("\u200b", "") == "".join(words.split())


def test_commands_that_are_named_can_be_clicked() -> None:
    """Before they are declared they are words."""
    message = Message(text=("Type ", Slash("program settings"), " or ", Slash("program help"), "."))

    known = layout(message, {"program settings": "5"})
    assert known[0].content == "Type </program settings:5> or /program help."
    assert layout(message)[0].content == "Type /program settings or /program help."


def test_commands_that_somebody_typed_are_words() -> None:
    """Whoever reads them is not led to click them."""
    message = Message(text=("/program settings ", Strong("/program settings"), "</program settings:5>"))

    content = layout(message, {"program settings": "5"})[0].content
    assert content == "/program settings **/program settings**\\</program settings:5>"


def test_a_command_after_an_address_is_no_part_of_it() -> None:
    """Discord ends an address where an angle bracket begins."""
    text = ("https://a.org/x", Slash("program help"))

    assert render(text, {"program help": "5"}) == "https://a.org/x</program help:5>"


def test_buttons_in_rows_of_five() -> None:
    """Each carries its token, the delivery's key and its number."""
    labels = [Button(label=f"B{n}", token=Token("a", "b", str(n)), style="danger") for n in range(7)]

    view = view_of(labels, key())

    assert view is not None
    rows = view.to_components()
    assert [len(row["components"]) for row in rows] == [5, 2]
    assert rows[1]["components"][1] == {"type": 2, "style": 4, "label": "B6", "custom_id": f"a/b/6/{key()}/6"}
    assert view_of((), key()) is None


def test_what_stands_on_a_button_turns_nothing_around() -> None:
    """Nor is it of several lines; one on which nothing would stand has three dots."""
    labels = ["Show A\u202en\na", "\u202e"]
    buttons = tuple(Button(label=label, token=Token("a", "b")) for label in labels)
    view = view_of(buttons, "")

    assert view is not None
    assert [one["label"] for one in view.to_components()[0]["components"]] == ["Show An a", "…"]


def test_the_longest_token_fits() -> None:
    """Discord takes 100 characters."""
    longest = Button(label="x", token=Token("f", "s" * 24, "a" * 37))

    assert len(custom_id(longest, key(), 24)) <= 100


async def test_nothing_waits_in_memory_for_a_click() -> None:
    """The library keeps an ordinary view that was sent, and none of ours."""
    async with a_post() as post:
        sent = await post.room.send(
            "Hi", view=view_of([button()], key()) or discord.utils.MISSING, nonce=key()
        )
        await sent.edit(content="Ho", view=view_of([button()], key()))

        assert not post.kept
        assert post.sent[0]["components"][0]["components"][0]["label"] == "Done"
        assert post.sent[0]["nonce"] == key()

        await post.room.send("Hi", view=discord.ui.View().add_item(discord.ui.Button(label="x")))
        assert post.kept


async def test_nothing_waits_in_memory_after_an_answer() -> None:
    """An answer to a click has buttons of its own."""
    async with a_post() as post:
        await post.click().response.send_message("Hi", view=view_of([button()], "") or discord.utils.MISSING)

        assert not post.kept


def test_transcripts_have_no_escapes() -> None:
    """They are for people."""
    assert readable(render(("a_b *c* @everyone",))) == "a_b *c* @everyone"
