"""What a browser tells of a visitor's act: whatever it sends is words."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """One act; the browser waits for the answer with its number."""

    number: int
    what: str
    about: str
    fields: dict[str, str]


def read(told: object) -> Done:
    """The act, as far as it can be understood."""
    said = told if isinstance(told, Mapping) else {}
    fields, number = said.get("fields"), said.get("number")
    return Done(
        number=number if isinstance(number, int) else 0,
        what=str(said.get("do", "")),
        about=str(said.get("with", "")),
        fields={str(key): str(value) for key, value in fields.items()} if isinstance(fields, Mapping) else {},
    )
