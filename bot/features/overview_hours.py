"""The hours of a cohort: when its messages leave, and to whom those of an hour or a day went."""

from collections.abc import Collection, Mapping
from datetime import datetime

from bot.chat.page import Page, PictureSection, TextSection
from bot.chat.text import Text
from bot.domain.wall import wall_time
from bot.features import overview_pictures
from bot.features.overseen import Overseen, sheet
from bot.features.overview_people import NOBODY, page_of
from bot.features.tables import table


def load(seen: Overseen, path: str, _subject: str, _start: int) -> Page:
    """How many messages left in each hour of the week; each day and hour leads to whom they went."""
    picture = overview_pictures.load(seen, hours(seen), path.rpartition("/")[0])
    nothing = TextSection(text=seen.say("No message has been sent yet."))
    section = nothing if picture is None else PictureSection(picture=picture)
    return page_of(seen, seen.say("When messages are sent"), section)


def day(seen: Overseen, path: str, subject: str, start: int) -> Page | None:
    """To whom messages went on a day of the week: day/1 is Monday."""
    if subject not in [str(number) for number in range(1, overview_pictures.DAYS + 1)]:
        return None
    zone, number = seen.plan.cohort.zone, int(subject) - 1
    some = [at for at in seen.left if wall_time(at, zone).weekday() == number]
    name = overview_pictures.weekday(number, seen.say)
    return _went(seen, some, seen.say("Messages sent on a {day}", day=name), path, start)


def hour(seen: Overseen, path: str, subject: str, start: int) -> Page | None:
    """To whom messages went in an hour of the day, by the cohort's clocks: hour/9."""
    if subject not in [str(number) for number in range(overview_pictures.HOURS)]:
        return None
    zone, number = seen.plan.cohort.zone, int(subject)
    some = [at for at in seen.left if wall_time(at, zone).hour == number]
    title = seen.say("Messages sent between {hour}:00 and {hour}:59", hour=f"{number:02}")
    return _went(seen, some, title, path, start)


def hours(seen: Overseen) -> Mapping[tuple[int, int], int]:
    """How many left, by weekday and hour of the cohort's clocks."""
    return overview_pictures.hours_of(seen.left, seen.plan.cohort.zone)


def _went(seen: Overseen, quarters: Collection[datetime], title: Text, path: str, start: int) -> Page:
    say, found = seen.say, seen.tx.overviews.went_to(seen.numbers, quarters)
    went = [(one, found[one.id]) for one in seen.creators if one.id in found]
    others = sum(seen.left[at] for at in quarters) - sum(count for _, count in went)
    listed = table(
        (say("Creator"), say("Mentor"), say("Messages")),
        sorted(went, key=lambda pair: -pair[1]),
        lambda pair: (pair[0].name, pair[0].mentor or NOBODY, str(pair[1])),
        start=start,
        path=path,
        leads=lambda pair: sheet(pair[0]),
    )
    if others <= 0:
        return page_of(seen, title, listed)
    if others == 1:
        rest = say("Besides, one went to a channel, to the team, or to somebody who has left.")
    else:
        rest = say(
            "Besides, {count} went to channels, to the team, or to people who have left.", count=others
        )
    return page_of(seen, title, TextSection(text=rest), listed)
