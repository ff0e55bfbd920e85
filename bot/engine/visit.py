"""A visit: one event being answered, with everything the engine found out about it."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.event import Event
from bot.chat.text import Say
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.engine.plans import CohortPlan, Plans
from bot.store.enrolments import Enrolled
from bot.store.people import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who came, what it is about, and how to speak to them: plan and entry are in their language."""

    event: Event
    now: datetime
    say: Say
    plans: Plans
    known: Known | None = None
    enrolled: Enrolled | None = None
    plan: CohortPlan | None = None
    entry: LedgerEntry | None = None

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
        """The token of the button or form."""
        token: Token | None = getattr(self.event, "token", None)
        if token is None:
            raise LookupError("this visit has no token")
        return token

    def values(self) -> dict[str, str]:
        """What was filled in: the fields of a form, or the parameters of a command."""
        return dict(getattr(self.event, "values", ()))
