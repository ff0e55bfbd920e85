"""Blocks: every key and limit that Slack has for them, and what holds for all blocks of a message or view."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.platforms.slack.element_limits import (
    ACCESSORIES,
    ACTIONS,
    CONTEXT,
    FILE,
    ID,
    INPUTS,
    KIND,
    pictured,
    plain,
    text,
)
from tests.platforms.slack.shapes import Check, Json, anything, boolean, by_type, items, obj, string

MARKDOWN, OVERALL = 12_000, 13_200
_NAMED: dict[str, Check] = {"block_id": ID}


def _says_something(block: Json) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield ": wants text or fields"


def _apart(block: Json) -> Iterator[str]:
    ids = Counter(each["action_id"] for each in block["elements"] if "action_id" in each)
    yield from (f": {count} elements have the action_id {name!r}" for name, count in ids.items() if count > 1)


EVERYWHERE: dict[str, Check] = {
    "section": obj(
        KIND,
        _NAMED
        | {
            "text": text(3000),
            "fields": items(text(2000), most=10),
            "accessory": by_type(ACCESSORIES),
            "expand": boolean,
        },
        also=_says_something,
    ),
    "divider": obj(KIND, _NAMED),
    "image": obj(
        KIND | {"alt_text": string(2000)},
        _NAMED | {"image_url": string(3000), "slack_file": FILE, "title": plain(2000)},
        also=pictured,
    ),
    "actions": obj(KIND | {"elements": items(by_type(ACTIONS), most=25)}, _NAMED, also=_apart),
    "context": obj(KIND | {"elements": items(by_type(CONTEXT), most=10)}, _NAMED),
    "input": obj(
        KIND | {"label": plain(2000), "element": by_type(INPUTS)},
        _NAMED | {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "header": obj(KIND | {"text": plain(150)}, _NAMED),
    "rich_text": obj(KIND | {"elements": items(anything, most=100)}, _NAMED),
}
MESSAGES: dict[str, Check] = EVERYWHERE | {
    "markdown": obj(KIND | {"text": string(MARKDOWN)}, _NAMED),
    "table": obj(
        KIND | {"rows": items(items(anything, most=20), most=100)},
        _NAMED | {"column_settings": items(anything, least=0, most=20)},
    ),
}


def in_message(blocks: Any) -> Iterator[str]:
    """What is wrong with the blocks of a message."""
    yield from items(by_type(MESSAGES), least=0, most=50)(blocks)
    yield from _together(blocks)


def in_view(blocks: Any) -> Iterator[str]:
    """What is wrong with the blocks of a modal or a Home."""
    yield from items(by_type(EVERYWHERE), most=100)(blocks)
    yield from _together(blocks)


def _together(blocks: Any) -> Iterator[str]:
    """No two blocks have one id."""
    ids = Counter(
        each["block_id"] for each in _objects(blocks) if "block_id" in each and each.get("type") != "markdown"
    )
    yield from (f": {count} blocks have the block_id {name!r}" for name, count in ids.items() if count > 1)


def too_long(blocks: Any) -> Iterator[str]:
    """What is too much over all blocks of a message."""
    markdown = sum(
        len(str(each.get("text", ""))) for each in _objects(blocks) if each.get("type") == "markdown"
    )
    if markdown > MARKDOWN:
        yield f": the markdown blocks have {markdown} characters, wants at most {MARKDOWN}"
    if (whole := _length(blocks)) > OVERALL:
        yield f": all blocks have {whole} characters, wants at most {OVERALL}"


def _length(part: Any) -> int:
    """The characters of everything that is text."""
    if isinstance(part, list):
        return sum(map(_length, part))
    if isinstance(part, dict):
        own = part.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(
            _length(each) for each in part.values() if isinstance(each, dict | list)
        )
    return 0


def _objects(blocks: Any) -> list[Json]:
    return [each for each in blocks if isinstance(each, dict)] if isinstance(blocks, list) else []
