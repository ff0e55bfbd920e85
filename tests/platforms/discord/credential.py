"""The bot's credential: its token, the privileged intents it was granted, and how often it may identify."""

import secrets
from dataclasses import dataclass, field
from typing import Any

TOTAL = 1000


@dataclass(slots=True, kw_only=True)
class Credential:
    """`identify_every`: real seconds in which each key may identify once (in truth 5)."""

    token: str = field(default_factory=lambda: f"bot-token-{secrets.token_urlsafe(24)}")
    granted: int = 0
    shards: int = 1
    max_concurrency: int = 1
    identify_every: float = 0.0
    remaining: int = TOTAL
    identified: list[float] = field(default_factory=list)
    valid: bool = True
    _last: dict[int, float] = field(default_factory=dict)

    def opens(self, token: str | None) -> bool:
        return self.valid and token == self.token

    def identify(self, shard: int, at: float) -> bool:
        """Count one; whether it comes slowly enough. One too many in a day resets the token."""
        self.remaining -= 1
        if self.remaining < 0:
            self.valid = False
        self.identified.append(at)
        key = shard % self.max_concurrency
        last = self._last.get(key)
        self._last[key] = at
        return last is None or at - last >= self.identify_every

    def start_limit(self) -> dict[str, Any]:
        return {
            "total": TOTAL,
            "remaining": max(0, self.remaining),
            "reset_after": 86_400_000,
            "max_concurrency": self.max_concurrency,
        }
