"""A delivery as the courier takes it out of the queue, with everything its words may need."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from bot.chat.place import Place
from bot.domain.delivery import Act, LedgerEntry, OccurrenceState
from bot.domain.may_send import Nature
from bot.domain.people import EnrolmentState, Person
from bot.store import places
from bot.store.people import PERSON_COLUMNS, person_of
from bot.store.tables import cohorts, deliveries, enrolments, occurrences, people
from bot.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """One delivery and whom, and what, it is about."""

    id: int
    name: str
    kind: str
    nature: Nature
    place: Place
    address: str
    """The place as one line of text."""
    cohort: str | None
    """The name of the cohort."""
    person_id: int | None
    enrolment_id: int | None
    person: Person | None
    enrolment_key: str | None
    state: EnrolmentState | None
    track: str
    occurrence: LedgerEntry | None
    subject: str
    content: str | None
    due_at: datetime
    not_before: datetime
    late_at: datetime | None
    attempts: int
    frozen: bool
    act: Act
    changes: str | None
    """The name of the delivery that an edit or deletion changes."""


QUEUE: Select[Any] = (
    select(
        deliveries.c.id,
        deliveries.c.name.label("delivery_name"),
        deliveries.c.kind,
        deliveries.c.nature,
        deliveries.c.place,
        deliveries.c.person_id,
        deliveries.c.enrolment_id,
        deliveries.c.occurrence,
        deliveries.c.subject,
        deliveries.c.content,
        deliveries.c.due_at,
        deliveries.c.not_before,
        deliveries.c.late_at,
        deliveries.c.attempts,
        deliveries.c.attempted_at,
        deliveries.c.frozen,
        deliveries.c.act,
        deliveries.c.changes,
        cohorts.c.name.label("cohort"),
        enrolments.c.key.label("enrolment_key"),
        enrolments.c.state.label("enrolment_state"),
        enrolments.c.track,
        *PERSON_COLUMNS,
        occurrences.c.step,
        occurrences.c.ordinal,
        occurrences.c.kind.label("step_kind"),
        occurrences.c.title,
        occurrences.c.week,
        occurrences.c.wall,
        occurrences.c.zone.label("step_zone"),
        occurrences.c.at,
        occurrences.c.state.label("step_state"),
        occurrences.c.reason.label("step_reason"),
        occurrences.c.shown_at,
        occurrences.c.closes_at,
        occurrences.c.done_at,
    )
    .outerjoin(cohorts, cohorts.c.id == deliveries.c.cohort_id)
    .outerjoin(people, people.c.id == deliveries.c.person_id)
    .outerjoin(enrolments, enrolments.c.id == deliveries.c.enrolment_id)
    .outerjoin(occurrences, occurrences.c.key == deliveries.c.occurrence)
)
"""Every delivery, with all that a value of Leased holds."""


def leased_of(row: AnyRow) -> Leased:
    """The delivery in a row of the queue's query."""
    return Leased(
        id=row.id,
        name=row.delivery_name,
        kind=row.kind,
        nature=Nature(row.nature),
        place=places.read(row.place),
        address=row.place,
        cohort=row.cohort,
        person_id=row.person_id,
        enrolment_id=row.enrolment_id,
        person=None if row.person_key is None else person_of(row),
        enrolment_key=row.enrolment_key,
        state=None if row.enrolment_state is None else EnrolmentState(row.enrolment_state),
        track=row.track or "",
        occurrence=None if row.occurrence is None else _entry(row),
        subject=row.subject,
        content=row.content,
        due_at=row.due_at,
        not_before=row.not_before,
        late_at=row.late_at,
        attempts=row.attempts,
        frozen=row.frozen,
        act=Act(row.act),
        changes=row.changes,
    )


def _entry(row: AnyRow) -> LedgerEntry:
    return LedgerEntry(
        key=row.occurrence,
        step=row.step,
        ordinal=row.ordinal,
        kind=row.step_kind,
        title=row.title,
        week=row.week,
        wall=row.wall,
        zone=row.step_zone,
        at=row.at,
        state=OccurrenceState(row.step_state),
        reason=row.step_reason,
        shown_at=row.shown_at,
        closes_at=row.closes_at,
        done_at=row.done_at,
    )
