"""A call is one request to the Web API, read and matched to its method."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.platforms.slack.desk import Desk
from tests.platforms.slack.refusal import Refusal

TRUE = ("1", "true", "True")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`said` are its arguments, however they were written; `raw` is the body of an upload."""

    method: str
    said: Mapping[str, Any] = field(default_factory=dict)
    raw: bytes = b""

    def text(self, name: str, default: str | None = None) -> str:
        """An argument that is a word; without a default it must be there."""
        value = self.said.get(name, default)
        if value is None:
            raise Refusal("invalid_arguments", f"missing required field: {name}")
        return str(value)

    def optional(self, name: str) -> str | None:
        value = self.said.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str) -> bool:
        return str(self.said.get(name, "")) in TRUE

    def number(self, name: str, default: int, *, most: int) -> int:
        written = str(self.said.get(name, default))
        if not written.isdecimal() or not 1 <= int(written) <= most:
            raise Refusal("invalid_arguments", f"{name} must be 1 to {most}")
        return int(written)

    @property
    def channel(self) -> str:
        return str(self.said.get("channel") or self.said.get("channel_id") or "")


Handler = Callable[[Desk, Call], dict[str, Any] | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """`tier` is how often it may be called; no `token`: its address is its secret."""

    name: str
    handler: Handler
    tier: int
    scope: str = ""
    token: bool = True
    app: bool = False
