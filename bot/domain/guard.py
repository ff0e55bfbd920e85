"""The blast guard: it holds a cohort before a wrong clock or a wrong edit reaches fifty people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_ABSENCE = timedelta(days=14)
LARGEST_DRIFT = timedelta(minutes=10)
LARGEST_SKEW = timedelta(minutes=5)
ALWAYS_ALLOWED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What the guard looks at, before anything is written.

    `drift` is by how much the wall clock and the boot-time clock part in this process, `skew` by how
    much a platform's clock differs; `past` counts the steps that would be planned now though their
    time lies before the last tick.
    """

    now: datetime
    last_tick: datetime | None
    drift: timedelta
    skew: timedelta
    past: int
    active: int


def reason_to_hold(signs: Signs) -> str | None:
    """Why everything must stop until a person has looked, or None."""
    if abs(signs.drift) >= LARGEST_DRIFT:
        return f"this machine's clock jumped by {_spell(signs.drift)} while the bot ran"
    if abs(signs.skew) >= LARGEST_SKEW:
        return f"this machine's clock differs from the chat platform's by {_spell(signs.skew)}"
    if signs.last_tick is None:
        return None
    # Time servers put a clock back by seconds, which is no reason to stop.
    if signs.last_tick >= signs.now + LARGEST_SKEW:
        last = f"{signs.last_tick:%Y-%m-%d %H:%M} UTC"
        return f"the bot last ran at {last}, which lies in the future: is the clock right?"
    if signs.now - signs.last_tick > LONGEST_ABSENCE:
        return f"the bot last ran {(signs.now - signs.last_tick).days} days ago"
    usual = usual_at_most(signs.active)
    if signs.past > usual:
        return f"{signs.past} steps whose time has passed became due at once; the usual maximum is {usual}"
    return None


def usual_at_most(active: int) -> int:
    """How many past steps may become due at once: 20, or a fifth of the active enrolments."""
    return max(ALWAYS_ALLOWED, active // 5)


def _spell(span: timedelta) -> str:
    minutes = int(abs(span).total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} minutes"
    hours = minutes // 60
    return f"{hours} hours" if hours < 48 else f"{hours // 24} days"
