"""Whether somebody may do what they want to: decided here, before any handler runs."""

from dataclasses import dataclass, replace
from typing import assert_never

from bot.chat.event import CommandUsed, FormSubmitted
from bot.chat.reply import Refuse
from bot.chat.text import Say, Slash, Text
from bot.domain.people import EnrolmentState
from bot.engine.creators import NotFound, find_creator
from bot.engine.feature import About, CommandRoute, Intent, PageRoute, TokenRoute, Who
from bot.engine.guiding import scope_of
from bot.engine.plans import CohortPlan
from bot.engine.routes import Route
from bot.engine.subject import (
    ENROLLED,
    led,
    narrowed,
    others_channel,
    own_places,
    with_enrolment,
    with_own,
    with_subject,
)
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A try that was refused: it is answered, and put on record. `subject` is the key that it was about."""

    reply: Refuse
    actor: str
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """The person may, but in several cohorts: which one is asked."""

    visit: Visit
    cohorts: tuple[CohortPlan, ...]


Unplaced = CommandRoute | PageRoute | Intent
"""Routes that need not name what they are about."""
Admission = Visit | Unclear | Refused | Refuse


def admit(tx: Tx, visit: Visit, route: Route) -> Admission:
    """The visit with everything that was found out, a question, or a refusal.

    A plain Refuse is no matter of authority: a name that nobody has.
    """
    visit = _met(tx, visit)
    match route:
        case TokenRoute(about=about):
            return _allowed(tx, with_subject(tx, visit, about), route)
        case PageRoute(about=about) if about is not None:
            return _allowed(tx, with_subject(tx, visit, about), route)
        case CommandRoute() | PageRoute() | Intent():
            return _by_place(tx, visit, route)
        case never:
            assert_never(never)


def not_known(say: Say) -> Text:
    """What a stranger is told."""
    return say(
        "I don't know this account yet. If the programme's team gave you a joining code, write it to me in "
        "private; else ask them to put you on the roster."
    )


def _met(tx: Tx, visit: Visit) -> Visit:
    """Who came, and in what language to speak to them."""
    known = tx.people.by_account(visit.event.account)
    if known is None:
        return replace(visit, say=wording(visit.event.seen.locale or "en"))
    return replace(visit, known=known, say=wording(known.person.language))


def _by_place(
    tx: Tx, visit: Visit, route: CommandRoute | PageRoute | Intent
) -> Visit | Unclear | Refused | Refuse:
    """What names no subject is about the person's own cohort, or that of the channel."""
    match route.who:
        case Who.ANYBODY | Who.PERSON:
            return _allowed(tx, with_own(tx, visit), route)
        case Who.CREATOR:
            return _own(tx, visit, route)
        case Who.MENTOR | Who.ADMIN:
            return _leading(tx, visit, route)
        case never:
            assert_never(never)


def _own(
    tx: Tx, visit: Visit, route: CommandRoute | PageRoute | Intent
) -> Visit | Unclear | Refused | Refuse:
    mine = {one.cohort: one for one in own_places(tx, visit)}
    plans = narrowed(visit, [plan for plan in visit.plans if plan.cohort.name in mine])
    if len(plans) > 1 and isinstance(visit.event, CommandUsed | FormSubmitted):
        return Unclear(visit=visit, cohorts=tuple(plans))
    if not plans:
        return _allowed(tx, with_own(tx, visit), route)
    # What is typed can't be asked back: of several cohorts it is about the newest.
    names = {plan.cohort.name for plan in plans}
    newest = [one for name, one in mine.items() if name in names][-1]
    return _allowed(tx, with_enrolment(visit, newest), route)


def _leading(
    tx: Tx, visit: Visit, route: CommandRoute | PageRoute | Intent
) -> Visit | Unclear | Refused | Refuse:
    leading = led(visit, route.who)
    plans = narrowed(visit, leading)
    if not plans or others_channel(visit, leading):
        return _refused(visit, _not_leading(visit, route.who))
    named = visit.values().get(route.creator, "") if isinstance(route, CommandRoute) and route.creator else ""
    if named:
        found = find_creator(tx, visit, named, plans)
        if isinstance(found, NotFound):
            return found.reply
        return _allowed(tx, with_enrolment(visit, found), route)
    if len(plans) > 1 and isinstance(visit.event, CommandUsed | FormSubmitted):
        return Unclear(visit=visit, cohorts=tuple(plans))
    return _in_language(replace(visit, plan=plans[-1]))


