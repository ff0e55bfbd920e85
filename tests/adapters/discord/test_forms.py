"""Forms as Discord shows them, and what comes back."""

from dataclasses import replace

import discord

from adapters.discord.forms import modal_of, problems_message, values_of
from adapters.discord.outbound import render
from bot.chat.form import Choice, Field, Form
from bot.chat.reply import Refuse
from bot.chat.text import Slash, fill
from bot.chat.token import Token
from tests.adapters.discord.post import a_post

TRACK = Field(
    key="track",
    label="Track",
    kind="choice",
    choices=(Choice(label="Climate", value="c"), Choice(label="Education", value="e")),
    value="e",
)
FORM = Form(
    token=Token("checkin", "s" * 24, "answer"),
    title="Week 3",
    fields=(
        TRACK,
        Field(
            key="note", label="Note", kind="long_text", required=False, hint="Whatever you like", value="Hi"
        ),
        Field(key="hours", label="Hours", kind="number"),
        Field(key="link", label="Link", kind="link"),
        Field(key="day", label="Day", kind="date"),
    ),
)


def test_a_form_may_be_called_like_its_command() -> None:
    """A title is words only, and Discord takes 45 characters."""
    titles = [
        modal_of(replace(FORM, title=Slash(name)), fill).to_dict()["title"]
        for name in ("program pause", f"cohort {'l' * 32} name")
    ]

    assert titles == ["/program pause", f"/cohort {'l' * 32} name"]
    long = modal_of(replace(FORM, title=Slash(f"cohort {'l' * 32} {'n' * 32}")), fill).to_dict()
    assert len(long["title"]) == 45


def test_each_field_has_its_label_and_hint() -> None:
    """The token is the modal's own, and what stood in a field stands there again."""
    modal = modal_of(FORM, fill).to_dict()

    assert (modal["title"], modal["custom_id"]) == ("Week 3", str(FORM.token))
    assert [one["type"] for one in modal["components"]] == [18] * 5
    track, note, *_ = modal["components"]
    assert (track["label"], "description" in track) == ("Track", False)
    assert track["component"]["options"] == [
        {"label": "Climate", "value": "c", "default": False},
        {"label": "Education", "value": "e", "default": True},
    ]
    assert (track["component"]["required"], track["component"]["custom_id"]) == (True, "track")
    assert (note["description"], note["component"]["value"]) == ("Whatever you like", "Hi")
    assert (note["component"]["style"], note["component"]["required"]) == (2, False)
    assert note["component"]["max_length"] == 3000


def test_what_is_not_every_text_shows_an_example() -> None:
    """Numbers, addresses and days are one line each."""
    *_, hours, link, day = (one["component"] for one in modal_of(FORM, fill).to_dict()["components"])

    assert [one["style"] for one in (hours, link, day)] == [1, 1, 1]
    assert [one["placeholder"] for one in (hours, link, day)] == [
        "A number in digits, such as 12",
        "An address that begins with https://",
        "A day, such as 2027-03-08",
    ]


def test_a_long_answer_is_shown_whole() -> None:
    """Even where it has several lines, or more letters than a new one may have."""
    fields = (
        Field(key="a", label="A", kind="text", value="one\ntwo"),
        Field(key="b", label="B", kind="long_text", value="x" * 3500),
    )
    one, two = modal_of(Form(token=Token("a", "b"), title="T", fields=fields), fill).to_dict()["components"]

    assert one["component"]["style"] == 2
    assert (len(two["component"]["value"]), two["component"]["max_length"]) == (3500, 3500)


async def test_nothing_waits_in_memory_for_the_answers() -> None:
    """The library keeps an ordinary modal that was shown, and none of ours."""
    async with a_post() as post:
        await post.click().response.send_modal(modal_of(FORM, fill))

        assert not post.kept
        assert post.sent[0]["data"]["custom_id"] == str(FORM.token)

        plain: discord.ui.Modal = discord.ui.Modal(title="T")
        await post.click().response.send_modal(plain)
        assert post.kept


def test_what_comes_back() -> None:
    """From labels as Discord sends them now, and from rows as it did; nothing chosen is nothing."""
    data = {
        "custom_id": str(FORM.token),
        "components": [
            {"type": 18, "id": 1, "component": {"type": 3, "id": 2, "custom_id": "track", "values": ["c"]}},
            {"type": 18, "id": 3, "component": {"type": 4, "id": 4, "custom_id": "note", "value": "a\nb"}},
            {"type": 1, "components": [{"type": 4, "custom_id": "hours", "value": "3"}]},
            {"type": 18, "component": {"type": 3, "custom_id": "mood", "values": []}},
            {"type": 18, "component": {"type": 4, "custom_id": "empty", "value": None}},
            {"type": 10, "id": 9},
        ],
    }

    assert values_of(data) == (("track", "c"), ("note", "a\nb"), ("hours", "3"), ("mood", ""), ("empty", ""))
    assert values_of({}) == ()


def test_problems_are_told_by_label_with_a_way_back() -> None:
    """What the refusal says besides comes first; a field without a label has only its words."""
    refuse = Refuse(("Almost.",), {"hours": ("A number, please.",), "gone": ("That one too.",)})

    message = problems_message(refuse, {"hours": "Hours"}, Token("form", "x"), fill)

    assert render(message.text) == "Almost.\n**Hours:** A number, please.\nThat one too."
    (back,) = message.buttons
    assert (back.label, str(back.token), back.style) == ("Change my answers", "form/x", "primary")


def test_the_same_is_not_said_twice() -> None:
    """Where a problem is all that the refusal says."""
    refuse = Refuse(("A number, please.",), {"hours": ("A number, please.",)})

    message = problems_message(refuse, {"hours": "Hours"}, Token("form", "x"), fill)

    assert render(message.text) == "**Hours:** A number, please."
