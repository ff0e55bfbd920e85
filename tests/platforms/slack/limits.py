"""What a call may not do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """`error` is Slack's word for it, `what` the sentence."""

    error: str
    what: str


def breaches_of(method: str, said: Mapping[str, Any]) -> list[Breach]:
    """Every breach of one call."""
    return []
