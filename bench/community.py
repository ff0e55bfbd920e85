"""A community: the shipped programme twenty weeks on, with all that so many creators left behind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from bench.past import remember
from bot.app.people import with_creators
from bot.app.plans import plan_of
from bot.chat.place import Account
from bot.config.load import load
from bot.config.roster import Roster, RosterRow
from bot.config.setup import Checked, CohortSetup
from bot.domain.calendar import Occurrence, occurrences
from bot.domain.people import Enrolment, EnrolmentState, Role
from bot.domain.wall import at_time, midnight
from bot.engine.plans import CohortPlan
from bot.features.enrolling import accounts_of, enrol
from bot.store.enrolments import Enrolled
from bot.store.opening import open_store
from bot.store.tx import Tx

CONFIG = Path(__file__).parent.parent / "config.example.toml"
MENTORS = 20
WEEKS_BEHIND = 20
FRIDAY = timedelta(days=-2, hours=-12)
"""Of the last week behind them, at noon: what it asks is still to come, and then the next one's Monday."""
BEFORE = timedelta(days=10)
"""So long before the start everybody joined."""
AT_ONCE = 50
"""So many creators' past is written in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Creator:
    """Somebody in the programme, and who looks after them."""

    name: str
    account: Account
    mentor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Who is there, what the admins wrote, and what time it is."""

    plan: CohortPlan
    now: datetime
    creators: tuple[Creator, ...]
    accounts: dict[str, Account]
    """Everybody's, by name."""

    def monday(self, at: time) -> datetime:
        """The first one to come, at this time of the creators' clocks."""
        cohort = self.plan.cohort
        return at_time(cohort.start + timedelta(weeks=WEEKS_BEHIND), at, cohort.zone)


async def settle_in(path: Path, creators: int) -> Community:
    """Make the database; so many creators have come through the first weeks, and most did most of it."""
    checked = load(CONFIG)
    setup = _setup(checked.cohorts[0], creators)
    plan = plan_of(setup)
    start = midnight(plan.cohort.start, plan.cohort.zone)
    now = start + timedelta(weeks=WEEKS_BEHIND) + FRIDAY
    store = open_store(path, mode="serve", now=start - BEFORE, durability="off")
    try:
        await store.write(lambda tx: _enrol(tx, setup, checked, start - BEFORE))
        everybody = await store.read(lambda tx: _everybody(tx, plan))
        for first in range(0, len(everybody), AT_ONCE):
            some = everybody[first : first + AT_ONCE]
            await store.write(partial(_remember, plan=plan, some=some, now=now))
    finally:
        await store.close()
    accounts = {row.name: accounts_of(setup, row)[0] for row in setup.roster.rows}
    return Community(
        plan=plan,
        now=now,
        creators=tuple(
            Creator(name=row.name, account=accounts[row.name], mentor=row.mentor)
            for row in setup.people(Role.CREATOR)
        ),
        accounts=accounts,
    )


def _setup(example: CohortSetup, creators: int) -> CohortSetup:
    """The example's cohort with so many creators, who live by the same clocks, among twenty mentors."""
    many = with_creators(example, creators)
    mentors = tuple(f"Mentor {number}" for number in range(1, MENTORS + 1))
    taught = {row.name: number for number, row in enumerate(many.people(Role.CREATOR))}
    rows = [
        replace(row, mentor=mentors[taught[row.name] % MENTORS], zone=example.cohort.zone)
        if row.name in taught
        else row
        for row in many.roster.rows
        if row not in many.people(Role.MENTOR)
    ]
    guides = [
        RosterRow(name=name, zone="Europe/London", discord=str(10**17 + number))
        for number, name in enumerate(mentors)
    ]
    settings = many.settings.model_copy(update={"mentors": mentors})
    return replace(many, roster=Roster(rows=(*rows, *guides)), settings=settings)


def _enrol(tx: Tx, setup: CohortSetup, checked: Checked, at: datetime) -> None:
    enrol(tx, setup, checked.quiet)
    cohort = tx.cohorts.by_name(setup.cohort.name)
    assert cohort is not None
    for enrolled in tx.enrolments.of_cohort(cohort.id):
        tx.enrolments.join(enrolled.id, at)
    for known in tx.people.everybody():
        for account in tx.people.accounts(known.id):
            tx.people.opened(account, at)


def _everybody(tx: Tx, plan: CohortPlan) -> list[Enrolled]:
    cohort = tx.cohorts.by_name(plan.cohort.name)
    assert cohort is not None
    return tx.enrolments.of_cohort(cohort.id)


def _remember(tx: Tx, *, plan: CohortPlan, some: Sequence[Enrolled], now: datetime) -> None:
    for enrolled in some:
        remember(tx, plan, enrolled, _past(plan, enrolled.enrolment, now), now)


def _past(plan: CohortPlan, enrolment: Enrolment, now: datetime) -> list[Occurrence]:
    active = replace(enrolment, state=EnrolmentState.ACTIVE)
    return [one for one in occurrences(plan.programme, plan.cohort, active, ()) if one.at < now]
