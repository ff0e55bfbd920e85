"""Whose creators somebody looks after in a cohort, and who does in their place while they are away."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.wall import local_day
from bot.engine.plans import CohortPlan
from bot.store.people import Known
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everybody's creators, or those of these mentors, and these enrolments besides (all by number)."""

    everybody: bool = False
    mentors: frozenset[int] = frozenset()
    enrolments: frozenset[int] = frozenset()

    def covers(self, mentor: int | None, enrolment: int) -> bool:
        """Whether a creator with this mentor and enrolment is looked after."""
        return self.everybody or mentor in self.mentors or enrolment in self.enrolments


def scope_of(tx: Tx, known: Known | None, plan: CohortPlan, now: datetime) -> Scope:
    """Whom a person looks after in a cohort: also whoever an open matter in their queue is about."""
    if known is None:
        return Scope()
    name = known.person.name
    if name in plan.admins or (plan.mentors_see_all and name in plan.mentors):
        return Scope(everybody=True)
    if name not in plan.mentors and name not in (plan.backup_mentor, plan.safety_contact):
        return Scope()
    owners = stood_in_for(tx, known.id, local_day(now, known.person.zone)) | {known.id}
    guides = name in plan.mentors or name == plan.backup_mentor
    return Scope(mentors=owners if guides else frozenset(), enrolments=tx.matters.looked_after(owners))


def stood_in_for(tx: Tx, person: int, day: date) -> frozenset[int]:
    """Those in whose place a person acts on a day: also those for whom they would have stood in."""
    found: set[int] = set()
    new = {person}
    while new:
        new = {one for each in new for one in tx.absences.stood_in_for(each, day)} - found - {person}
        found |= new
    return frozenset(found)


def stand_in(tx: Tx, person: int, now: datetime) -> int:
    """Who acts in a person's place now: they themselves, unless they are away."""
    passed: set[int] = set()
    while person not in passed:
        passed.add(person)
        known = tx.people.by_id(person)
        other = None if known is None else tx.absences.stand_in(person, local_day(now, known.person.zone))
        person = person if other is None or other in passed else other
    return person
