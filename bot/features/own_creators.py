"""Own creators: a mentor sees all of theirs at a glance, who needs somebody first."""

from collections.abc import Mapping, Sequence

from bot.chat.command import Command
from bot.chat.page import TABLE_ROWS, Figure, FiguresSection, Page, Section, TextSection
from bot.chat.reply import Refuse, Reply, Show
from bot.chat.text import When, phrase, plain
from bot.domain.people import EnrolmentState
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, Who
from bot.engine.guiding import scope_of
from bot.engine.visit import Visit
from bot.features.sights import Sight, sights_of, state_word, why
from bot.features.steering import cohort_of
from bot.features.tables import start_of
from bot.store.caseload import IN_CARE, Member, Tally
from bot.store.cohorts import CohortRow
from bot.store.tx import Tx

WORD = "creators"
OVERVIEW = "view"
"""The first word of the path of a cohort at a glance, and of the pages behind it: with the keys of a cohort
and of a person, and a number, they are as long as paths may be."""
SHEET = "creator"
"""The first word of the path of one creator's page."""

CREATORS = Command(
    name="mentor creators",
    summary=phrase("Your creators at a glance, who needs you first"),
)


def creators(tx: Tx, visit: Visit) -> Reply:
    """The first of them."""
    row = cohort_of(tx, visit)
    return row if isinstance(row, Refuse) else _from(tx, visit, row, 0)


def show(tx: Tx, visit: Visit) -> Reply:
    """Those from one on: creators/<cohort>/<first>."""
    row = cohort_of(tx, visit)
    return row if isinstance(row, Refuse) else _from(tx, visit, row, start_of(visit.token.action))


def own(tx: Tx, visit: Visit, cohort: int) -> tuple[Sight, ...]:
    """The creators whom somebody looks after, who needs them most first; who has left is not among them."""
    return sights_of(tx, visit.cohort_plan, cohort, looked_after(tx, visit, cohort), visit.now)


def looked_after(tx: Tx, visit: Visit, cohort: int) -> list[Member]:
    """The same by name, without a look at how they are."""
    scope = scope_of(tx, visit.known, visit.cohort_plan, visit.now)
    return [
        one
        for one in tx.caseload.members(cohort)
        if scope.covers(one.mentor_id, one.id) and one.state in IN_CARE
    ]


def _from(tx: Tx, visit: Visit, row: CohortRow, start: int) -> Reply:
    sights, end = own(tx, visit, row.id), start + TABLE_ROWS
    some = sights[start:end]
    tallies = tx.caseload.tallies([one.member.id for one in some])
    more = f"{WORD}/{row.key}/{end}" if len(sights) > end else None
    title = visit.say("Your creators in {cohort}", cohort=visit.cohort_plan.cohort.title)
    return Show(Page(title=plain(title), sections=tuple(_sections(visit, some, tallies, more, len(sights)))))


def _sections(
    visit: Visit, some: Sequence[Sight], tallies: Mapping[int, Tally], more: str | None, count: int
) -> list[Section]:
    if not some:
        return [TextSection(text=visit.say("You look after nobody here at the moment."))]
    figures = [
        Figure(
            label=one.member.name,
            value=line(visit, one, tallies.get(one.member.id, Tally(shown=0, done=0))),
            path=f"{SHEET}/{one.member.key}",
        )
        for one in some
    ]
    if more is not None:
        rest = plain(visit.say("{count} in all", count=count))
        figures.append(Figure(label=plain(visit.say("More")), value=rest, path=more))
    return [FiguresSection(figures=tuple(figures))]


def line(visit: Visit, one: Sight, tally: Tally) -> str:
    """A creator in one line: the week, what is done, the last sign of life, and why they need somebody."""
    say, zone, seen = visit.say, visit.person.person.zone, one.member.last_seen_at
    if one.member.state is EnrolmentState.INVITED:
        return plain(say("has not joined yet"))
    words = [
        plain(say("week {week}", week=one.week) if one.week else state_word(one.member.state, say)),
        plain(say("{done} of {shown} done", done=tally.done, shown=tally.shown)),
    ]
    if seen is not None:
        words.append(plain(say("last seen {day}", day=When(seen, zone, "date"))))
    reason = why(one, say, visit.cohort_plan, zone, visit.now)
    return " · ".join((*words, reason) if reason else words)


FEATURE = Feature(
    name="own creators",
    commands=(CommandRoute(command=CREATORS, run=creators, who=Who.MENTOR, reads=True),),
    pages=(PageRoute(word=WORD, about=About.COHORT, show=show, who=Who.MENTOR),),
)
