"""Finding what a person presses or chooses among blocks, and writing down what they did."""

from collections.abc import Mapping, Sequence

from tests.platforms.slack.filling import ClientRefused, Value, entered
from tests.platforms.slack.seen import SELECTS
from tests.platforms.slack.state import Json, User, walk


def button(blocks: list[Json], wanted: str | int) -> Json:
    """The action of pressing the button with this label, or with this number from 0."""
    there = [(block, each) for block, each in walk(blocks) if each["type"] == "button"]
    named = [(block, each) for block, each in there if each["text"]["text"] == wanted]
    if isinstance(wanted, int):
        named = there[wanted : wanted + 1]
    if not named:
        raise ClientRefused(
            f"there is no {wanted!r} to press, but {[each['text']['text'] for _, each in there]}"
        )
    block, pressed = named[0]
    kept: Json = {key: pressed[key] for key in ("action_id", "text", "value", "style") if key in pressed}
    return {"type": "button", "block_id": block["block_id"], **kept}


def choice(
    blocks: list[Json],
    wanted: str | int,
    chosen: Sequence[str | User],
    held: dict[tuple[str, str], Json],
) -> Json:
    """The action of choosing in the select with this placeholder or id, or this number from 0; it is kept."""
    there = [(block, each) for block, each in walk(blocks) if each["type"] in SELECTS]
    named = [(block, each) for block, each in there if wanted in _names(block, each)]
    if isinstance(wanted, int):
        named = there[wanted : wanted + 1]
    if not named:
        raise ClientRefused(f"there is no select {wanted!r}, but {[_names(*each)[0] for each in there]}")
    block, select = named[0]
    several = select["type"] in ("checkboxes", "multi_static_select", "multi_users_select")
    value: Value = [*chosen] if several else (chosen[0] if chosen else None)  # type: ignore[assignment]
    overflow = select["type"] == "overflow"
    done = entered(select | {"type": "static_select"} if overflow else select, value) | {
        "type": select["type"]
    }
    if not overflow:
        held[block["block_id"], select["action_id"]] = done
    return {"block_id": block["block_id"], "action_id": select["action_id"], **done}


def _names(block: Json, select: Json) -> tuple[str, ...]:
    placeholder: Mapping[str, str] = select.get("placeholder") or {}
    return placeholder.get("text", ""), select["action_id"], block["block_id"]
