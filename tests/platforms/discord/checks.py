"""The smallest checks of a strict schema: of text, numbers, sizes and fixed values."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

Schema = Mapping[str, Any]
Problem = tuple[str, str]
"""Where (a JSON pointer) and what is wrong."""
Check = Callable[[Any], Sequence[Problem]]

FINE: tuple[Problem, ...] = ()
WHOLE_NUMBERS = {"int32": 2**31, "int64": 2**63}
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def fine(value: Any) -> Sequence[Problem]:
    """Anything goes."""
    return FINE


def refused(value: Any) -> Sequence[Problem]:
    """What is not named is a breach."""
    return (("", "is not known"),)


def all_of(checks: Sequence[Check]) -> Check:
    """One check for many, which all have their say."""
    match checks:
        case []:
            return fine
        case [check]:
            return check

    def check_all(value: Any) -> Sequence[Problem]:
        for check in checks:
            if found := check(value):
                return found
        return FINE

    return check_all


def among(values: Sequence[Any]) -> Check:
    """A check that a value is one of these, a truth value being no number."""
    allowed = frozenset((type(value), value) for value in values)

    def check(value: Any) -> Sequence[Problem]:
        if value is None or isinstance(value, str | int | float):
            return (
                FINE
                if (type(value), value) in allowed
                else (("", f"{shown(value)} is none of {listed(values)}"),)
            )
        return (("", f"{shown(value)} is none of {listed(values)}"),)

    return check


def size(schema: Schema, least: str, most: str, what: str) -> Check:
    """A check of how much there is."""
    low, high = schema.get(least, 0), schema.get(most)

    def check(value: Any) -> Sequence[Problem]:
        if low <= len(value) and (high is None or len(value) <= high):
            return FINE
        return (("", f"has {len(value)} {what}, wants {low} to {'any' if high is None else high}"),)

    return check


def text(schema: Schema) -> Check:
    """A check of a string: its length, pattern and format."""
    sized = size(schema, "minLength", "maxLength", "characters")
    pattern = re.compile(schema["pattern"]) if "pattern" in schema else None
    wanted = schema.get("format")

    def check(value: str) -> Sequence[Problem]:
        if found := sized(value):
            return found
        if pattern is not None and not pattern.search(value):
            return (("", f"{shown(value)} does not match {pattern.pattern}"),)
        if wanted == "uri" and not URI.fullmatch(value):
            return (("", f"{shown(value)} is not an address"),)
        if wanted == "date-time" and not is_date_time(value):
            return (("", f"{shown(value)} is not a date and time"),)
        return FINE

    return check


def is_date_time(value: str) -> bool:
    """Whether it is written as RFC 3339 wants, its zone included."""
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def number(schema: Schema) -> Check:
    """A check of a number: its bounds, and those of its format."""
    bits = WHOLE_NUMBERS.get(schema.get("format", ""))
    low = schema.get("minimum", float("-inf") if bits is None else -bits)
    high = schema.get("maximum", float("inf") if bits is None else bits - 1)

    def check(value: float) -> Sequence[Problem]:
        return FINE if low <= value <= high else (("", f"{value} is not {low} to {high}"),)

    return check


def beneath(key: str | int, problems: Sequence[Problem]) -> list[Problem]:
    """The same problems, seen from one level above."""
    step = str(key).replace("~", "~0").replace("/", "~1")
    return [(f"/{step}{at}", what) for at, what in problems]


def shown(value: Any) -> str:
    """A value as a breach quotes it."""
    quoted = repr(value)
    return quoted if len(quoted) <= 60 else f"{quoted[:57]}..."


def listed(values: Iterable[Any]) -> str:
    """Allowed values as a breach quotes them."""
    return shown(", ".join(map(str, values)))[1:-1]
