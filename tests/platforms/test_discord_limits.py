"""Every limit that Discord's document does not hold is one that the small Discord does."""

from typing import Any

import pytest

from tests.platforms.discord.limits import MEBIBYTE, breaches_of, file_breaches
from tests.platforms.sent import CALLBACK, NONCE, everything

OFF: dict[str, Any] = {"parse": []}
MESSAGES, EDIT, FOLLOWED, ORIGINAL = (
    "/channels/1/messages",
    "/channels/1/messages/2",
    "/webhooks/9/token",
    "/webhooks/9/token/messages/@original",
)


def new(**changed: Any) -> dict[str, Any]:
    """A message as the bot should send it, but for this."""
    whole = {"content": "Hello", "nonce": NONCE, "enforce_nonce": True, "allowed_mentions": OFF, **changed}
    return {key: value for key, value in whole.items() if value is not ...}


def button(custom_id: str | None = "done", **changed: Any) -> dict[str, Any]:
    """A button."""
    return {"type": 2, "style": 1, "label": "Done", "custom_id": custom_id, **changed}


def select(count: int = 2, **changed: Any) -> dict[str, Any]:
    """A menu of so many options."""
    options = [{"label": f"Option {index}", "value": str(index)} for index in range(count)]
    return {"type": 3, "custom_id": "which", "options": options, **changed}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    """An action row."""
    return {"type": 1, "components": list(parts)}


def typed(**changed: Any) -> dict[str, Any]:
    """A label with a text input."""
    inside = {
        "type": 4,
        "custom_id": changed.pop("custom_id", "how"),
        "style": 1,
        **changed.pop("component", {}),
    }
    return {"type": 18, "label": "How?", "component": inside, **changed}


def labelled(component: dict[str, Any]) -> dict[str, Any]:
    """A label with anything."""
    return {"type": 18, "label": "Which?", "component": component}


