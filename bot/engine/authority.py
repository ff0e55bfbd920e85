"""Who somebody is, what their click is about, and whether they may: decided before any handler runs."""

from dataclasses import replace
from typing import assert_never

from bot.chat.reply import Refuse
from bot.chat.text import Say, Text
from bot.domain.people import EnrolmentState
from bot.engine.feature import About, TokenRoute, Who
from bot.engine.routes import Route
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

ENROLLED = (EnrolmentState.ACTIVE, EnrolmentState.PAUSED, EnrolmentState.COMPLETED)


def admit(tx: Tx, visit: Visit, route: Route) -> Visit | Refuse:
    """The visit with everything that was found out, or a refusal."""
    known = tx.people.by_account(visit.event.account)
    if known is not None:
        visit = replace(visit, known=known, say=wording(known.person.language))
    visit = _with_token(tx, visit, route.about) if isinstance(route, TokenRoute) else _with_cohort(tx, visit)
    visit = _in_language(visit)
    match route.who:
        case Who.ANYBODY:
            return visit
        case Who.CREATOR:
            return _creator(visit)
        case never:
            assert_never(never)


def _with_token(tx: Tx, visit: Visit, about: About) -> Visit:
    """The cohort, enrolment or occurrence that a token names."""
    subject = visit.token.subject
    match about:
        case About.COHORT:
            row = tx.cohorts.by_key(subject)
            if row is None:
                return visit
            mine = _of_person(tx, visit)
            enrolled = next((one for one in mine if one.cohort_id == row.id), None)
            return replace(visit, plan=visit.plans.get(row.name), enrolled=enrolled)
        case About.ENROLMENT:
            return _with_enrolment(tx, visit, tx.enrolments.by_key(subject))
        case About.OCCURRENCE:
            found = tx.occurrences.by_key(subject)
            if found is None:
                return visit
            number, entry = found
            return replace(_with_enrolment(tx, visit, tx.enrolments.by_id(number)), entry=entry)
        case never:
            assert_never(never)


def _with_enrolment(tx: Tx, visit: Visit, enrolled: Enrolled | None) -> Visit:
    if enrolled is None:
        return visit
    return replace(visit, enrolled=enrolled, plan=visit.plans.get(enrolled.cohort))


def _with_cohort(tx: Tx, visit: Visit) -> Visit:
    """A command acts on the person's only open enrolment, else on the newest."""
    mine = _of_person(tx, visit)
    current = [one for one in mine if one.enrolment.state in ENROLLED]
    chosen = (current or mine)[-1:]
    return _with_enrolment(tx, visit, chosen[0] if chosen else None)


def _in_language(visit: Visit) -> Visit:
    """The programme's words in the language of whoever came."""
    if visit.plan is None or visit.known is None:
        return visit
    plan = visit.plan.in_language(visit.known.person.language)
    return replace(visit, plan=plan, entry=visit.entry and plan.told(visit.entry))


def _of_person(tx: Tx, visit: Visit) -> list[Enrolled]:
    return tx.enrolments.of_person(visit.known.id) if visit.known is not None else []


def _creator(visit: Visit) -> Visit | Refuse:
    if visit.known is None:
        return Refuse(not_known(visit.say))
    enrolled = visit.enrolled
    if enrolled is None or visit.plan is None or enrolled.person_id != visit.known.id:
        return Refuse(visit.say("That isn't yours to use."))
    if enrolled.enrolment.state not in ENROLLED:
        return Refuse(
            visit.say("You aren't in this programme at the moment. To come in, press Join in its channel.")
        )
    return visit


def not_known(say: Say) -> Text:
    """What a stranger is told."""
    return say("I don't know this account yet. Ask the programme's team to put it on the roster.")
