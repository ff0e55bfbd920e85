"""A call is one REST request, read and matched to its route."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.platforms.discord import refusal
from tests.platforms.discord.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`path` begins after the API's version; `files` are by the number in their form field's name."""

    method: str
    path: str
    query: Mapping[str, str]
    body: Any = None
    files: Mapping[int, bytes] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    at: float = 0.0

    def matched(self, within: Mapping[str, str]) -> "Call":
        """The same call, with what its route found in the path."""
        return replace(self, within=within)

    def id(self, name: str) -> int:
        """A snowflake of the path."""
        if not (found := self.within[name]).isdecimal():
            raise refusal.invalid_form(f'Value "{found}" is not snowflake.')
        return int(found)

    def object(self) -> dict[str, Any]:
        """The body, which must be an object."""
        if not isinstance(self.body, dict):
            raise refusal.invalid_form("the body is not an object")
        return self.body


Handler = Callable[[Desk, Call], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """`by_token`: its path holds a token, and it needs no Authorization."""

    method: str
    path: str
    handler: Handler
    by_token: bool = False


class Routes:
    """Finds the route of a request."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = [
            (each.method, re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", each.path)), each)
            for each in routes
        ]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        for its_method, pattern, route in self._routes:
            if its_method == method and (found := pattern.fullmatch(path)) is not None:
                return route, found.groupdict()
        raise refusal.not_found()
