"""Discord's rate limits: a bucket for each route and resource, one for the bot, and a ban for not listening.

Pure: time is an argument, in seconds that only go forward. Windows are short, so that tests need not wait.
"""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from math import ceil
from typing import Literal

from tests.platforms.discord.routes import is_interaction, resource, template

Scope = Literal["user", "global", "shared"]

OTHER = 10
LIMITS: Mapping[str, int] = {
    "POST /channels/{}/messages": 5,
    "PATCH /channels/{}/messages/{}": 5,
    "DELETE /channels/{}/messages/{}": 5,
    "GET /channels/{}/messages": 5,
    "POST /webhooks/{}/{}": 5,
    "PATCH /webhooks/{}/{}/messages/@original": 5,
}
"""How many requests a window takes, by method and template of the path; OTHER where it is not named.

Shaped as what is seen of Discord, whose numbers are its own business and change.
"""
REFUSED = frozenset({401, 403, 429})
KEPT = 4_096
"""Buckets before those whose window is over are forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """Go on; the answer carries these headers."""

    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limited:
    """The whole answer to a request that came too early; its headers say what the body is."""

    headers: Mapping[str, str]
    body: str
    status: int = 429


def limited(after: float, *, scope: Scope = "user", headers: Mapping[str, str] | None = None) -> Limited:
    """Discord's own 429: try again after so many seconds."""
    after = ceil(after * 1000) / 1000
    more = {"X-RateLimit-Global": "true"} if scope == "global" else {}
    return Limited(
        headers={
            **(headers or {}),
            "Content-Type": "application/json",
            "Retry-After": str(ceil(after)),
            "X-RateLimit-Scope": scope,
            "Via": "1.1 google",
            **more,
        },
        body=json.dumps(
            {"message": "You are being rate limited.", "retry_after": after, "global": scope == "global"}
        ),
    )


def cloudflare(after: float) -> Limited:
    """The 429 of a banned address: from Cloudflare, so without Via, and no JSON."""
    return Limited(
        headers={
            "Content-Type": "text/html; charset=UTF-8",
            "Retry-After": str(ceil(after)),
            "Server": "cloudflare",
        },
        body="<html><title>Access denied | Error 1015</title><body>You are being rate limited.</body></html>",
    )


@dataclass(slots=True)
class Window:
    """Requests counted from when the first of them came."""

    since: float
    used: int = 0


@dataclass(slots=True, kw_only=True)
class Buckets:
    """Who may ask what now; `take` for every request, and `answered` for every answer given."""

    window: float = 0.2
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    global_window: float = 1.0
    global_limit: int = 50
    ban_window: float = 600.0
    ban_after: int = 10_000
    """Answers of 401, 403 and 429 in a ban window, after which the address is banned until some are older."""
    epoch: float = 0.0
    """What to add to `at` for X-RateLimit-Reset, which is Unix time."""
    _used: dict[str, Window] = field(default_factory=dict)
    _whole: Window = field(default_factory=lambda: Window(float("-inf")))
    _refused: deque[float] = field(default_factory=deque)

    def take(self, method: str, path: str, at: float) -> Allowed | Limited:
        """Count the request, if it may be made now."""
        if self.banned(at):
            return cloudflare(self._refused[0] + self.ban_window - at)
        whole = self._whole = opened(self._whole, self.global_window, at)
        exempt = is_interaction(path)
        if not exempt and whole.used >= self.global_limit:
            return limited(whole.since + self.global_window - at, scope="global")
        key, limit, bucket = self._bucket(method, path)
        window = self._used[key] = opened(self._used.get(key), self.window, at)
        if window.used >= limit:
            return limited(window.since + self.window - at, headers=self._headers(limit, window, bucket, at))
        window.used += 1
        whole.used += not exempt
        self._forget(at)
        return Allowed(headers=self._headers(limit, window, bucket, at))

    def answered(self, status: int, at: float, *, scope: Scope = "user") -> None:
        """Note an answer that was given; those of Cloudflare are none of Discord's."""
        if status in REFUSED and scope != "shared":
            self._refused.append(at)

    def invalid(self, at: float) -> int:
        """How many answers of 401, 403 and 429 the last ban window saw, those of a shared scope left out."""
        while self._refused and self._refused[0] <= at - self.ban_window:
            self._refused.popleft()
        return len(self._refused)

    def banned(self, at: float) -> bool:
        """Whether there were so many of them that the address is banned."""
        return self.invalid(at) >= self.ban_after

    def _bucket(self, method: str, path: str) -> tuple[str, int, str]:
        """Its key, its limit, and what Discord calls it, which is the same for every resource."""
        route = f"{method} {template(path)}"
        name = sha256(route.encode()).hexdigest()[:32]
        return f"{name}:{resource(path)}", self.limits.get(route, OTHER), name

    def _headers(self, limit: int, window: Window, bucket: str, at: float) -> dict[str, str]:
        over = window.since + self.window
        return {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(limit - window.used),
            "X-RateLimit-Reset": f"{self.epoch + over:.3f}",
            "X-RateLimit-Reset-After": f"{ceil((over - at) * 1000) / 1000:.3f}",
            "X-RateLimit-Bucket": bucket,
        }

    def _forget(self, at: float) -> None:
        if len(self._used) > KEPT:
            self._used = {key: used for key, used in self._used.items() if at < used.since + self.window}


def opened(window: Window | None, length: float, at: float) -> Window:
    """The same window while it lasts, else a new one from now."""
    return window if window is not None and at < window.since + length else Window(at)