def _allowed(tx: Tx, visit: Visit, route: Route) -> Visit | Refused:
    """The visit in the person's language, or the refusal."""
    problem = _problem(tx, visit, route)
    return _in_language(visit) if problem is None else _refused(visit, problem)


def _problem(tx: Tx, visit: Visit, route: Route) -> Text | None:
    """Why they may not; None if they may."""
    if route.who is Who.ANYBODY:
        return None
    if visit.known is None:
        return not_known(visit.say)
    match route.who:
        case Who.PERSON:
            own_key = not isinstance(route, TokenRoute | PageRoute) or route.about is not About.PERSON
            mine = visit.enrolled is None or visit.enrolled.person_id == visit.known.id
            if mine and (own_key or visit.token.subject == visit.known.person.key):
                return None
            return _not_yours(visit)
        case Who.CREATOR:
            return _no_creator(visit, route)
        case Who.MENTOR:
            if visit.plan is not None and visit.enrolled is not None:
                scope = scope_of(tx, visit.known, visit.plan, visit.now)
                if scope.covers(visit.enrolled.mentor_id, visit.enrolled.id):
                    return None
                return _others_creator(visit) if isinstance(route, CommandRoute) else _not_yours(visit)
            leads = visit.plan is not None and visit.plan in led(visit, Who.MENTOR)
            return None if leads else _not_yours(visit)
        case Who.ADMIN:
            leads = visit.plan is not None and visit.known.person.name in visit.plan.admins
            return None if leads else _not_leading(visit, Who.ADMIN)
        case never:
            assert_never(never)


def _no_creator(visit: Visit, route: Route) -> Text | None:
    enrolled = visit.enrolled
    if enrolled is None and isinstance(route, CommandRoute | Intent):
        return visit.say(
            "That is for the creators of the programme. {command} lists what you can use.",
            command=Slash("program help"),
        )
    if visit.known is None or enrolled is None or visit.plan is None or enrolled.person_id != visit.known.id:
        return _not_yours(visit)
    match enrolled.enrolment.state:
        case EnrolmentState.INVITED:
            return visit.say("You aren't in yet. Press Join in the programme's channel, and we begin.")
        case EnrolmentState.WITHDRAWN:
            return visit.say("You are no longer in this programme. To come back, press Join in its channel.")
        case state:
            return None if state in ENROLLED else _not_yours(visit)


def _not_yours(visit: Visit) -> Text:
    return visit.say("That isn't yours to use.")


def _others_creator(visit: Visit) -> Text:
    """To a mentor who named somebody: what they typed is no secret to them."""
    return visit.say(
        "That creator is not among yours: somebody else looks after {name}.",
        name=visit.creator.enrolment.person.name,
    )


def _not_leading(visit: Visit, who: Who) -> Text:
    if visit.known is None:
        return not_known(visit.say)
    if who is Who.ADMIN:
        return visit.say("That is for the admins of the programme. The team names them in its configuration.")
    return visit.say("That is for the mentors of the programme. The team names them in its configuration.")


def _refused(visit: Visit, text: Text) -> Refused:
    actor = f"stranger on {visit.event.account.platform}" if visit.known is None else visit.known.person.key
    subject = "" if visit.enrolled is None else visit.enrolled.enrolment.key
    return Refused(reply=Refuse(text), actor=actor, subject=subject)


def _in_language(visit: Visit) -> Visit:
    """The programme's words in the language of whoever came."""
    if visit.plan is None or visit.known is None:
        return visit
    plan = visit.plan.in_language(visit.known.person.language)
    if plan is visit.plan and visit.entry is None:
        return visit
    return replace(visit, plan=plan, entry=visit.entry and plan.told(visit.entry))
