"""Building: the library's blocks become what Slack takes, each found well by the library's own validators."""

from functools import cache
from typing import Any

from slack_sdk.models.basic_objects import JsonObject

MAY_BE_EMPTY = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
"""Types whose elements Slack wants though there are none."""


def built(one: JsonObject) -> dict[str, Any]:
    """What `to_dict` gives, and refuses with SlackObjectFormationError.

    The library looks through all names of an object for validators, each time anew: for a message with
    three buttons as long as sending it takes.
    """
    kind = type(one)
    if kind.to_dict is not JsonObject.to_dict or kind.validate_json is not JsonObject.validate_json:
        return one.to_dict()
    for name in _validators(kind):
        getattr(one, name)()
    made: dict[str, Any] = {}
    for key in sorted(one.attributes):
        value = one.get_object_attribute(key)
        if isinstance(value, str):
            if value:  # Most are words, and nothing else needs to be asked about them.
                made[key] = value
        elif _is_given(one, key, value):
            made[key] = _plain(value)
    return made


@cache
def _validators(kind: type[JsonObject]) -> tuple[str, ...]:
    """The names of the methods that the library marked as validators, in its order."""
    return tuple(name for name in dir(kind) if hasattr(getattr(kind, name, None), "validator"))


def _is_given(one: JsonObject, key: str, value: object) -> bool:
    if value is None:
        return False
    if key == "elements" and getattr(one, "type", None) in MAY_BE_EMPTY:
        return True
    return not hasattr(value, "__len__") or len(value) > 0


def _plain(value: object) -> object:
    """The value as JSON has it."""
    match value:
        case str() | int():
            return value
        case list() | tuple():
            return [_plain(each) for each in value]
        case JsonObject():
            return built(value)
        case _:
            return value
