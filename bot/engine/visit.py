"""A visit: one event being answered, with everything the engine found out about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.chat.event import CommandUsed, Event, FormSubmitted, PageOpened
from bot.chat.text import Say
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.engine.plans import CohortPlan, Plans
from bot.engine.wording import ENGLISH
from bot.store.enrolments import Enrolled
from bot.store.people import Known

if TYPE_CHECKING:
    from bot.engine.feature import CommandRoute, Intent


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who came, what it is about, and how to speak to them: plan and entry are in their language.

    `room` is the private channel that they came from, if a chat has such; `known` is who came; `enrolled` is
    the creator whom it is about, who may be somebody else. `given` are the values that were found in
    something typed; `intents` is all that can be said by typing, `commands` all that can be used.
    """

    event: Event
    now: datetime
    say: Say
    plans: Plans
    room: str | None = None
    known: Known | None = None
    enrolled: Enrolled | None = None
    plan: CohortPlan | None = None
    entry: LedgerEntry | None = None
    given: Mapping[str, str] | None = None
    intents: tuple[Intent, ...] = ()
    commands: tuple[CommandRoute, ...] = ()

    @property
    def language(self) -> str:
        """What `say` speaks to them in."""
        return self.event.seen.locale or ENGLISH if self.known is None else self.known.person.language

    @property
    def person(self) -> Known:
        """Who came; only handlers that are not for anybody may ask."""
        if self.known is None:
            raise LookupError("this visit is by nobody who is on record")
        return self.known

    @property
    def creator(self) -> Enrolled:
        """The enrolment that it is about; only handlers for creators may ask."""
        if self.enrolled is None:
            raise LookupError("this visit is not about an enrolment")
        return self.enrolled

    @property
    def cohort_plan(self) -> CohortPlan:
        """The plan of that enrolment's cohort."""
        if self.plan is None:
            raise LookupError("this visit is not about a cohort")
        return self.plan

    @property
    def occurrence(self) -> LedgerEntry:
        """The occurrence that the token names."""
        if self.entry is None:
            raise LookupError("this visit is not about an occurrence")
        return self.entry

    @property
    def token(self) -> Token:
        """The token of the button or form, or the path of the page."""
        if isinstance(self.event, PageOpened):
            token = Token.of_path(self.event.path)
        else:
            token = getattr(self.event, "token", None)
        if token is None:
            raise LookupError("this visit has no token")
        return token

    def values(self) -> dict[str, str]:
        """What was filled in: the fields of a form, the parameters of a command, the slots of a text."""
        if self.given is not None:
            return dict(self.given)
        match self.event:
            case CommandUsed(values=values) | FormSubmitted(values=values):
                return dict(values)
            case _:
                return {}
