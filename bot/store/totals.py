"""Totals: how much of everything a database holds, for summaries."""

from dataclasses import dataclass

from bot.domain.delivery import DeliveryState, OccurrenceState
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Over all cohorts of a database; `undelivered` are dead or in doubt, `planned` are ledger entries."""

    planned: int
    sent: int
    skipped: int
    undelivered: int
    checkins_sent: int
    checkins_answered: int
    reminders: int
    flags: int
    completed: int


def totals(tx: Tx) -> Totals:
    """Count."""
    states: dict[str, int] = {}
    for state, _, count in tx.deliveries.count_by_state():
        states[state] = states.get(state, 0) + count
    ledger = tx.occurrences.count()
    answered = sum(n for (kind, _, done), n in ledger.items() if kind == StepKind.CHECK_IN and done)
    return Totals(
        planned=sum(ledger.values()),
        sent=states.get(DeliveryState.SENT, 0),
        skipped=sum(n for (_, state, _), n in ledger.items() if state == OccurrenceState.SKIPPED),
        undelivered=states.get(DeliveryState.DEAD, 0) + states.get(DeliveryState.UNKNOWN, 0),
        checkins_sent=sum(
            n
            for (kind, state, _), n in ledger.items()
            if kind == StepKind.CHECK_IN and state == OccurrenceState.SENT
        ),
        checkins_answered=answered,
        reminders=tx.deliveries.count_sent_by_kind().get("reminder", 0),
        flags=tx.flags.count(),
        completed=tx.enrolments.count(EnrolmentState.COMPLETED),
    )
