"""Forms as Slack shows them, and what comes back."""

import json
from dataclasses import replace
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError

from adapters.slack.forms import (
    errors_of,
    keys_of,
    metadata_of,
    problems_message,
    token_of,
    values_of,
    view_of,
)
from adapters.slack.outbound import readable, render
from bot.chat.form import Choice, Field, Form
from bot.chat.reply import Refuse
from bot.chat.text import Slash, Strong, fill
from bot.chat.token import Token

TRACK = Field(
    key="track",
    label="Track",
    kind="choice",
    choices=(Choice(label="Climate", value="c"), Choice(label="Education", value="e")),
    value="e",
)
NOTE = Field(key="note", label="Note", kind="long_text", required=False, hint="Whatever you like", value="Hi")
HOURS = Field(key="hours", label="Hours", kind="number")
LINK = Field(key="link", label="Link", kind="link")
DAY = Field(key="day", label="Day", kind="date")
FORM = Form(
    token=Token("checkin", "s" * 24, "answer"), title="Week 3", fields=(TRACK, NOTE, HOURS, LINK, DAY)
)


def element(field: Field) -> dict[str, Any]:
    """What a field is filled in with."""
    (block,) = view_of(Form(token=Token("a", "b"), title="T", fields=(field,)), fill)["blocks"]
    found: dict[str, Any] = block["element"]
    return found


def test_each_field_has_its_label_and_hint() -> None:
    """And what stood in it stands there again."""
    view = view_of(FORM, fill)

    assert (view["type"], view["callback_id"]) == ("modal", "form")
    assert (view["title"]["text"], view["submit"]["text"], view["close"]["text"]) == (
        "Week 3",
        "Send",
        "Cancel",
    )
    track, note, *_ = view["blocks"]
    assert (track["block_id"], track["label"]["text"], track["optional"], "hint" in track) == (
        "track", "Track", False, False,
    )  # fmt: skip
    assert [one["value"] for one in track["element"]["options"]] == ["c", "e"]
    assert track["element"]["initial_option"]["value"] == "e"
    assert (note["hint"]["text"], note["optional"]) == ("Whatever you like", True)
    assert (note["element"]["initial_value"], note["element"]["multiline"]) == ("Hi", True)


def test_each_kind_has_an_element_of_its_own() -> None:
    """So that a phone shows the right keyboard, and Slack looks at what was typed."""
    assert [one["element"]["type"] for one in view_of(FORM, fill)["blocks"]] == [
        "static_select", "plain_text_input", "number_input", "url_text_input", "datepicker",
    ]  # fmt: skip
    assert {one["element"]["action_id"] for one in view_of(FORM, fill)["blocks"]} == {"value"}
    assert element(HOURS)["is_decimal_allowed"] is True


@pytest.mark.parametrize(
    ("key", "kind", "value", "name"),
    [
        ("hours", "number", "2.5", "initial_value"),
        ("link", "link", "https://a.org", "initial_value"),
        ("day", "date", "2027-03-08", "initial_date"),
    ],
)
def test_what_was_given_before_stands_there(key: str, kind: Any, value: str, name: str) -> None:
    """Where Slack takes it."""
    assert element(Field(key=key, label="L", kind=kind, value=value))[name] == value


@pytest.mark.parametrize(
    ("kind", "value"), [("number", "1,200"), ("number", "two"), ("link", "a.org"), ("date", "next Monday")]
)
def test_what_slack_would_refuse_stands_there_as_text(kind: Any, value: str) -> None:
    """Nobody has to type it anew to change a letter."""
    made = element(Field(key="k", label="L", kind=kind, value=value))

    assert (made["type"], made["initial_value"]) == ("plain_text_input", value)


def test_several_lines_are_shown_whole() -> None:
    """As far as Slack takes them."""
    assert element(Field(key="a", label="A", kind="text", value="one\ntwo"))["multiline"] is True
    assert (
        len(element(Field(key="a", label="A", kind="long_text", value="x" * 3500))["initial_value"]) == 3000
    )


