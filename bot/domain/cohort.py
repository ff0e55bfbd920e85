"""A cohort: one run of a programme, with its start, holidays and breaks."""

from dataclasses import dataclass
from datetime import date

from bot.domain.pauses import Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """`start` is the first day of week 1; `zone` is that of meetings and notices."""

    name: str
    title: str
    zone: str
    start: date
    holidays: frozenset[date] = frozenset()
    breaks: tuple[Pause, ...] = ()
    working_days: frozenset[int] = frozenset(range(5))
    daily_cap: int = 3
    """How many messages a day the bot may start with one person."""
