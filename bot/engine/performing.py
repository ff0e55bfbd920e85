"""Performing: somebody is admitted, and the handler of a route answers them, in one transaction."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.chat.event import CommandUsed, FormSubmitted, PageOpened
from bot.chat.page import said
from bot.chat.reply import Refuse, Replace, Reply, Say, Show
from bot.engine.asking import ask_for, missing, problems_of
from bot.engine.authority import Refused, Unclear, admit
from bot.engine.feature import CommandRoute, Handler, Intent
from bot.engine.routes import Route
from bot.engine.visit import Visit
from bot.store.tx import Tx


def perform(tx: Tx, visit: Visit, route: Route, run: Handler) -> Reply | Refused:
    """The answer, or the refusal that is still to be put on record."""
    admitted = admit(tx, visit, route)
    match admitted:
        case Refused() | Refuse():
            return admitted
        case Unclear(visit=asker, cohorts=cohorts):
            if not isinstance(route, CommandRoute):
                raise TypeError(f"only a command can be about several cohorts, not {route}")
            return ask_for(route.command, asker.values(), asker.say, asker.language, cohorts)
        case Visit():
            lacking = _lacking(admitted, route)
            return _seen_by_one(run(tx, admitted), visit, route) if lacking is None else lacking
        case never:
            assert_never(never)


def perform_intent(tx: Tx, visit: Visit, intent: Intent, given: Mapping[str, str]) -> Reply:
    """The answer to something typed that was understood; a refusal is put on record."""
    answer = perform(tx, replace(visit, given=given), intent, intent.run)
    return recorded(tx, visit, intent, answer)


def recorded(tx: Tx, visit: Visit, route: Route, answer: Reply | Refused) -> Reply:
    """The reply; a refused try is audited."""
    if not isinstance(answer, Refused):
        return answer
    action = route.command.name if isinstance(route, CommandRoute) else _word(route)
    tx.audit.add(at=visit.now, actor=answer.actor, action=action, subject=answer.subject, outcome="refused")
    return answer.reply


def _word(route: Route) -> str:
    match route:
        case CommandRoute(command=command):
            return command.name
        case Intent(name=name):
            return name
        case _:
            return route.word


def _lacking(visit: Visit, route: Route) -> Reply | None:
    """The question for what a command lacks; None if nothing does."""
    if not isinstance(route, CommandRoute):
        return None
    values = visit.values()
    lacking = missing(route.command, values)
    match visit.event:
        case _ if not lacking:
            return None
        case CommandUsed():
            return ask_for(route.command, values, visit.say, visit.language)
        case FormSubmitted():
            return Refuse(visit.say("Something is missing."), problems_of(lacking, visit.say))
        case _:
            return Refuse(visit.say("Something is missing."))


def _seen_by_one(reply: Reply, visit: Visit, route: Route) -> Reply:
    """The reply, which only its asker sees: what is about one person is never put into a channel.

    Raises ValueError for a handler that answers a private command in public.
    """
    if isinstance(reply, Replace) and (not visit.event.place.private or isinstance(visit.event, PageOpened)):
        return Say(reply.message)
    if isinstance(reply, Show) and isinstance(visit.event, FormSubmitted):
        return Say(said(reply.page))  # No chat opens a page after a form.
    if (
        isinstance(reply, Say)
        and not reply.private
        and (not isinstance(route, CommandRoute) or route.command.private)
    ):
        raise ValueError("a private command is answered in private")
    return reply
