"""The roll of a cohort: a table of its creators, as a spreadsheet would have it."""

from collections.abc import Mapping, Sequence

from bot.chat.command import Command
from bot.chat.page import TABLE_ROWS, Page, TextSection
from bot.chat.reply import Refuse, Reply, Show
from bot.chat.text import Text, When, phrase, plain
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, Who
from bot.engine.visit import Visit
from bot.features.flag_words import facts_in_words
from bot.features.own_creators import SHEET
from bot.features.sights import Sight, sights_of, state_word
from bot.features.steering import cohort_of
from bot.features.tables import Row, start_of, table
from bot.store.caseload import Tally
from bot.store.cells import cell_of
from bot.store.cohorts import CohortRow
from bot.store.tx import Tx

WORD = "roll"

EXPORT = Command(
    name="cohort export",
    summary=phrase("A table of all creators, and how the whole cohort is exported"),
)


def export(tx: Tx, visit: Visit) -> Reply:
    """The first rows, and how the rest is had."""
    row = cohort_of(tx, visit)
    return row if isinstance(row, Refuse) else _rows(tx, visit, row, 0)


def show(tx: Tx, visit: Visit) -> Reply:
    """The rows from one on: roll/<key>/<first row>."""
    row = cohort_of(tx, visit)
    return row if isinstance(row, Refuse) else _rows(tx, visit, row, start_of(visit.token.action))


def _rows(tx: Tx, visit: Visit, row: CohortRow, start: int) -> Reply:
    members = tx.caseload.members(row.id)
    shown = members[start : start + TABLE_ROWS]
    sights = {one.member.id: one for one in sights_of(tx, visit.cohort_plan, row.id, shown, visit.now)}
    tallies = tx.caseload.tallies([one.id for one in shown])
    note = visit.say(
        "The whole cohort as files, answers included: cohortbot export CONFIG DIR, on the machine that "
        "runs the bot. Nothing of this page goes into a channel."
    )
    title = visit.say("Creators of {cohort}", cohort=visit.cohort_plan.cohort.title)
    listed = table(
        _columns(visit),
        members,
        lambda one: _row(visit, sights[one.id], tallies),
        start=start,
        path=f"{WORD}/{row.key}",
        leads=lambda one: f"{SHEET}/{one.key}",
    )
    return Show(Page(title=plain(title), sections=(listed, TextSection(text=note))))


def _columns(visit: Visit) -> Sequence[Text]:
    say = visit.say
    return (
        say("Creator"),
        say("State"),
        say("Week"),
        say("Done"),
        say("Open"),
        say("Last sign of life"),
        say("Mentor"),
        say("Flags"),
    )


def _row(visit: Visit, one: Sight, tallies: Mapping[int, Tally]) -> Row:
    member, plan, zone = one.member, visit.cohort_plan, visit.person.person.zone
    tally, last = tallies.get(member.id, Tally(shown=0, done=0)), member.last_seen_at
    seen = plain(visit.say("{when}", when=When(last, zone, "date"))) if last else ""
    flags = "; ".join(plain(facts_in_words(flag, visit.say, plan=plan, zone=zone)) for flag in one.flags)
    cells = (
        member.name,
        plain(state_word(member.state, visit.say)),
        str(one.week),
        str(tally.done),
        str(tally.shown - tally.done),
        seen,
        member.mentor,
        flags,
    )
    # What is copied from here into a spreadsheet must not run there.
    return tuple(cell_of(cell) if cell else "" for cell in cells)


FEATURE = Feature(
    name="roll",
    commands=(CommandRoute(command=EXPORT, run=export, who=Who.ADMIN, reads=True),),
    pages=(PageRoute(word=WORD, about=About.COHORT, show=show, who=Who.ADMIN),),
)
