"""Overview: a cohort at a glance for its admins, and for each mentor those whom they look after."""

from collections.abc import Callable, Iterator, Mapping

from bot.chat.message import Picture
from bot.chat.page import Figure, FiguresSection, Page, PictureSection, Section, TextSection
from bot.chat.reply import Refuse, Reply, Show
from bot.chat.text import Strong, Text, plain
from bot.engine.feature import About, Feature, PageRoute, Who
from bot.engine.visit import Visit
from bot.features import overview_hours, overview_people, overview_pictures, overview_queues, overview_weeks
from bot.features.overseen import Overseen, overseen
from bot.features.own_creators import OVERVIEW
from bot.features.steering import cohort_of
from bot.features.tables import start_of, table
from bot.features.undelivered import PAGE as UNDELIVERED
from bot.store.tx import Tx

Listing = Callable[[Overseen, str, str, int], Page | None]
"""A page behind the overview: by its path without what follows, its subject, and the first row to show."""

OF_ALL: Mapping[str, Listing] = {
    "all": overview_people.everyone,
    "needy": overview_people.needy,
    "flags": overview_people.flags,
    "queues": overview_queues.queues,
    "load": overview_hours.load,
}
"""The pages that have no subject of their own."""
OF_ONE: Mapping[str, Listing] = {
    "owed": overview_queues.owed,
    "of": overview_people.of_mentor,
    "week": overview_weeks.week,
    "checkins": overview_weeks.checkins,
    "mood": overview_weeks.moods,
    "day": overview_hours.day,
    "hour": overview_hours.hour,
}
"""Those that have one: whose queue, which week, which hour."""


def show(tx: Tx, visit: Visit) -> Reply:
    """The overview, or a page behind it: view/<cohort>/<page>/<first row>, or with a subject before that."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return row
    seen = overseen(tx, visit, row)
    name, _, rest = visit.token.action.partition("/")
    base, subject = f"{OVERVIEW}/{row.key}", ""
    listing = OF_ALL.get(name)
    if listing is None:
        listing, (subject, _, rest) = OF_ONE.get(name), rest.partition("/")
    path = f"{base}/{name}/{subject}" if subject else f"{base}/{name}"
    page = None if listing is None else listing(seen, path, subject, start_of(rest))
    return Show(page or _whole(seen, base))


def _whole(seen: Overseen, base: str) -> Page:
    say, cohort = seen.say, seen.plan.cohort.title
    title = (
        say("{cohort} at a glance", cohort=cohort)
        if seen.everybody
        else say("Your creators in {cohort} at a glance", cohort=cohort)
    )
    if not seen.creators:
        nobody = say("You look after nobody here at the moment.")
        return Page(title=plain(title), sections=(TextSection(text=nobody),))
    sections = (
        FiguresSection(figures=tuple(_figures(seen, base))),
        *_pictures(seen, base),
        *_lists(seen, base),
    )
    return Page(title=plain(title), sections=sections)


def _figures(seen: Overseen, base: str) -> Iterator[Figure]:
    say, flags = seen.say, sum(len(one.flags) for one in seen.sights)
    counted = (
        (say("Creators"), len(seen.creators), f"{base}/all"),
        (say("Need somebody"), len(seen.needy), f"{base}/needy"),
        (say("Flags up"), flags, f"{base}/flags"),
        (say("Open matters"), len(seen.waiting), f"{base}/queues"),
    )
    yield from (Figure(label=plain(label), value=str(count), path=path) for label, count, path in counted)
    if seen.is_admin:
        failed = sum(count for _, count in seen.tx.troubled.reasons(seen.row.id))
        path = f"{UNDELIVERED}/{seen.row.key}"
        yield Figure(label=plain(say("Not delivered")), value=str(failed), path=path)
    sent = str(sum(seen.left.values()))
    yield Figure(label=plain(say("Messages sent")), value=sent, path=f"{base}/load")


def _pictures(seen: Overseen, base: str) -> Iterator[Section]:
    drawn: tuple[Picture | None, ...] = (
        overview_pictures.heat(seen, base),
        overview_pictures.completion(seen, base),
        overview_pictures.checkins(seen, base),
        overview_pictures.moods(seen, base),
        overview_pictures.load(seen, overview_hours.hours(seen), base),
    )
    return (PictureSection(picture=picture) for picture in drawn if picture is not None)


def _lists(seen: Overseen, base: str) -> Iterator[Section]:
    """The beginning of each list under its heading; an empty one is left out."""
    found = (
        overview_queues.listed(seen, f"{base}/queues", 0),
        overview_people.flags_listed(seen, f"{base}/flags", 0),
    )
    for title, section in found:
        if section.rows:
            yield _heading(title)
            yield section
    reasons = seen.tx.troubled.reasons(seen.row.id) if seen.is_admin else []
    if reasons:
        say, path = seen.say, f"{UNDELIVERED}/{seen.row.key}"
        yield _heading(say("What could not be delivered"))
        yield table(
            (say("Why"), say("Messages")),
            reasons[: overview_people.MOST_REASONS],
            lambda one: (one[0] or "–", str(one[1])),
            start=0,
            path=path,
            leads=lambda _: path,
        )


def _heading(words: Text) -> Section:
    return TextSection(text=(Strong(plain(words)),))


FEATURE = Feature(
    name="overview",
    pages=(PageRoute(word=OVERVIEW, about=About.COHORT, show=show, who=Who.MENTOR),),
)
