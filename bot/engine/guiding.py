"""Whose creators somebody looks after in a cohort: their own, those of a mentor who is away, or all."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.wall import local_day
from bot.engine.plans import CohortPlan
from bot.store.people import Known
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everybody's creators, or those of these mentors (by number)."""

    everybody: bool = False
    mentors: frozenset[int] = frozenset()

    def covers(self, mentor: int | None) -> bool:
        """Whether a creator with this mentor is looked after."""
        return self.everybody or mentor in self.mentors


def scope_of(tx: Tx, known: Known | None, plan: CohortPlan, now: datetime) -> Scope:
    """Whom a person looks after in a cohort."""
    if known is None:
        return Scope()
    name = known.person.name
    if name in plan.admins or (plan.mentors_see_all and name in plan.mentors):
        return Scope(everybody=True)
    if name not in plan.mentors and name != plan.backup_mentor:
        return Scope()
    away = tx.absences.stood_in_for(known.id, local_day(now, known.person.zone))
    return Scope(mentors=away | {known.id})