def test_what_slack_would_not_take_is_found_before() -> None:
    """An option's value has at most 150 characters."""
    with pytest.raises(SlackObjectFormationError):
        element(Field(key="a", label="A", kind="choice", choices=(Choice(label="A", value="x" * 151),)))


def submitted(**filled: dict[str, Any]) -> dict[str, Any]:
    """A view as Slack sends it: as it was asked, with what was filled in, sorted in its own way."""
    values = {key: {"value": filled[key]} for key in sorted(filled)}
    return {**view_of(FORM, fill, metadata="C1"), "state": {"values": values}}


def test_what_comes_back() -> None:
    """In the order of the fields; what was left empty is empty."""
    view = submitted(
        track={"type": "static_select", "selected_option": {"text": {}, "value": "c"}},
        note={"type": "plain_text_input", "value": "a\n<b> & *c*"},
        hours={"type": "number_input", "value": "3"},
        link={"type": "url_text_input", "value": None},
        day={"type": "datepicker", "selected_date": "2027-03-08"},
    )

    assert values_of(view) == (
        ("track", "c"), ("note", "a\n<b> & *c*"), ("hours", "3"), ("link", ""), ("day", "2027-03-08"),
    )  # fmt: skip
    assert values_of({"state": {"values": {"track": {"value": {"selected_option": None}}}}}) == (
        ("track", ""),
    )
    assert values_of({}) == ()


def test_the_token_comes_back() -> None:
    """With what the adapter wanted to know again; of other views nothing does."""
    view = submitted()

    assert (token_of(view), metadata_of(view)) == (FORM.token, "C1")
    assert keys_of(view) == ("track", "note", "hours", "link", "day")
    for other in ({}, {"private_metadata": ""}, {"private_metadata": "{"}, {"private_metadata": "[1]"}):
        assert (token_of(other), metadata_of(other)) == (None, "")
    assert token_of({"private_metadata": json.dumps(["no token", ""])}) is None


def test_problems_stand_beside_their_fields() -> None:
    """As plain words; Slack shows none at all where one is of a field that is not there."""
    refuse = Refuse(("Almost.",), {"hours": (Strong("A number"), ", please."), "gone": ("That one too.",)})

    assert errors_of(refuse, submitted()) == {"hours": "A number, please."}
    assert set(errors_of(refuse)) == {"hours", "gone"}
    assert errors_of(Refuse(("No.",)), submitted()) == {}


def test_a_command_is_named_as_it_is_typed_here() -> None:
    """In the title of a form that a command asks, as far as a title goes, and beside the fields."""
    refuse = Refuse(("No.",), {"hours": ("Type ", Slash("program help"))})
    asked = replace(FORM, title=Slash("cohort grant approve"))

    assert view_of(asked, fill)["title"]["text"] == "/cohort grant approve"
    assert view_of(asked, fill, prefix="acme-")["title"]["text"] == "/acme-cohort grant appr…"
    assert errors_of(refuse, prefix="acme-") == {"hours": "Type /acme-program help"}


def test_problems_are_told_by_label_with_a_way_back() -> None:
    """What the refusal says besides comes first; a field without a label has only its words."""
    refuse = Refuse(("Almost.",), {"hours": ("A number, please.",), "gone": ("That one too.",)})

    message = problems_message(refuse, {"hours": "Hours"}, Token("form", "x"), fill)

    assert render(message.text) == "Almost.\n*Hours:* A number, please.\nThat one too."
    (back,) = message.buttons
    assert (back.label, str(back.token), back.style) == ("Change my answers", "form/x", "primary")


def test_the_same_is_not_said_twice() -> None:
    """Where a problem is all that the refusal says."""
    refuse = Refuse(("A number, please.",), {"hours": ("A number, please.",)})

    message = problems_message(refuse, {"hours": "Hours"}, Token("form", "x"), fill)

    assert readable(render(message.text)) == "Hours: A number, please."
