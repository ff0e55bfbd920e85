"""What is entered into one element of a modal, as the client writes it down."""

import re
from collections.abc import Sequence
from datetime import datetime

from tests.platforms.slack.state import Json, User

Value = str | int | User | Sequence[str] | Sequence[User] | None
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input")
ONE = ("static_select", "radio_buttons", "external_select")
SEVERAL = ("multi_static_select", "checkboxes", "multi_external_select")
PICKED = {
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
MANY_PICKED = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
}


class ClientRefused(AssertionError):
    """The client does not let a person do this."""


def initial(element: Json) -> Json:
    """What stands there before anybody has done anything."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": element.get("initial_value")}
    if kind in ONE:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in SEVERAL:
        return {"type": kind, "selected_options": element.get("initial_options") or []}
    if kind in PICKED:
        held, first = PICKED[kind]
        return {"type": kind, held: element.get(first)}
    if kind in MANY_PICKED:
        held, first = MANY_PICKED[kind]
        return {"type": kind, held: element.get(first) or []}
    return {"type": kind}


def plain(held: Json) -> str | tuple[str, ...] | None:
    """What is entered, as plain values; an option by its value."""
    for key, value in held.items():
        if key == "type" or value is None:
            continue
        if isinstance(value, list):
            return tuple(each["value"] if isinstance(each, dict) else str(each) for each in value)
        return str(value["value"] if isinstance(value, dict) else value)
    return None


def entered(element: Json, value: Value, people: Sequence[User] = ()) -> Json:
    """This value, entered; ClientRefused for what the client does not take."""
    kind = element["type"]
    if kind in TYPED:
        return {"type": kind, "value": _typed(element, value)}
    if kind in ONE:
        return {"type": kind, "selected_option": None if value is None else option(element, str(value))}
    if kind in SEVERAL:
        chosen = [option(element, str(each)) for each in _listed(value)]
        _check_count(element, len(chosen))
        return {"type": kind, "selected_options": chosen}
    if kind in PICKED:
        return {"type": kind, PICKED[kind][0]: _picked(kind, value)}
    if kind in MANY_PICKED:
        ids = [each.id if isinstance(each, User) else str(each) for each in _listed(value)]
        _check_count(element, len(ids))
        return {"type": kind, MANY_PICKED[kind][0]: ids}
    raise ClientRefused(f"nothing can be entered into a {kind}")


def option(element: Json, wanted: str) -> Json:
    """The option of this label or value."""
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    everything: list[Json] = [each for group in groups for each in group["options"]]
    for each in everything:
        if wanted in (each["text"]["text"], each["value"]):
            return each
    if element["type"] in ("external_select", "multi_external_select"):
        return {"text": {"type": "plain_text", "text": wanted}, "value": wanted}
    raise ClientRefused(
        f"there is no {wanted!r} to choose, but {[each['text']['text'] for each in everything]}"
    )


def _typed(element: Json, value: Value) -> str | None:
    if value in (None, ""):
        return None
    text = str(value)
    if not element.get("min_length", 0) <= len(text) <= element.get("max_length", 3000):
        raise ClientRefused(f"{len(text)} characters do not fit")
    match element["type"]:
        case "number_input":
            _check_number(element, text)
        case "email_text_input" if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
            raise ClientRefused(f"{text!r} is no address")
        case "url_text_input" if not re.match(r"https?://\S+$", text):
            raise ClientRefused(f"{text!r} is no link")
    return text


def _check_number(element: Json, text: str) -> None:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, text):
        raise ClientRefused(f"{text!r} is no number here")
    low, high = element.get("min_value", "-inf"), element.get("max_value", "inf")
    if not float(low) <= float(text) <= float(high):
        raise ClientRefused(f"{text} is not {low} to {high}")


def _picked(kind: str, value: Value) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, User):
        return value.id
    written = str(value)
    if kind in ("datepicker", "timepicker"):
        shape = "%Y-%m-%d" if kind == "datepicker" else "%H:%M"
        try:
            datetime.strptime(f"{written} +0000", f"{shape} %z")
        except ValueError:
            raise ClientRefused(f"{written!r} cannot be picked") from None
    return written


def _listed(value: Value) -> Sequence[str] | Sequence[User]:
    if value is None:
        return []
    return [str(value)] if isinstance(value, str | int) else [value] if isinstance(value, User) else value


def _check_count(element: Json, count: int) -> None:
    if count > element.get("max_selected_items", 100):
        raise ClientRefused(f"{count} chosen")