def form(*components: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The answer that opens a form."""
    return {
        "type": 9,
        "data": {"title": "Check-in", "custom_id": "token", "components": list(components), **changed},
    }


async def test_all_that_discord_py_sends_is_within_the_limits() -> None:
    """The real library is the measure of a false alarm."""
    for sent in await everything():
        assert not breaches_of(sent.method, sent.path, sent.body), sent.said


OVER: dict[str, tuple[dict[str, Any], str]] = {
    "a long content": (new(content="x" * 2001), "content has 2001"),
    "an empty message": (new(content=" \n "), "is empty"),
    "no nonce": (new(nonce=...), "no nonce"),
    "a nonce that is too long": (new(nonce="x" * 26), "the nonce has 26"),
    "a nonce that nobody enforces": (new(enforce_nonce=False), "enforce_nonce is not set"),
    "mentions left to Discord": (new(allowed_mentions=...), "allowed_mentions is missing"),
    "mentions of people": (new(allowed_mentions={"parse": ["users"]}), "parses ['users']"),
    "mentions by exception": (new(allowed_mentions={"parse": [], "users": ["5"]}), "lets users be mentioned"),
    "a mention of whom it answers": (
        new(allowed_mentions={**OFF, "replied_user": True}),
        "lets replied_user",
    ),
    "eleven embeds": (new(embeds=[{"title": "a"}] * 11), "11 embeds"),
    "long embeds": (new(embeds=[{"description": "x" * 3001}] * 2), "have 6002 characters together"),
    "six rows": (new(components=[row(button(str(each))) for each in range(6)]), "6 action rows"),
    "six buttons": (
        new(components=[row(*(button(str(each)) for each in range(6)))]),
        "6 buttons, wants 1 to 5",
    ),
    "an empty row": (new(components=[row()]), "0 buttons, wants 1 to 5"),
    "a button beside a menu": (new(components=[row(button(), select())]), "buttons or one select"),
    "two menus in a row": (new(components=[row(select(), select(custom_id="b"))]), "buttons or one select"),
    "one custom_id twice": (
        new(components=[row(button(), button())]),
        "two components have the custom_id 'done'",
    ),
    "one id twice": (
        new(components=[row(button("a", id=1), button("b", id=1))]),
        "two components have the id 1",
    ),
    "a long custom_id": (new(components=[row(button("x" * 101))]), "a custom_id has 101"),
    "a long label": (new(components=[row(button(label="x" * 81))]), "a label of 81"),
    "a button that shows nothing": (new(components=[row(button(label=" "))]), "neither a label nor an emoji"),
    "a button without an id": (new(components=[row(button(custom_id=None))]), "lacks its custom_id"),
    "a link with an id": (new(components=[row(button(style=5, url="https://a.org"))]), "style forbids"),
    "a long link": (
        new(components=[row(button(None, style=5, url="https://a.org/" + "x" * 512))]),
        "a link of 526 characters",
    ),
    "26 options": (new(components=[row(select(26))]), "26 options, wants 1 to 25"),
    "one value twice": (
        new(components=[row(select(options=[{"label": "a", "value": "1"}, {"label": "b", "value": "1"}]))]),
        "the value '1' twice",
    ),
    "a long option": (
        new(components=[row(select(options=[{"label": "x" * 101, "value": "1"}]))]),
        "label has 101",
    ),
    "more than there are": (new(components=[row(select(2, max_values=3))]), "wants 1 to 3 chosen, of 2"),
    "a long placeholder": (new(components=[row(select(placeholder="x" * 151))]), "a placeholder of 151"),
    "two chosen of one": (
        new(
            components=[
                row(select(options=[{"label": each, "value": each, "default": True} for each in "ab"]))
            ]
        ),
        "chosen beforehand",
    ),
    "a text among rows": (new(components=[{"type": 10, "content": "Hello"}]), "action rows only"),
    "content beside a layout": (
        new(flags=1 << 15, components=[{"type": 10, "content": "a"}]),
        "without content",
    ),
    "a long layout": (
        new(content=..., flags=1 << 15, components=[{"type": 10, "content": "x" * 2001}] * 2),
        "have 4002 characters together",
    ),
    "41 components": (
        new(content=..., flags=1 << 15, components=[{"type": 10, "content": "x"}] * 41),
        "41 components, at most 40",
    ),
    "eleven files": (new(attachments=[{"id": each} for each in range(11)]), "11 attachments"),
    "one file twice": (new(attachments=[{"id": "0"}, {"id": 0}]), "two attachments have one id"),
    "a long alt text": (new(attachments=[{"id": 0, "description": "x" * 1025}]), "an alt text has 1025"),
}


@pytest.mark.parametrize("said", OVER)
def test_a_message_that_is_over_a_limit_is_caught(said: str) -> None:
    """Each breach says the request and by how much."""
    body, expected = OVER[said]

    found = breaches_of("POST", MESSAGES, body)

    assert len(found) == 1, found
    assert found[0].startswith("POST /channels/{}/messages: ")
    assert expected in found[0]


@pytest.mark.parametrize(
    ("method", "path", "wrapped"),
    [
        ("PATCH", EDIT, lambda message: message),
        ("POST", FOLLOWED, lambda message: message),
        ("PATCH", ORIGINAL, lambda message: message),
        ("PATCH", "/webhooks/9/token/messages/55", lambda message: message),
        ("POST", CALLBACK, lambda message: {"type": 4, "data": message}),
        ("POST", CALLBACK, lambda message: {"type": 7, "data": message}),
        ("POST", "/channels/1/threads", lambda message: {"name": "Ana", "message": message}),
    ],
    ids=["edit", "follow-up", "edit of the answer", "edit of a follow-up", "answer", "update", "forum"],
)
def test_mentions_are_off_and_content_is_short_wherever_a_message_goes(
    method: str, path: str, wrapped: Any
) -> None:
    """Only a send has a nonce; these two rules are for all."""
    assert not breaches_of(method, path, wrapped({"content": "Hello", "allowed_mentions": OFF}))
    assert "allowed_mentions is missing" in breaches_of(method, path, wrapped({"content": "Hello"}))[0]
    assert "2001" in breaches_of(method, path, wrapped({"content": "x" * 2001, "allowed_mentions": OFF}))[0]


def test_an_edit_leaves_what_it_does_not_name() -> None:
    """So only one that takes everything away leaves the message empty."""
    taken = {"content": "", "embeds": [], "components": [], "attachments": []}

    assert not breaches_of("PATCH", EDIT, {"components": [], "allowed_mentions": OFF})
    assert "is empty" in breaches_of("PATCH", EDIT, {**taken, "allowed_mentions": OFF})[0]


FORMS: dict[str, tuple[dict[str, Any], str]] = {
    "no field": (form(), "0 components, wants 1 to 5"),
    "six fields": (form(*(typed(custom_id=str(each)) for each in range(6))), "6 components, wants 1 to 5"),
    "a long title": (form(typed(), title="x" * 46), "title has 46"),
    "a long custom_id": (form(typed(), custom_id="x" * 101), "custom_id has 101"),
    "a long label": (form(typed(label="x" * 46)), "a label has 46"),
    "a long description": (form(typed(description="x" * 101)), "description has 101"),
    "a field twice": (form(typed(), typed()), "two components have the custom_id 'how'"),
    "a long text": (form(typed(component={"max_length": 4001})), "0 to 4001 characters"),
    "bounds that cross": (form(typed(component={"min_length": 9, "max_length": 5})), "takes 9 to 5"),
    "a value over its bound": (form(typed(component={"max_length": 5, "value": "x" * 6})), "starts with 6"),
    "a long hint": (form(typed(component={"placeholder": "x" * 101})), "a placeholder of 101"),
    "nothing to choose": (
        form(labelled({"type": 21, "custom_id": "a", "options": []})),
        "0 options, wants 2 to 10",
    ),
    "eleven to choose": (form(labelled({**select(11), "type": 21})), "11 options, wants 2 to 10"),
    "eleven boxes": (form(labelled({**select(11), "type": 22})), "11 options, wants 1 to 10"),
    "eleven uploads": (
        form(labelled({"type": 19, "custom_id": "a", "max_values": 11})),
        "1 to 11 chosen, of 10",
    ),
    "required and not": (form(labelled(select(min_values=0))), "yet is required"),
    "a disabled field": (form(labelled(select(disabled=True))), "can be disabled"),
}


@pytest.mark.parametrize("said", FORMS)
def test_a_form_that_is_over_a_limit_is_caught(said: str) -> None:
    """A form is a first answer to an interaction."""
    body, expected = FORMS[said]

    found = breaches_of("POST", CALLBACK, body)

    assert any(expected in each for each in found), found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"type": 5, "data": {"flags": 64, "content": "Hello"}}, "can only be ephemeral"),
        ({"type": 5, "data": {"flags": 1 << 15}}, "can only be ephemeral"),
        ({"type": 8, "data": {"choices": [{"name": "a", "value": "a"}] * 26}}, "26 choices are offered"),
        ({"type": 8, "data": {"choices": [{"name": "a", "value": "x" * 101}]}}, "value has 101"),
        ({"type": 8, "data": {"choices": [{"name": "", "value": "a"}]}}, "name has 0"),
    ],
)
def test_other_answers_have_limits_too(body: dict[str, Any], expected: str) -> None:
    """A wait says nothing yet; offered choices are few and short."""
    assert expected in breaches_of("POST", CALLBACK, body)[0]


def test_files_are_counted_and_weighed() -> None:
    """10 of them, 10 MiB each, 25 MiB with all that goes with them."""
    assert not file_breaches([10 * MEBIBYTE], 25 * MEBIBYTE)
    assert "11 files" in file_breaches([1] * 11, 11)[0]
    assert "a file has" in file_breaches([10 * MEBIBYTE + 1], 11 * MEBIBYTE)[0]
    assert "the request has" in file_breaches([9 * MEBIBYTE] * 3, 27 * MEBIBYTE)[0]


def test_a_thread_has_a_short_name() -> None:
    """1 to 100 characters, when it is made and when it is renamed."""
    assert "101" in breaches_of("POST", "/channels/1/threads", {"name": "x" * 101})[0]
    assert "wants 1 to 100" in breaches_of("POST", "/channels/1/messages/2/threads", {"name": " "})[0]
    assert "101" in breaches_of("PATCH", "/channels/1", {"name": "x" * 101})[0]
    assert not breaches_of("PATCH", "/channels/1", {"archived": False})


def test_a_body_that_cannot_be_read_is_a_breach() -> None:
    """The document would say more of it; without it, this is enough."""
    assert "cannot be read" in breaches_of("POST", MESSAGES, ["Hello"])[0]
    assert "cannot be read" in breaches_of("POST", CALLBACK, {"type": 9, "data": {}})[0]
