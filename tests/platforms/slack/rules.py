"""The rules that every call is held to: limits of content, rate limits, and faults."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.platforms.slack import limits
from tests.platforms.slack.call import Call, Method
from tests.platforms.slack.faults import Fault, Faults
from tests.platforms.slack.limits import Breach
from tests.platforms.slack.ratelimits import Tiers


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`checks`: hold calls to the limits of content; no tiers: no rate limits."""

    checks: bool = True
    tiers: Tiers | None = field(default_factory=Tiers)
    faults: Faults = field(default_factory=Faults)

    def breaches_of(self, call: Call) -> list[Breach]:
        """What this call does that Slack forbids, or that people must not be given."""
        return limits.breaches_of(call.method, call.said) if self.checks else []

    def take(self, method: Method, conversation: str, at: float) -> int:
        """Count the call; the seconds it must wait, if it must."""
        return 0 if self.tiers is None else self.tiers.take(method.name, method.tier, conversation, at)

    def befalls(self, call: Call, names: Sequence[str]) -> Fault | None:
        """What goes wrong with this call; the same metadata is the same thing tried again."""
        return self.faults.decide(call.method, *names, key=_key(call))


def _key(call: Call) -> str:
    metadata = call.said.get("metadata")
    if isinstance(metadata, dict) and metadata.get("event_payload"):
        return f"{call.method} {json.dumps(metadata['event_payload'], sort_keys=True)}"
    named = [call.said.get(each) for each in ("channel", "ts", "user", "user_id", "view_id", "secret")]
    return " ".join([call.method, *(str(each) for each in named if each is not None)])
