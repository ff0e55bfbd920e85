"""Pages of a list: so many at once, and a cursor to the next."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from tests.platforms.slack.call import Call
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.state import Json

T = TypeVar("T")


def page(call: Call, everything: Sequence[T], *, default: int = 100, most: int = 999) -> tuple[list[T], Json]:
    """The items that this call asks for, and the answer's response_metadata."""
    limit = min(call.number("limit", default, most=999), most)
    start = _start(call.optional("cursor"))
    end = start + limit
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(everything) else ""
    return list(everything[start:end]), {"next_cursor": following}


def _start(cursor: str | None) -> int:
    try:
        kind, _, number = base64.b64decode(cursor or "bmV4dDow", validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise Refusal("invalid_cursor") from None
    if kind != "next" or not number.isdecimal():
        raise Refusal("invalid_cursor")
    return int(number)
