"""The load: how many messages the bot shows at which hour of which week."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from bot.chat.adapter import Shown
from bot.chat.message import Picture

HOURS = tuple(f"{hour:02}" for hour in range(24))
WEEK = timedelta(days=7)


def load_picture(log: Sequence[Shown], start: date) -> Picture:
    """Messages by week of the programme and hour of the day (UTC); week 0 is the one before it."""
    counts = Counter(((shown.at.date() - start) // WEEK + 1, shown.at.hour) for shown in log)
    weeks = range(min(week for week, _ in counts), max(week for week, _ in counts) + 1) if counts else ()
    return Picture(
        kind="heat",
        title="Messages by week and hour",
        alt=_in_words(counts),
        columns=("hour of the day, UTC", *HOURS),
        rows=tuple((f"week {week}", *(str(counts[week, hour]) for hour in range(24))) for week in weeks),
    )


def _in_words(counts: Counter[tuple[int, int]]) -> str:
    if not counts:
        return "No message was shown."
    by_hour: Counter[int] = Counter()
    for (_, hour), count in counts.items():
        by_hour[hour] += count
    (week, peak), most = counts.most_common(1)[0]
    busiest, in_it = by_hour.most_common(1)[0]
    return (
        f"{counts.total():,} messages in all. The most in one hour of one week: {most}, at {peak:02}:00 UTC "
        f"in week {week}. Over the whole time the busiest hour is {busiest:02}:00 UTC with {in_it:,}, "
        f"the quietest {_quietest(by_hour)}."
    )


def _quietest(by_hour: Counter[int]) -> str:
    hour = min(range(24), key=lambda hour: (by_hour[hour], hour))
    return f"{hour:02}:00 UTC with {by_hour[hour]:,}"
