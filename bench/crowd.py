"""A crowd: a database with a cohort of any size, whose creators wait for a notice each week."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from bot.chat.place import Account, Platform
from bot.chat.token import key_of
from bot.domain.cohort import Cohort
from bot.domain.keys import cohort_key, enrolment_key
from bot.domain.people import Enrolment, EnrolmentState, Person, QuietHours
from bot.domain.programme import (
    Audience,
    Backfill,
    IfPast,
    Notice,
    OnDayOff,
    Phase,
    Programme,
    Step,
    StepKind,
    Week,
)
from bot.engine.plans import CohortPlan, Plans
from bot.store.opening import open_store
from bot.store.store import Store
from bot.store.tx import Tx

CHAT = Platform("discord")
START = date(2026, 3, 2)
BEFORE = datetime(2026, 3, 1, 12, tzinfo=UTC)
"""Everybody has joined, and nothing is due."""
NOTICE_AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
"""When the notice is due to everybody."""
JOINED = BEFORE - timedelta(days=3)
BATCH = 1_000
_NEVER_QUIET = QuietHours(start=time(0), end=time(0))

WEEKS = 26


def _notice(week: int) -> Step:
    return Step(
        id=f"news-{week}",
        kind=StepKind.NOTICE,
        title=f"News of week {week}",
        week=week,
        weekday=2,
        time=time(12),
        content=Notice(text="Office hours are on Tuesday. Bring one question, and one thing that went well."),
        on_day_off=OnDayOff.KEEP,
        late_after=timedelta(days=2),
        if_past=IfPast.SKIP,
        backfill=Backfill.NONE,
        audience=Audience(),
    )


PLAN = CohortPlan(
    cohort=Cohort(name="bench", title="Bench", zone="UTC", start=START),
    programme=Programme(
        name="bench",
        title="Bench",
        phases=(Phase(name="all", title="All", first_week=1, last_week=WEEKS),),
        tracks=(),
        weeks=tuple(Week(number=week, title=str(week)) for week in range(1, WEEKS + 1)),
        steps=tuple(_notice(week) for week in range(1, WEEKS + 1)),
        fingerprint="one",
    ),
    fingerprint="one",
)
PLANS = Plans([PLAN])
KEY = cohort_key(PLAN.cohort.name)


def account(number: int) -> Account:
    """The account of a creator."""
    return Account(platform=CHAT, user=str(10**17 + number))


async def settle_in(
    path: Path, creators: int, *, waiting: int | None = None, accounts: Sequence[Account] | None = None
) -> None:
    """Make a database in which so many creators are active; `waiting` of them (else all) await NOTICE_AT.

    Those are on Discord, unless their accounts are given.
    """
    store = open_store(path, mode="serve", now=BEFORE, durability="off")
    try:
        await store.write(lambda tx: tx.cohorts.add(key=KEY, name=PLAN.cohort.name, fingerprint="one"))
        for first in range(0, creators, BATCH):
            numbers = range(first, min(first + BATCH, creators))
            theirs = {number: accounts[number] if accounts else account(number) for number in numbers}
            await store.write(partial(_join, accounts=theirs, waiting=waiting or creators))
    finally:
        await store.close()


def _join(tx: Tx, *, accounts: Mapping[int, Account], waiting: int) -> None:
    cohort = tx.cohorts.by_name(PLAN.cohort.name)
    assert cohort is not None
    for number, own in accounts.items():
        key = key_of("creator", str(number))
        person = Person(key=key, name=f"Creator {number}", zone="UTC", quiet=_NEVER_QUIET)
        row = tx.people.add(person)
        tx.people.add_account(row, own, preferred=True)
        enrolment = Enrolment(
            key=enrolment_key(KEY, key),
            person=person,
            state=EnrolmentState.ACTIVE,
            platform=own.platform,
            track="education",
            nonprofit="Room to Read",
            joined_at=JOINED,
        )
        tx.enrolments.add(cohort.id, row, enrolment, None)
        mine = tx.enrolments.by_key(enrolment.key)
        assert mine is not None
        due = NOTICE_AT if number < waiting else NOTICE_AT + timedelta(weeks=1)
        tx.planned.set_next_due([(mine.id, due)])


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Store]:
    """The store as a running bot has it: a commit is on the disk."""
    store = open_store(path, mode="serve", now=BEFORE)
    try:
        yield store
    finally:
        await store.close()
