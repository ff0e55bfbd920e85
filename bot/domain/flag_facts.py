"""The facts behind a flag: a kind and numbers, kept as text, and said in whatever language the reader has."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

BY_HAND = "mentor"
"""The rule of a flag that a person raised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """Check-ins in a row without an answer, the last one in this week."""

    times: int
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fell:
    """The last answers to a question, which fell; `at` is when the last was given."""

    question: str
    values: tuple[float, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """Nothing was heard since then."""

    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A metric's last two values; `at` is when the second was given."""

    metric: str
    before: float
    after: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Help was asked for then, and has not come."""

    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """What a mentor or an admin wrote."""

    reason: str


Facts = Missed | Fell | Silent | Dropped | Waiting | ByHand
_KINDS: dict[str, type[Facts]] = {
    "missed": Missed,
    "fell": Fell,
    "silent": Silent,
    "dropped": Dropped,
    "waiting": Waiting,
    "by_hand": ByHand,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def newest(facts: Facts) -> int | datetime | str:
    """The newest thing that a flag rests on: while it is the same, there is no new reason for a flag."""
    match facts:
        case Missed(week=week):
            return week
        case Fell(at=at) | Dropped(at=at):
            return at
        case Silent(since=since) | Waiting(since=since):
            return since
        case ByHand(reason=reason):
            return reason


def written(facts: Facts) -> str:
    """The facts as text, which `read` reads."""
    named = {"kind": _NAMES[type(facts)], **asdict(facts)}
    return json.dumps(named, ensure_ascii=False, default=datetime.isoformat)


def read(text: str) -> Facts:
    """The facts that `written` wrote. Raises ValueError for any other text."""
    try:
        named: dict[str, Any] = json.loads(text)
        for key in ("at", "since"):
            if key in named:
                named[key] = datetime.fromisoformat(named[key])
        if "values" in named:
            named["values"] = tuple(named["values"])
        return _KINDS[named.pop("kind")](**named)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"these are no facts: {text[:40]!r}") from error
