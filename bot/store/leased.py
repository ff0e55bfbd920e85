"""A delivery as the courier takes it out of the queue, with everything its words may need."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.place import Place
from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.may_send import Nature
from bot.domain.people import EnrolmentState, Person
from bot.store import places
from bot.store.people import person_of
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
