"""The roll of a cohort: a table of its creators, on a page and as a file for spreadsheets."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.codec import dump_message
from bot.chat.command import Command
from bot.chat.message import File, Message
from bot.chat.page import TABLE_ROWS, Page, TextSection
from bot.chat.place import Place
from bot.chat.reply import Refuse, Reply, Show
from bot.chat.text import Say, Text, When, phrase, plain
from bot.domain.may_send import Nature
from bot.domain.wall import local_day
from bot.engine.feature import About, CommandRoute, Feature, PageRoute, Who
from bot.engine.plans import CohortPlan, Plans
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features.flag_words import facts_in_words
from bot.features.own_creators import SHEET
from bot.features.sights import Sight, sights_of, state_word
from bot.features.steering import cohort_of
from bot.features.tables import Row, start_of, table
from bot.store.caseload import Tally
from bot.store.cells import cell_of
from bot.store.cohorts import CohortRow
from bot.store.deliveries import Owed
from bot.store.tx import Tx

WORD = "roll"

EXPORT = Command(
    name="cohort export",
    summary=phrase("A table of all creators, also as a file, and how the whole cohort is exported"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """For whom the rows are: what they see of the cohort, their zone, and their language."""

    plan: CohortPlan
    zone: str
    say: Say


def export(tx: Tx, visit: Visit) -> Reply:
    """The first rows at once, and all of them as a file in private."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return row
    key = visit.person.person.key
    tx.deliveries.add([_owed(visit, row)])
    tx.audit.add(at=visit.now, actor=key, action="export roll", subject=row.key)
    return _rows(tx, visit, row, 0)


def _owed(visit: Visit, row: CohortRow) -> Owed:
    key, day = visit.person.person.key, local_day(visit.now, visit.person.person.zone)
    text = visit.say(
        "The creators of {cohort}, one in a row, for a spreadsheet.", cohort=visit.cohort_plan.cohort.title
    )
    file = File(name=f"creators-{day}.csv", media_type="text/csv", kind="roll", ids=(row.key, key))
    return Owed(
        name=f"{WORD}/{row.key}/{key}/{visit.now:%Y-%m-%dT%H:%M}",
        kind=WORD,
        nature=Nature.ANSWER,
        place=Place(at=visit.event.account),
        due_at=visit.now,
        person=visit.person.id,
        content=dump_message(Message(text=text, file=file)),
    )


def sheet(tx: Tx, plans: Plans, cohort: str, reader: str, now: datetime) -> bytes | None:
    """All rows as CSV, for the reader with this key; None for one who does not lead the cohort any more."""
    row, known = tx.cohorts.by_key(cohort), tx.people.by_key(reader)
    plan = None if row is None else plans.get(row.name)
    if row is None or known is None or plan is None or known.person.name not in plan.admins:
        return None
    language = known.person.language
    to = Reader(plan=plan.in_language(language), zone=known.person.zone, say=wording(language))
    members = tx.caseload.members(row.id)
    tallies = tx.caseload.tallies([one.id for one in members])
    held = io.StringIO()
    lines = csv.writer(held)
    lines.writerow(map(plain, _columns(to.say)))
    for one in sights_of(tx, to.plan, row.id, members, now):
        last = one.member.last_seen_at
        lines.writerow(_row(to, one, tallies, local_day(last, to.zone).isoformat() if last else ""))
    # With the mark of its encoding, by which spreadsheets know it.
    return held.getvalue().encode("utf-8-sig")


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
        "I am sending you all rows as a file, too, in private. The whole cohort, answers included: "
        "cohortbot export CONFIG DIR, on the machine that runs the bot. Nothing of this page goes into a "
        "channel."
    )
    to = Reader(plan=visit.cohort_plan, zone=visit.person.person.zone, say=visit.say)
    title = visit.say("Creators of {cohort}", cohort=visit.cohort_plan.cohort.title)
    listed = table(
        _columns(visit.say),
        members,
        lambda one: _row(to, sights[one.id], tallies, _when(to, one.last_seen_at)),
        start=start,
        path=f"{WORD}/{row.key}",
        leads=lambda one: f"{SHEET}/{one.key}",
    )
    return Show(Page(title=plain(title), sections=(listed, TextSection(text=note))))


def _columns(say: Say) -> Sequence[Text]:
    return (
        say("Creator"),
        say("State"),
        say("Week"),
        say("Done"),
        say("Not done"),
        say("Last sign of life"),
        say("Mentor"),
        say("Flags"),
    )


def _when(to: Reader, at: datetime | None) -> str:
    return plain(to.say("{when}", when=When(at, to.zone, "date"))) if at else ""


def _row(to: Reader, one: Sight, tallies: Mapping[int, Tally], seen: str) -> Row:
    member = one.member
    tally = tallies.get(member.id, Tally(shown=0, done=0))
    flags = "; ".join(plain(facts_in_words(flag, to.say, plan=to.plan, zone=to.zone)) for flag in one.flags)
    cells = (
        member.name,
        plain(state_word(member.state, to.say)),
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
    commands=(CommandRoute(command=EXPORT, run=export, who=Who.ADMIN),),
    pages=(PageRoute(word=WORD, about=About.COHORT, show=show, who=Who.ADMIN),),
)
