"""Holding: an admin stops a cohort, lets it go on, or has the bot forget what the stop held back."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import Occurrence, occurrences
from bot.domain.decide import Skipped
from bot.domain.delivery import LedgerEntry, OccurrenceState, entry_of
from bot.engine.plans import CohortPlan
from bot.errors import InputError
from bot.features import catching_up, missing
from bot.store.cohorts import CohortRow, Hold
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

AT_ONCE = 100
"""Enrolments in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What a batch of creators was spared, and where the next batch begins; None after the last."""

    creators: int
    steps: int
    messages: int
    after: int | None


def hold(tx: Tx, plan: CohortPlan, reason: str, by: str, now: datetime, *, actor: str = "") -> Hold | None:
    """Stop a cohort; the earlier hold if it was held already, which stays.

    `by` is who, in words; `actor` is their key for the audit log, if they have one.
    """
    row = _on_record(tx, plan)
    if row.hold is not None:
        return row.hold
    tx.cohorts.hold(row.id, Hold(reason=reason, since=now, by=by))
    tx.audit.add(at=now, actor=actor or by, action="hold", subject=row.key)
    return None


def release(tx: Tx, plan: CohortPlan, by: str, now: datetime, *, actor: str = "") -> Hold | None:
    """Let a cohort go on: what is due leaves, what is late is caught up with. Gives the hold that it was."""
    row = _on_record(tx, plan)
    if row.hold is not None:
        tx.cohorts.release(row.id)
        tx.audit.add(at=now, actor=actor or by, action="release", subject=row.key)
    return row.hold


def forget(tx: Tx, plan: CohortPlan, by: str, now: datetime, *, after: int = 0, actor: str = "") -> Forgotten:
    """Mark whatever of a held cohort has passed, and nobody has seen, as skipped; the last batch releases it.

    Timers go on, since they also end pauses; only reminders that are due are dropped. Raises InputError
    for a cohort that is not held.
    """
    row = _on_record(tx, plan)
    if row.hold is None:
        raise InputError(f"{plan.cohort.name} is not held, so there is nothing to forget")
    chosen = tx.planned.travelling(row.id, after=after, limit=AT_ONCE)
    spared = [_forget(tx, plan, one, now) for one in chosen]
    more = len(chosen) == AT_ONCE
    if not more:
        tx.cohorts.release(row.id)
        tx.audit.add(at=now, actor=actor or by, action="forget", subject=row.key)
    return Forgotten(
        creators=sum(1 for steps, messages in spared if steps or messages),
        steps=sum(steps for steps, _ in spared),
        messages=sum(messages for _, messages in spared),
        after=chosen[-1].id if more else None,
    )


def _on_record(tx: Tx, plan: CohortPlan) -> CohortRow:
    row = tx.cohorts.by_name(plan.cohort.name)
    if row is None:
        raise InputError(f"{plan.cohort.name} is not on record yet: import its roster first")
    return row


def _forget(tx: Tx, plan: CohortPlan, one: Enrolled, now: datetime) -> tuple[int, int]:
    """How many steps and messages a creator will not get."""
    known = tx.occurrences.keys([one.id])[one.id]
    calendar = occurrences(plan.programme, plan.cohort, one.enrolment, tx.pauses.of([one.id])[one.id])
    passed = [_forgotten(step) for step in calendar if step.at <= now and step.key not in known]
    tx.occurrences.add((one.id, entry) for entry in passed)
    skipped = tx.deliveries.skip_overdue(one.id, Skipped.FORGOTTEN, now)
    keys: list[str] = []
    for kind, occurrence, subject in skipped:
        if kind == catching_up.KIND:
            keys.extend(subject.split())
        elif kind != missing.REMINDER and occurrence is not None:
            keys.append(occurrence)
    tx.occurrences.skip((key, Skipped.FORGOTTEN) for key in keys)
    due = [
        timer for timer in tx.timers.of([one.id]) if timer.due_at <= now and timer.kind == missing.REMINDER
    ]
    tx.timers.drop([timer.name for timer in due])
    return len(passed), len(skipped)


def _forgotten(one: Occurrence) -> LedgerEntry:
    return entry_of(one, OccurrenceState.SKIPPED, Skipped.FORGOTTEN)
