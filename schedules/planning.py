"""One creator's plan: which occurrences are due now, what becomes of each, and when to look again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.place import Place
from bot.domain.calendar import Occurrence
from bot.domain.decide import CatchUp, Decision, Send, Skip, Skipped, decide
from bot.domain.delivery import LedgerEntry, OccurrenceState, entry_of
from bot.domain.may_send import Nature
from bot.domain.pauses import Pause
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.domain.wall import midnight
from bot.features.catching_up import MOST, catch_up
from bot.store.deliveries import Owed
from bot.store.enrolments import TRAVELLING, Enrolled

WORTH_CATCHING_UP = frozenset((StepKind.LESSON, StepKind.CHECK_IN, StepKind.SURVEY, StepKind.MILESTONE))
"""A meeting or a notice that is over helps nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the planner writes for one creator."""

    entries: tuple[LedgerEntry, ...]
    owed: tuple[Owed, ...]
    next_at: datetime | None


def plan_for(
    enrolled: Enrolled,
    calendar: Sequence[Occurrence],
    known: set[str],
    added: Mapping[str, datetime],
    now: datetime,
    *,
    pauses: Sequence[Pause] = (),
) -> Planned:
    """Everything that has come due for a creator and is in no ledger yet. Pure.

    `known` are the keys in the ledger, `added` says when a slot came into a programme that was under way.
    What had come due before a pause and was not sent waits for its end.
    """
    joined_at = enrolled.enrolment.joined_at
    if joined_at is None or enrolled.account is None or enrolled.enrolment.state not in TRAVELLING:
        return Planned(entries=(), owed=(), next_at=None)
    place = Place(at=enrolled.account)
    zone = enrolled.enrolment.person.zone
    decided = [
        (one, _unless_it_waited(one, decision, pauses, zone))
        for one in calendar
        if one.at <= now and one.key not in known
        for decision in (decide(one, joined_at=joined_at, added_at=added.get(one.step.slot), now=now),)
    ]
    if enrolled.enrolment.state is EnrolmentState.PAUSED:
        decided = [(one, decision) for one, decision in decided if isinstance(decision, Skip)]
    listed = _worth_listing(decided)
    entries = tuple(_entry(one, decision, listed) for one, decision in decided)
    owed = [
        _owed(enrolled, place, one, decision.due, now)
        for one, decision in decided
        if isinstance(decision, Send)
    ]
    if listed:
        owed.append(
            catch_up(
                listed,
                place=place,
                cohort=enrolled.cohort_id,
                person=enrolled.person_id,
                enrolment=enrolled.id,
                key=enrolled.enrolment.key,
                due_at=now,
            )
        )
    next_at = next((one.at for one in calendar if one.at > now), None)
    return Planned(entries=entries, owed=tuple(owed), next_at=next_at)


def _unless_it_waited(one: Occurrence, decision: Decision, pauses: Sequence[Pause], zone: str) -> Decision:
    """What became late only because its creator rested is listed."""
    if decision != Skip(Skipped.LATE):
        return decision
    waited = any(
        one.at < midnight(pause.end, zone) and midnight(pause.start, zone) <= one.at + one.step.late_after
        for pause in pauses
        if pause.end is not None
    )
    return CatchUp() if waited else decision


def _worth_listing(decided: Sequence[tuple[Occurrence, Decision]]) -> list[str]:
    """The keys for one catch-up message: the newest that it has room for."""
    keys = [
        one.key
        for one, decision in decided
        if isinstance(decision, CatchUp) and one.step.kind in WORTH_CATCHING_UP
    ]
    return keys[-MOST:]


def _entry(one: Occurrence, decision: Decision, listed: Sequence[str]) -> LedgerEntry:
    reason: str | None = None
    match decision:
        case Skip(why=why):
            state, reason = OccurrenceState.SKIPPED, str(why)
        case CatchUp() if one.key in listed:
            state = OccurrenceState.LISTED
        case CatchUp():
            state, reason = OccurrenceState.SKIPPED, str(Skipped.BEFORE_JOINING)
        case _:
            state = OccurrenceState.PLANNED
    return entry_of(one, state, reason)


def _owed(enrolled: Enrolled, place: Place, one: Occurrence, due: datetime, now: datetime) -> Owed:
    return Owed(
        name=f"step/{one.key}",
        kind=one.step.kind,
        nature=Nature.BOT,
        place=place,
        due_at=due,
        cohort=enrolled.cohort_id,
        person=enrolled.person_id,
        enrolment=enrolled.id,
        occurrence=one.key,
        late_at=due + one.step.late_after,
    )
