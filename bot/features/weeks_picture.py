"""The weeks of a creator as a picture: what was done, what is open, and what closed without an answer."""

from typing import assert_never

from bot.chat.message import Picture
from bot.chat.text import Say, Text, plain
from bot.domain.progress import NotBegun, Over, Progress, Standing, UnderWay

SHOWN = (Standing.DONE, Standing.MISSED, Standing.OPEN)
"""What is optional burdens nobody, so it is left out."""


def weeks_picture(progress: Progress, weeks: int, say: Say) -> Picture | None:
    """Bars for each week so far; None before there is anything to draw."""
    match progress.stage:
        case NotBegun():
            return None
        case UnderWay(week=week):
            last = week
        case Over():
            last = weeks
        case never:
            assert_never(never)
    total = [len(progress.those(one)) for one in SHOWN]
    if not sum(total):
        return None
    done, missed, still_open = total
    return Picture(
        kind="bars",
        title=plain(say("Week by week")),
        alt=plain(_in_words(last, done, still_open, missed, say)),
        columns=tuple(plain(one) for one in (say("Week"), say("Done"), say("Missed"), say("Open"))),
        rows=tuple(
            (str(week), *(str(progress.of_week(week, one)) for one in SHOWN)) for week in range(1, last + 1)
        ),
    )


def _in_words(last: int, done: int, still_open: int, missed: int, say: Say) -> Text:
    if last == 1:
        return say(
            "Week 1: {done} done, {open} open, {missed} closed without an answer.",
            done=done,
            open=still_open,
            missed=missed,
        )
    return say(
        "Weeks 1 to {last}: {done} done, {open} open, {missed} closed without an answer.",
        last=last,
        done=done,
        open=still_open,
        missed=missed,
    )
