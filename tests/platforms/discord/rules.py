"""The rules that every request is held to: Discord's document, its limits, its rate limits, and faults."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from tests.platforms.discord import contract, limits
from tests.platforms.discord.contract import Contract
from tests.platforms.discord.faults import Fault, Faults
from tests.platforms.discord.ratelimits import Allowed, Buckets, Limited

_UNCOUNTED = Allowed(headers={})


@cache
def document() -> Contract | None:
    """Discord's own document, read once; None where it is absent."""
    place = contract.find()
    return None if place is None else Contract.load(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`checks`: hold requests to the document and the limits; no buckets: no rate limits."""

    checks: bool = True
    buckets: Buckets | None = field(default_factory=Buckets)
    faults: Faults = field(default_factory=Faults)

    def breaches_of(
        self, method: str, path: str, query: Mapping[str, str], body: object, files: Mapping[int, bytes]
    ) -> list[str]:
        """What this request does that Discord forbids, a line each."""
        if not self.checks:
            return []
        described = document()
        sizes = [len(content) for content in files.values()]
        return [
            *(() if described is None else described.breaches_of(method, path, query, body)),
            *limits.breaches_of(method, path, body),
            *limits.file_breaches(sizes, sum(sizes)),
        ]

    def take(self, method: str, path: str, at: float) -> Allowed | Limited:
        """Count the request against the rate limits."""
        return _UNCOUNTED if self.buckets is None else self.buckets.take(method, path, at)

    def answered(self, status: int, at: float, headers: Mapping[str, str]) -> None:
        """Count the answer, if it is one of those that lead to a ban."""
        if self.buckets is None or "Via" not in headers:
            return
        shared = headers.get("X-RateLimit-Scope") == "shared"
        self.buckets.answered(status, at, scope="shared" if shared else "user")

    def befalls(self, method: str, path: str, body: object) -> Fault | None:
        """What goes wrong with this request; the same nonce is the same thing tried again."""
        nonce = body.get("nonce") if isinstance(body, dict) else None
        return self.faults.decide(method, path, key=f"{method} {path}" if nonce is None else str(nonce))
