"""What a check-in or survey asks, until when, and which of them a creator can answer now."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar import Occurrence, occurrences
from bot.domain.delivery import LedgerEntry, OccurrenceState, entry_of
from bot.domain.programme import Questions, StepKind
from bot.domain.wall import instant
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

KINDS = (StepKind.CHECK_IN, StepKind.SURVEY)
EARLY = timedelta(days=5)
"""So long before its time a check-in can be answered: the week that it asks about has begun."""


def asked_of(plan: CohortPlan, entry: LedgerEntry) -> Questions | None:
    """What the step asks; None for a step that was taken out of the programme."""
    step = plan.step(entry.step)
    return step.content if step is not None and isinstance(step.content, Questions) else None


def with_closing(entry: LedgerEntry, asked: Questions) -> LedgerEntry:
    """The entry with the end of its time also where it was never shown: counted from its own time."""
    if entry.shown_at is not None or entry.closes_at is not None:
        return entry
    closes = datetime.fromisoformat(entry.wall) + asked.closes_after
    return replace(entry, closes_at=instant(closes, entry.zone))


def is_closed(entry: LedgerEntry, now: datetime) -> bool:
    """Whether its answers stand as they are."""
    return entry.closes_at is not None and now >= entry.closes_at


def open_ones(tx: Tx, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> list[LedgerEntry]:
    """What a creator could answer now and has not, the oldest first; what was begun early included."""
    found: list[LedgerEntry] = []
    for entry in tx.occurrences.of(enrolled.id):
        asked = asked_of(plan, entry) if entry.kind in KINDS else None
        if asked is None or entry.done_at is not None or entry.state is OccurrenceState.SKIPPED:
            continue
        if not is_closed(with_closing(entry, asked), now):
            found.append(plan.told(with_closing(entry, asked)))
    return found


def to_answer(tx: Tx, visit: Visit) -> LedgerEntry | None:
    """The oldest open check-in, else the next one, put on record before its time; None if it is too early."""
    enrolled, plan = visit.creator, visit.cohort_plan
    found = open_ones(tx, enrolled, plan, visit.now)
    if found:
        return found[0]
    coming = next_one(tx, visit)
    if coming is None or coming.at - visit.now > EARLY:
        return None
    written = visit.plans.named(enrolled.cohort).step(coming.step.id) or coming.step
    entry = entry_of(replace(coming, step=written), OccurrenceState.EARLY)
    tx.occurrences.add([(enrolled.id, entry)])
    return plan.told(entry)


def next_one(tx: Tx, visit: Visit) -> Occurrence | None:
    """The next check-in of the calendar that is not answered yet."""
    enrolled, plan = visit.creator, visit.cohort_plan
    done = {entry.key for entry in tx.occurrences.of(enrolled.id) if entry.done_at is not None}
    pauses = tx.pauses.of([enrolled.id])[enrolled.id]
    return next(
        (
            one
            for one in occurrences(plan.programme, plan.cohort, enrolled.enrolment, pauses)
            if one.step.kind == StepKind.CHECK_IN
            and one.at > visit.now
            and not one.let_go
            and one.key not in done
        ),
        None,
    )
