"""Checks are built from the shapes of Slack's objects: their keys, and how long what they hold may be."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any], Iterator[str]]
Json = dict[str, Any]


def anything(value: Any) -> Iterator[str]:
    """A check of nothing."""
    yield from ()


def boolean(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f": {shown(value)} is neither true nor false"


def string(most: int, *, least: int = 1, pattern: str = "") -> Check:
    """So many characters."""

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield f": {shown(value)} is no text"
        elif not least <= len(value) <= most:
            yield f": has {len(value)} characters, wants {least} to {most}"
        elif pattern and not re.fullmatch(pattern, value):
            yield f": {shown(value)} is not written as {pattern}"

    return check


def whole(least: int, most: int) -> Check:
    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            yield f": {shown(value)} is not {least} to {most}"

    return check


def one_of(*values: str) -> Check:
    def check(value: Any) -> Iterator[str]:
        if value not in values:
            yield f": {shown(value)} is none of {', '.join(values)}"

    return check


def items(each: Check, *, least: int = 1, most: int) -> Check:
    """A list of so many."""

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, list):
            yield f": {shown(value)} is no list"
            return
        if not least <= len(value) <= most:
            yield f": has {len(value)} items, wants {least} to {most}"
        for number, item in enumerate(value):
            yield from beneath(number, each(item))

    return check


def obj(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *,
    also: Callable[[Json], Iterator[str]] = anything,
) -> Check:
    """An object of these keys and no others; `also` looks at it as a whole, when its parts are well."""
    known = {**required, **(optional or {})}

    def check(value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f": {shown(value)} is no object"
            return
        found = [f"/{key}: is missing" for key in required if key not in value]
        found += [f"/{key}: is unknown here" for key in value if key not in known]
        for key, own in known.items():
            if key in value:
                found += beneath(key, own(value[key]))
        yield from found or also(value)

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """An object that says by its `type` what it is."""

    def check(value: Any) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if (own := kinds.get(str(kind))) is None:
            yield f": there is no {shown(kind)} here"
        else:
            yield from own(value)

    return check


def beneath(key: str | int, found: Iterator[str]) -> Iterator[str]:
    """The same, seen from one level above."""
    return (f"/{key}{each}" for each in found)


def shown(value: Any) -> str:
    quoted = repr(value)
    return quoted if len(quoted) <= 60 else f"{quoted[:57]}..."
