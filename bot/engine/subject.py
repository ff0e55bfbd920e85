"""What a click, a page or a command is about: the cohort, the creator, the occurrence that it names."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from bot.domain.people import EnrolmentState
from bot.engine.feature import About, OfCohort, OfEnrolment, Owner, Who
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.store.cohorts import CohortRow
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

ENROLLED = (EnrolmentState.ACTIVE, EnrolmentState.PAUSED, EnrolmentState.COMPLETED)


def with_subject(tx: Tx, visit: Visit, about: About | Owner) -> Visit:
    """The visit with what the token names; unchanged where there is no such thing."""
    subject = visit.token.subject
    match about:
        case About.COHORT:
            return _with_cohort(tx, visit, tx.cohorts.by_key(subject))
        case About.ENROLMENT:
            return with_enrolment(visit, tx.enrolments.by_key(subject))
        case About.OCCURRENCE:
            found = tx.occurrences.by_key(subject)
            if found is None:
                return visit
            number, entry = found
            return replace(with_enrolment(visit, tx.enrolments.by_id(number)), entry=entry)
        case About.PERSON:
            return with_own(tx, visit)
        case _:
            return _with_owner(tx, visit, about(tx, subject))


def _with_owner(tx: Tx, visit: Visit, owner: OfEnrolment | OfCohort | None) -> Visit:
    match owner:
        case None:
            return visit
        case OfEnrolment(number):
            return with_enrolment(visit, tx.enrolments.by_id(number))
        case OfCohort(number):
            return _with_cohort(tx, visit, tx.cohorts.by_id(number))
        case never:
            assert_never(never)


def _with_cohort(tx: Tx, visit: Visit, row: CohortRow | None) -> Visit:
    if row is None:
        return visit
    enrolled = next((one for one in _of_person(tx, visit) if one.cohort_id == row.id), None)
    return replace(visit, plan=visit.plans.get(row.name), enrolled=enrolled)


def with_enrolment(visit: Visit, enrolled: Enrolled | None) -> Visit:
    """The visit about a creator's place in a cohort."""
    if enrolled is None:
        return visit
    return replace(visit, enrolled=enrolled, plan=visit.plans.get(enrolled.cohort))


def with_own(tx: Tx, visit: Visit) -> Visit:
    """The visit about the newest place in a cohort that its person has, an open one before others."""
    mine = own_places(tx, visit) or _of_person(tx, visit)
    return with_enrolment(visit, mine[-1] if mine else None)


def own_places(tx: Tx, visit: Visit) -> list[Enrolled]:
    """The places in cohorts that the person has now, oldest first."""
    return [one for one in _of_person(tx, visit) if one.enrolment.state in ENROLLED]


def led(visit: Visit, who: Who) -> list[CohortPlan]:
    """The cohorts in which the person is a mentor, or an admin."""
    if visit.known is None:
        return []
    name = visit.known.person.name
    return [
        plan
        for plan in visit.plans
        if name in plan.admins or (who is Who.MENTOR and name in plan.mentors | _behind(plan))
    ]


def _behind(plan: CohortPlan) -> frozenset[str]:
    """Who stands behind the mentors, mentor or not."""
    return frozenset(name for name in (plan.backup_mentor, plan.safety_contact) if name is not None)


def narrowed(visit: Visit, plans: Sequence[CohortPlan]) -> list[CohortPlan]:
    """Those that the command names or in whose channel it was used; else all of them."""
    named = visit.values().get("cohort", "")
    chosen = [plan for plan in plans if plan.cohort.name == named]
    return chosen or [plan for plan in plans if _is_at_home(visit, plan)] or list(plans)


def others_channel(visit: Visit, plans: Sequence[CohortPlan]) -> bool:
    """Whether it was used in the channel of a cohort that is none of these."""
    at_home = [plan for plan in visit.plans if _is_at_home(visit, plan)]
    return bool(at_home) and not any(plan in plans for plan in at_home)


def _is_at_home(visit: Visit, plan: CohortPlan) -> bool:
    return any(place.at == visit.event.place.at for place in plan.home)


def _of_person(tx: Tx, visit: Visit) -> list[Enrolled]:
    return tx.enrolments.of_person(visit.known.id) if visit.known is not None else []
