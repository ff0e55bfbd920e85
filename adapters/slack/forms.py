"""A form becomes a modal; what was filled in is read back from the payload, never from memory."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, assert_never

from slack_sdk.models.blocks import (
    Block,
    DatePickerElement,
    InputBlock,
    InputInteractiveElement,
    NumberInputElement,
    Option,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
    UrlInputElement,
)

from adapters.slack.modals import Modal, modal
from bot.chat import limits
from bot.chat.form import Field, Form
from bot.chat.message import Button, Message
from bot.chat.quoting import unsteered
from bot.chat.reply import Refuse
from bot.chat.text import Say, Strong, Text, joined, plain
from bot.chat.token import Token

CALLBACK: Final = "form"
"""The callback_id of a modal that asks a form."""
VALUE: Final = "value"
"""The action_id of what is filled in; its block_id is the key of the field."""
NEXT_VALUE: Final = "next-value"
"""The same in every second of the forms that follow each other in one modal."""
_ERROR: Final = 2_000
_DECIMAL = re.compile(r"[+-]?\d+(?:\.\d+)?")

# The parsed JSON of a view, before anything of it is checked; it never leaves this file.
Json = Any


def view_of(form: Form, say: Say, *, metadata: str = "", prefix: str = "") -> Modal:
    """The form as a modal, prefilled with the values of its fields.

    `metadata` is what the adapter wants to know again when it is submitted, `prefix` what the names of the
    bot's commands begin with in this workspace.
    """
    return _view(form, say, metadata, VALUE, close=plain(say("Cancel")), prefix=prefix)


def next_view(
    form: Form,
    say: Say,
    view: Mapping[str, Json],
    above: Sequence[Block],
    *,
    metadata: str = "",
    prefix: str = "",
) -> Modal:
    """The form in the place of the one that was submitted in `view`, with some words above it.

    A modal would hold a hundred questions. There are pages all the same: a form of the core has five
    fields, as many as fit everywhere; what a page asks depends on the answers of the one before, which are
    kept as they come; and a phone shows five questions at once, not thirty.
    """
    # Slack: what was filled in stays where block_id and action_id do, and goes before an initial value.
    action = VALUE if NEXT_VALUE in _actions(view) else NEXT_VALUE
    return _view(form, say, metadata, action, close=plain(say("Close")), above=above, prefix=prefix)


def _view(
    form: Form, say: Say, metadata: str, action: str, *, close: str, prefix: str, above: Sequence[Block] = ()
) -> Modal:
    return modal(
        callback_id=CALLBACK,
        title=plain((form.title,), prefix=prefix),
        submit=plain(say("Send")),
        close=close,
        blocks=[*above, *(_input(field, say, action) for field in form.fields)],
        private_metadata=json.dumps([str(form.token), metadata]),
    )


def _actions(view: Mapping[str, Json]) -> set[str]:
    """The action_ids of what the modal asks."""
    inputs = (one.get("element") for one in view.get("blocks") or () if one.get("type") == "input")
    return {str(element.get("action_id")) for element in inputs if isinstance(element, dict)}


def _label(words: str) -> PlainTextObject:
    return PlainTextObject(text=unsteered(words) or "…", emoji=True)


def _input(field: Field, say: Say, action: str) -> InputBlock:
    return InputBlock(
        block_id=field.key,
        label=_label(field.label),
        hint=_label(field.hint) if field.hint else None,
        optional=not field.required,
        element=_element(field, say, action),
    )


def _element(field: Field, say: Say, action: str) -> InputInteractiveElement:
    """What the field is filled in with; as text, where its value is none that Slack would take there."""
    value = field.value or None
    match field.kind:
        case "choice":
            return _select(field, say, action)
        case "number" if value is None or _DECIMAL.fullmatch(value):
            return NumberInputElement(action_id=action, is_decimal_allowed=True, initial_value=value)
        case "link" if value is None or value.lower().startswith(("https://", "http://")):
            hint = plain(say("An address that begins with {start}", start="https://"))
            return UrlInputElement(action_id=action, initial_value=value, placeholder=_label(hint))
        case "date" if value is None or _is_day(value):
            hint = plain(say("Choose a day"))
            return DatePickerElement(action_id=action, initial_date=value, placeholder=_label(hint))
        case "text" | "long_text" | "number" | "link" | "date":
            return _text(field, action)
        case _:
            assert_never(field.kind)


def _text(field: Field, action: str) -> PlainTextInputElement:
    # One line can't hold several; whoever wrote them before shall see them all.
    long = field.kind == "long_text" or "\n" in field.value
    return PlainTextInputElement(
        action_id=action,
        multiline=long,
        max_length=limits.ANSWER_CHARACTERS,
        initial_value=field.value[: limits.ANSWER_CHARACTERS] or None,
    )


def _select(field: Field, say: Say, action: str) -> StaticSelectElement:
    options = [Option(text=_label(choice.label), value=choice.value) for choice in field.choices]
    chosen = next((option for option in options if option.value == field.value), None)
    placeholder = _label(plain(say("Choose one")))
    return StaticSelectElement(
        action_id=action, options=options, initial_option=chosen, placeholder=placeholder
    )


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def values_of(view: Mapping[str, Json]) -> tuple[tuple[str, str], ...]:
    """What was filled in, by field: `view` is that of the payload."""
    filled = (view.get("state") or {}).get("values") or {}
    keys = [key for key in keys_of(view) if key in filled] or list(filled)
    return tuple((key, _value(next(iter(filled[key].values()), {}))) for key in keys)


def keys_of(view: Mapping[str, Json]) -> tuple[str, ...]:
    """The keys of the fields that the modal asks for."""
    return tuple(str(one.get("block_id")) for one in view.get("blocks") or () if one.get("type") == "input")


def _value(filled: Mapping[str, Json]) -> str:
    chosen = filled.get("selected_option") or {}
    return str(chosen.get("value") or filled.get("selected_date") or filled.get("value") or "")


def token_of(view: Mapping[str, Json]) -> Token | None:
    """The token of the form that the modal asks; None where it asks none."""
    try:
        return Token.parse(_private(view)[0])
    except ValueError:
        return None


def metadata_of(view: Mapping[str, Json]) -> str:
    """What the adapter wanted to know again."""
    return _private(view)[1]


def _private(view: Mapping[str, Json]) -> tuple[str, str]:
    try:
        match json.loads(str(view.get("private_metadata") or "")):
            case [str(token), str(metadata)]:
                return token, metadata
            case _:
                return "", ""
    except ValueError:
        return "", ""


def errors_of(refuse: Refuse, view: Mapping[str, Json] | None = None, prefix: str = "") -> dict[str, str]:
    """The problems by the field beside which the modal shows them; `view` is the one that was submitted.

    Those of fields that it does not have are left out, since Slack would show none at all then.
    """
    there = None if view is None else set(keys_of(view))
    return {
        key: plain(problem, prefix=prefix)[:_ERROR]
        for key, problem in refuse.problems.items()
        if there is None or key in there
    }


def problems_message(refuse: Refuse, labels: Mapping[str, str], token: Token, say: Say) -> Message:
    """A refused form in words, and the button that opens it again with what was filled in.

    `labels` are those of the fields, by key; a problem of another field stands without one.
    """
    lines: list[Text] = [refuse.besides] if refuse.besides else []
    for key, problem in refuse.problems.items():
        label = labels.get(key)
        lines.append(joined((Strong(f"{label}:"), " "), problem) if label else problem)
    text = joined(*(part for at, line in enumerate(lines) for part in ((("\n",), line) if at else (line,))))
    button = Button(label=plain(say("Change my answers")), token=token, style="primary")
    return Message(text=text or refuse.text, buttons=(button,))
