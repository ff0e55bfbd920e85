"""The residents of the pages: whoever has a password there, and the channels that they read."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from adapters.playground.company import NamedChannel, Someone
from adapters.playground.leads import address
from adapters.playground.lobby import HOME, Visitor
from adapters.playground.programme_contents import BASE
from adapters.playground.shell import Way
from bot.app.plans import channel_on_pages
from bot.chat.place import PLAYGROUND, Account
from bot.domain.keys import cohort_key
from bot.domain.people import Role
from bot.engine.clock import Clock
from bot.engine.plans import CohortPlan, Plans
from bot.features.own_creators import OVERVIEW
from bot.store.people import Known
from bot.store.store import Store
from bot.store.tx import Tx

NEWS_AFTER = timedelta(seconds=10)
"""So old may be what is known of people: a page looks whenever anything changes in any of the rooms."""


class Residents:
    """The company of the pages, where nobody is anybody else."""

    def __init__(self, store: Store, plans: Plans, names: Collection[str], clock: Clock) -> None:
        self._store = store
        self._plans = plans
        self._names = frozenset(names)
        self._clock = clock
        self._looked_at: datetime | None = None
        self._people: Sequence[Someone] = ()
        self._cohorts: Mapping[Account, frozenset[str]] = {}

    def now(self) -> datetime:
        """The time."""
        return self._clock.now()

    async def people(self) -> Sequence[Someone]:
        """Whoever has a password: their names stand above what they write in channels."""
        now = self.now()
        if self._looked_at is None or now - self._looked_at >= NEWS_AFTER:
            self._people, self._cohorts = await self._store.read(self._look)
            self._looked_at = now
        return self._people

    def channels(self, reader: Account) -> Sequence[NamedChannel]:
        """Those of the reader's cohorts."""
        mine = self._cohorts.get(reader, frozenset())
        return [
            NamedChannel(room=channel_on_pages(plan.cohort.name), name=plan.cohort.title)
            for plan in self._plans
            if plan.cohort.name in mine
        ]

    async def settled(self) -> None:
        """Nothing is waited for: what comes is shown when it comes."""

    async def visitor(self, account: Account) -> Visitor | None:
        """Who has signed in, and what is theirs to open."""
        known = await self._store.read(lambda tx: tx.people.by_account(account))
        return None if known is None else _visitor(self._plans, known, account)

    def _look(self, tx: Tx) -> tuple[Sequence[Someone], Mapping[Account, frozenset[str]]]:
        known = tx.people.named(self._names)
        names = {row.id: row.name for row in tx.cohorts.all()}
        cohorts = {
            _account(one): frozenset(
                names[enrolled.cohort_id] for enrolled in tx.enrolments.of_person(one.id)
            ).union(plan.cohort.name for plan in _led(self._plans, one))
            for one in known
        }
        return [_someone(self._plans, one) for one in known], cohorts


def _account(known: Known) -> Account:
    """Their account of the playground, which they have from the first time that they sign in."""
    return Account(platform=PLAYGROUND, user=known.person.key)


def _someone(plans: Plans, known: Known) -> Someone:
    person, led = known.person, _led(plans, known)
    role = Role.CREATOR
    if led:
        role = Role.ADMIN if any(person.name in plan.admins for plan in led) else Role.MENTOR
    return Someone(
        name=person.name, account=_account(known), role=role.value, zone=person.zone, language=person.language
    )


def _led(plans: Plans, known: Known) -> list[CohortPlan]:
    """The cohorts that somebody looks after, in whatever role."""
    name = known.person.name
    return [
        plan
        for plan in plans
        if name in plan.mentors | plan.admins or name in (plan.backup_mentor, plan.safety_contact)
    ]


def _visitor(plans: Plans, known: Known, account: Account) -> Visitor:
    name, led = known.person.name, _led(plans, known)
    steered = [plan.cohort.name for plan in led if name in plan.admins]
    ways = [Way("Chat", "/")] if account.platform == PLAYGROUND else []
    ways.append(Way("Home", HOME))
    several = len(led) > 1
    ways += [
        Way(plan.cohort.title if several else "Cohort", address(f"{OVERVIEW}/{cohort_key(plan.cohort.name)}"))
        for plan in led
    ]
    if steered:
        ways.append(Way("Programme", f"{BASE}?cohort={steered[0]}"))
    return Visitor(name=name, ways=tuple(ways), programmes=frozenset(steered))
