"""Which rows of which tables are about a person, so that none is left out or forgotten."""

from collections.abc import Mapping

from sqlalchemy import BindParameter, ColumnElement, Select, Table, bindparam, or_, select

from bot.store.tables import (
    accounts,
    announcements,
    answers,
    codes,
    contents,
    conversations,
    deliveries,
    enrolments,
    flags,
    goals,
    homes,
    links,
    matters,
    metrics,
    notes,
    occurrences,
    parts,
    pauses,
    people,
    timers,
    works,
)

OF: BindParameter[int] = bindparam("person")
PLACES: BindParameter[str] = bindparam("at_places", expanding=True)
"""The person's number; the person's places, as they are written."""

OWN_ENROLMENTS: Select[tuple[int]] = select(enrolments.c.id).where(enrolments.c.person_id == OF)
_OWN_OCCURRENCES = select(occurrences.c.key).where(occurrences.c.enrolment_id.in_(OWN_ENROLMENTS))
_OWN_DELIVERY = or_(
    deliveries.c.person_id == OF,
    deliveries.c.enrolment_id.in_(OWN_ENROLMENTS),
    # An answer to something typed knows its place only.
    deliveries.c.person_id.is_(None) & deliveries.c.place.in_(PLACES),
)
_OWN_PART = parts.c.delivery_id.in_(select(deliveries.c.id).where(_OWN_DELIVERY))


def _of_enrolment(table: Table) -> ColumnElement[bool]:
    return table.c.enrolment_id.in_(OWN_ENROLMENTS)


BELONGING: Mapping[str, ColumnElement[bool]] = {
    people.name: people.c.id == OF,
    accounts.name: accounts.c.person_id == OF,
    homes.name: homes.c.account_id.in_(select(accounts.c.id).where(accounts.c.person_id == OF)),
    enrolments.name: enrolments.c.person_id == OF,
    pauses.name: _of_enrolment(pauses),
    occurrences.name: _of_enrolment(occurrences),
    answers.name: answers.c.occurrence.in_(_OWN_OCCURRENCES),
    goals.name: _of_enrolment(goals),
    works.name: _of_enrolment(works),
    metrics.name: _of_enrolment(metrics),
    matters.name: _of_enrolment(matters),
    notes.name: _of_enrolment(notes),
    flags.name: _of_enrolment(flags),
    announcements.name: announcements.c.author_id == OF,
    conversations.name: conversations.c.person_id == OF,
    timers.name: _of_enrolment(timers),
    codes.name: codes.c.person_id == OF,
    links.name: links.c.person_id == OF,
    deliveries.name: _OWN_DELIVERY,
    parts.name: _OWN_PART,
    contents.name: contents.c.digest.in_(select(parts.c.content).where(_OWN_PART)),
}
"""By table, what tells that a row is about the person, in the order in which they are told of."""

NOT_ABOUT_ANYBODY = frozenset(
    ("meta", "cohorts", "steps", "library", "events", "absences", "audit", "ended_sessions")
)
"""Tables whose rows are about cohorts, programmes or keys, or about what somebody does for the team."""
