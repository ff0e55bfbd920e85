"""The cast: two cohorts side by side, and one person of each standing, ten days into the programme."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bot.app.build import build
from bot.chat.place import Account, Channel, Place, Platform
from bot.domain.keys import cohort_key
from bot.domain.people import EnrolmentState
from bot.engine.clock import ManualClock
from bot.engine.feature import Who
from bot.engine.plans import CohortPlan, Plans
from bot.store.opening import open_store
from bot.store.tx import Tx
from schedules.pulse import simulate
from tests.builders import JOINED, SECRET, START, a_cohort, a_person, a_programme, an_enrolment, utc

DISCORD = Platform("discord")
NOW = utc("2026-09-17 15:00")
"""A Thursday: a week is over, its check-in is open, and the next one is under way."""
WEEK = timedelta(weeks=1)


class Actor(StrEnum):
    """Who tries it. Ana is the creator about whom everything is; the own mentor is hers."""

    STRANGER = "stranger"
    ANA = "Ana"
    OTHER_CREATOR = "other creator"
    INVITED = "invited creator"
    WITHDRAWN = "withdrawn creator"
    ELSEWHERE = "creator elsewhere"
    OWN_MENTOR = "own mentor"
    OTHER_MENTOR = "other mentor"
    STAND_IN = "stand-in"
    BACKUP = "backup mentor"
    SAFETY = "safety contact"
    ADMIN = "admin"
    OTHER_ADMIN = "admin elsewhere"

    @property
    def account(self) -> Account:
        """By which the chat knows them."""
        return Account(platform=DISCORD, user=self.name.lower())


CREATORS = {
    Actor.ANA: ("autumn", EnrolmentState.ACTIVE, Actor.OWN_MENTOR),
    Actor.OTHER_CREATOR: ("autumn", EnrolmentState.ACTIVE, Actor.OTHER_MENTOR),
    Actor.INVITED: ("autumn", EnrolmentState.INVITED, Actor.OTHER_MENTOR),
    Actor.WITHDRAWN: ("autumn", EnrolmentState.ACTIVE, Actor.OTHER_MENTOR),
    Actor.ELSEWHERE: ("spring", EnrolmentState.ACTIVE, None),
}
"""In which cohort, in which state on the first day, and with which mentor."""


FITTING = {
    Who.ANYBODY: Actor.ANA,
    Who.PERSON: Actor.ANA,
    Who.CREATOR: Actor.ANA,
    Who.MENTOR: Actor.OWN_MENTOR,
    Who.ADMIN: Actor.ADMIN,
}
"""Somebody who may do it to Ana."""


def home(cohort: str) -> Place:
    """The channel of a cohort."""
    return Place(at=Channel(platform=DISCORD, id=cohort))


def _plan(name: str) -> CohortPlan:
    return CohortPlan(
        cohort=a_cohort(name=name, start=START),
        programme=a_programme(),
        fingerprint="one",
        home=(home(name),),
    )


AUTUMN = replace(
    _plan("autumn"),
    mentors=frozenset((Actor.OWN_MENTOR.value, Actor.OTHER_MENTOR.value, Actor.STAND_IN.value)),
    admins=frozenset((Actor.ADMIN.value,)),
    backup_mentor=Actor.BACKUP.value,
    safety_contact=Actor.SAFETY.value,
)
SPRING = replace(_plan("spring"), admins=frozenset((Actor.OTHER_ADMIN.value,)))
PLANS = Plans([AUTUMN, SPRING])


def settle_in(path: Path) -> None:
    """Make the database: everybody comes, ten days pass, one creator leaves, one mentor goes away."""
    asyncio.run(_live(path))


async def _live(path: Path) -> None:
    store = open_store(path, mode="serve", now=JOINED, durability="off", secret=SECRET)
    try:
        await store.write(_come)
        clock, world = ManualClock(JOINED), World(start=JOINED)
        for actor in Actor:
            await world.meet(actor.account)
        chat = MemoryAdapter(world, platform=DISCORD, clock=clock.now)
        app = build(plans=PLANS, store=store, clock=clock, adapters={DISCORD: chat})
        await chat.connect(app.commands, app.door)
        await simulate(clock, app.beats, NOW)
        await store.write(lambda tx: _go(tx, NOW))
    finally:
        await store.close()


def _come(tx: Tx) -> None:
    for plan in (AUTUMN, SPRING):
        name = plan.cohort.name
        tx.cohorts.add(key=cohort_key(name), name=name, fingerprint=plan.fingerprint)
    numbers: dict[Actor, int] = {}
    for actor in Actor:
        if actor is not Actor.STRANGER:
            numbers[actor] = tx.people.add(a_person(actor.value))
            tx.people.add_account(numbers[actor], actor.account, preferred=True)
            tx.people.opened(actor.account, JOINED)
    for actor, (cohort, state, mentor) in CREATORS.items():
        row = tx.cohorts.by_name(cohort)
        assert row is not None
        enrolment = an_enrolment(person=a_person(actor.value), state=state, cohort=cohort)
        tx.enrolments.add(row.id, numbers[actor], enrolment, numbers[mentor] if mentor else None)
        if state is EnrolmentState.ACTIVE:
            found = tx.enrolments.by_key(enrolment.key)
            assert found is not None
            tx.enrolments.join(found.id, JOINED)


def _go(tx: Tx, now: datetime) -> None:
    gone, away = (tx.people.by_name(one.value) for one in (Actor.WITHDRAWN, Actor.OWN_MENTOR))
    stand_in = tx.people.by_name(Actor.STAND_IN.value)
    assert gone is not None
    assert away is not None
    assert stand_in is not None
    tx.enrolments.leave(tx.enrolments.of_person(gone.id)[0].id, now)
    tx.absences.add(away.id, stand_in.id, (now - WEEK).date(), (now + WEEK).date())
