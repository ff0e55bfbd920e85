"""The company of the playground: who is there and where they are, as its pages tell it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.playground.company import NamedChannel, Reached, Someone, Week
from bot.chat.place import Account, Channel
from bot.chat.text import plain
from bot.config.roster import RosterRow
from bot.config.setup import CohortSetup
from bot.domain.people import EnrolmentState, Role
from bot.domain.wall import local_day
from bot.domain.weeks import week_on
from bot.engine.plans import CohortPlan
from bot.engine.wording import ENGLISH, wording
from bot.features.enrolling import accounts_of
from bot.features.sights import state_word
from bot.store.enrolments import TRAVELLING
from bot.store.tx import Tx

TEAM = (Role.ADMIN, Role.MENTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Somebody of the roster, as who they are and by the account that they are written to."""

    row: RosterRow
    role: Role
    account: Account


def met_of(setup: CohortSetup) -> tuple[Met, ...]:
    """The team, then the creators; whoever no chat knows can't be met."""
    return tuple(
        Met(row=row, role=role, account=accounts[0])
        for role in (*TEAM, Role.CREATOR)
        for row in setup.people(role)
        if (accounts := accounts_of(setup, row))
    )


def people_of(
    tx: Tx, met: Sequence[Met], plan: CohortPlan, by_hand: frozenset[str], now: datetime
) -> Sequence[Someone]:
    """Everybody as they are by now."""
    standing = _standings(tx, plan, now)
    known = {one.person.name: one.person for one in tx.people.everybody()}
    return [
        Someone(
            name=row.name,
            account=part.account,
            role=part.role.value,
            zone=person.zone if person else row.zone,
            language=person.language if person else row.language,
            standing=standing.get(row.name, "") if part.role is Role.CREATOR else "",
            by_hand=row.name in by_hand,
        )
        for part in met
        for row, person in ((part.row, known.get(part.row.name)),)
    ]


def _standings(tx: Tx, plan: CohortPlan, now: datetime) -> dict[str, str]:
    """Where each creator is, in a word or two."""
    say = wording(ENGLISH)
    return {
        name: f"week {week}" if week else plain(state_word(state, say))
        for name, state, week in _whereabouts(tx, plan, now)
    }


def weeks_of(tx: Tx, plan: CohortPlan, now: datetime) -> Sequence[Week]:
    """The weeks of the programme, and which creators are in each."""
    here: dict[int, list[str]] = {}
    for name, _, week in _whereabouts(tx, plan, now):
        here.setdefault(week, []).append(name)
    steps: dict[int, list[str]] = {}
    for step in plan.programme.steps:
        steps.setdefault(step.week, []).append(step.title)
    # After the last week comes one more, in which all of them are behind.
    current = week_on(plan.cohort, len(plan.programme.weeks) + 1, (), local_day(now, plan.cohort.zone))
    return [
        Week(
            number=number,
            phase=plan.programme.phase_of(number).title,
            title=week.title,
            steps=tuple(steps.get(number, ())),
            here=tuple(here.get(number, ())),
            reached=_reached(number, current),
        )
        for number, week in enumerate(plan.programme.weeks, 1)
    ]


def _reached(number: int, current: int) -> Reached:
    if number == current:
        return Reached.NOW
    return Reached.BEHIND if number < current else Reached.AHEAD


def _whereabouts(tx: Tx, plan: CohortPlan, now: datetime) -> Iterator[tuple[str, EnrolmentState, int]]:
    """Each creator's name, state and week; week 0 is before the first, or for who is not under way."""
    row = tx.cohorts.by_name(plan.cohort.name)
    members = [] if row is None else tx.caseload.members(row.id)
    pauses = tx.pauses.of([one.id for one in members]) if members else {}
    weeks = len(plan.programme.weeks)
    for one in members:
        under_way = one.state in TRAVELLING
        today = local_day(now, one.zone)
        week = week_on(plan.cohort, weeks, pauses[one.id], today) if under_way else 0
        yield one.name, one.state, week


def channels_of(plan: CohortPlan) -> Sequence[NamedChannel]:
    """The channels of a cohort, called by their chats."""
    return [
        NamedChannel(room=place.at, name=f"{plan.cohort.name} on {place.platform.capitalize()}")
        for place in plan.home
        if isinstance(place.at, Channel)
    ]
