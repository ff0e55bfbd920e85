"""The wire carries the world's values as JSON lines: a closed set of classes, each by its name and fields."""

import json
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from adapters.memory import acts, faults, world
from adapters.memory.history import Log
from bot.chat import adapter, form, message, place, token

# Of any JSON type; it never leaves the wire but through decode.
Json = Any

_CLASSES: tuple[type[Any], ...] = (
    place.Account, place.Channel, place.Place, place.MessageRef, place.Profile,
    token.Token, message.Button, message.Picture, message.File, message.Part,
    form.Choice, form.Field, form.Form,
    adapter.Shown, adapter.Found, adapter.Absent, adapter.CannotTell,
    acts.Press, acts.Type, acts.Submit, acts.Use, acts.Lookup, acts.Visit, acts.Turn,
    acts.Act, acts.Answer, acts.Noted, acts.Refused,
    faults.Refuse, faults.Throttle, faults.TimeOut, faults.Drop, faults.Halt, faults.Surprise, faults.Broken,
    faults.FaultPlan, world.Verdict,
)  # fmt: skip
_BY_NAME = {one.__name__: one for one in _CLASSES}
_FIELDS = {one: tuple(field.name for field in fields(one)) for one in _CLASSES}


def encode(value: object) -> Json:
    """The value as JSON. Raises ValueError for what is not of the closed set, and for a naive time."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list | Log):
        return [encode(one) for one in value]
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"an instant is aware: {value!r}")
        return {"at": value.isoformat()}
    if isinstance(value, timedelta):
        return {"seconds": value.total_seconds()}
    names = _FIELDS.get(type(value))
    if names is None:
        raise ValueError(f"not a value of the wire: {value!r}")
    return {"is": type(value).__name__, **{name: encode(getattr(value, name)) for name in names}}


def decode(read: Json) -> Any:
    """The value that encode wrote; a list comes back as a tuple."""
    if isinstance(read, list):
        return tuple(decode(one) for one in read)
    if not isinstance(read, dict):
        return read
    if "is" in read:
        kind = _BY_NAME[read["is"]]
        return kind(**{name: decode(read[name]) for name in _FIELDS[kind]})
    if "seconds" in read:
        return timedelta(seconds=read["seconds"])
    return datetime.fromisoformat(read["at"])


def line(value: object) -> bytes:
    """One line of the socket."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def unline(read: bytes) -> Any:
    """The value of one line."""
    return decode(json.loads(read))
