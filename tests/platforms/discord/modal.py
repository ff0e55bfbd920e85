"""A modal as a person sees it, and what a client sends when it is submitted."""

from collections.abc import Mapping
from typing import Any

from tests.platforms.discord.answer import Modal, ModalField
from tests.platforms.discord.interaction import Interaction
from tests.platforms.discord.seen import TEXT_DISPLAY, walk

ACTION_ROW, LABEL = 1, 18
_KINDS = {
    3: "select",
    4: "text",
    5: "user_select",
    6: "role_select",
    7: "mentionable_select",
    8: "channel_select",
    19: "file_upload",
    21: "radio",
    22: "checkboxes",
    23: "checkbox",
}
Value = str | bool | tuple[str, ...]


class ClientRefused(AssertionError):
    """A Discord client does not let a person do this."""


def modal_of(made: Interaction) -> Modal:
    layout: list[dict[str, Any]] = made.said["components"]
    return Modal(
        custom_id=made.said["custom_id"],
        title=made.said["title"],
        fields=tuple(_field(*each) for top in layout for each in _inputs(top)),
        texts=tuple(each["content"] for each in walk(layout) if each["type"] == TEXT_DISPLAY),
        layout=tuple(layout),
        channel_id=made.channel.id,
        message_id=None if made.source is None else made.source.id,
    )


def _inputs(top: dict[str, Any]) -> list[tuple[dict[str, Any], str, str]]:
    if top["type"] == LABEL:
        return [(top["component"], top["label"], top.get("description") or "")]
    if top["type"] == ACTION_ROW:
        return [(each, each["label"], "") for each in top["components"]]
    return []


def _field(component: dict[str, Any], label: str, description: str) -> ModalField:
    options = component.get("options") or ()
    multiple = component["type"] in (3, 5, 6, 7, 8, 19, 22)
    return ModalField(
        custom_id=component["custom_id"],
        label=label,
        description=description,
        kind="paragraph" if component.get("style") == 2 else _KINDS[component["type"]],
        required=component.get("required", True) and component["type"] != 23,
        options={each["label"]: each["value"] for each in options},
        value=_prefilled(component, [each["value"] for each in options if each.get("default")]),
        min_length=component.get("min_length") or 0,
        max_length=component.get("max_length") or 4000,
        least=component.get("min_values", 1) if multiple else 1,
        most=component.get("max_values", len(options) if component["type"] == 22 else 1) if multiple else 1,
    )


def _prefilled(component: dict[str, Any], chosen: list[str]) -> Value | None:
    match component["type"]:
        case 4:
            return component.get("value")
        case 21:
            return chosen[0] if chosen else None
        case 23:
            return bool(component.get("default"))
        case _:
            return tuple(chosen)


def submitted(modal: Modal, values: Mapping[str, Value]) -> dict[str, Any]:
    """The data of a submit; ClientRefused for what a client would mark in red. Keys are ids or labels."""
    named = {each.custom_id: each.custom_id for each in modal.fields}
    named |= {each.label: each.custom_id for each in modal.fields}
    if unknown := set(values) - set(named):
        raise ClientRefused(f"{modal.title} has no {sorted(unknown)}, but {sorted(named)}")
    typed = {named[key]: value for key, value in values.items()}
    fields = {each.custom_id: each for each in modal.fields}
    filled = {key: _filled(each, typed.get(key, each.value)) for key, each in fields.items()}
    components = [_sent(top, filled) for top in modal.layout]
    return {"custom_id": modal.custom_id, "components": components}


def _filled(field: ModalField, value: Value | None) -> dict[str, Any]:
    match field.kind:
        case "text" | "paragraph":
            return {"value": _typed(field, str(value or ""))}
        case "checkbox":
            return {"value": bool(value)}
        case "radio":
            chosen = _chosen(field, () if value in (None, "") else (str(value),))
            return {"value": chosen[0] if chosen else None}
        case _:
            several = value if isinstance(value, tuple) else () if not value else (str(value),)
            return {"values": list(_chosen(field, several))}


def _typed(field: ModalField, text: str) -> str:
    if not text and not field.required:
        return text
    if not text or not field.min_length <= len(text) <= field.max_length:
        raise ClientRefused(
            f"{field.label}: {len(text)} characters, not {field.min_length} to {field.max_length}"
        )
    return text


def _chosen(field: ModalField, wanted: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(field.options.get(each, each) for each in wanted)
    if field.options and (unknown := set(chosen) - set(field.options.values())):
        raise ClientRefused(f"{field.label} has no {sorted(unknown)}")
    if (field.required and not chosen) or (chosen and not field.least <= len(chosen) <= field.most):
        raise ClientRefused(f"{field.label}: {len(chosen)} chosen, not {field.least} to {field.most}")
    return chosen


def _sent(top: dict[str, Any], filled: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    number = top.get("id", 1)
    if top["type"] == LABEL:
        return {"type": LABEL, "id": number, "component": _sent_input(top["component"], filled)}
    if top["type"] == ACTION_ROW:
        inputs = [_sent_input(each, filled) for each in top["components"]]
        return {"type": ACTION_ROW, "id": number, "components": inputs}
    return {"type": top["type"], "id": number}


def _sent_input(component: dict[str, Any], filled: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    sent = {"type": component["type"], "id": component.get("id", 1), "custom_id": component["custom_id"]}
    return sent | filled[component["custom_id"]]
