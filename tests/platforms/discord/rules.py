"""The rules that every request is held to: the contract, limits, rate limits and the faults of this run."""

from collections.abc import Mapping


class Rules:
    """None at all; what a server without checks has."""

    def breaches_of(self, method: str, path: str, query: Mapping[str, str], body: object) -> list[str]:
        """What this request does that Discord forbids, a sentence each."""
        return []
