"""Overseen: the creators of a cohort whom a mentor or an admin sees, as pages about many of them need it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.chat.text import Say
from bot.domain.attention import needs_attention
from bot.domain.people import EnrolmentState
from bot.domain.wall import local_day
from bot.domain.week_marks import NOTHING, Stand, WeekMark, WeekTally, mark_of, rested_weeks
from bot.engine.guiding import scope_of, stood_in_for
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features.own_creators import SHEET
from bot.features.sights import Sight, sights_of
from bot.store.caseload import Member, Waiting
from bot.store.cohorts import CohortRow
from bot.store.tx import Tx

_ORDER = {mark: place for place, mark in enumerate(WeekMark)}


@dataclass(frozen=True, kw_only=True)
class Overseen:
    """What one reader sees. Whoever has left is not among `creators`, who stand by name, but is a member."""

    tx: Tx
    visit: Visit
    row: CohortRow
    members: tuple[Member, ...]
    everybody: bool
    """Whether these are all of the cohort."""

    @property
    def say(self) -> Say:
        return self.visit.say

    @property
    def plan(self) -> CohortPlan:
        return self.visit.cohort_plan

    @property
    def zone(self) -> str:
        """The reader's."""
        return self.visit.person.person.zone

    @property
    def is_admin(self) -> bool:
        return self.visit.person.person.name in self.plan.admins

    @property
    def weeks(self) -> int:
        """How many the programme has."""
        return len(self.plan.programme.weeks)

    @cached_property
    def creators(self) -> tuple[Member, ...]:
        return tuple(one for one in self.members if one.state is not EnrolmentState.WITHDRAWN)

    @cached_property
    def numbers(self) -> list[int]:
        """By which the database knows the creators."""
        return [one.id for one in self.creators]

    @cached_property
    def sights(self) -> tuple[Sight, ...]:
        """The creators at a glance, who needs somebody most first."""
        return sights_of(self.tx, self.plan, self.row.id, self.creators, self.visit.now)

    @property
    def needy(self) -> tuple[Sight, ...]:
        return tuple(one for one in self.sights if needs_attention(one.glance, self.visit.now))

    @cached_property
    def stands(self) -> Mapping[int, Stand]:
        """Where each of them stands, by number."""
        pauses = self.tx.pauses.of(self.numbers) if self.numbers else {}
        return {
            one.member.id: Stand(
                state=one.member.state,
                week=one.week,
                rested=rested_weeks(self.plan.cohort, self.weeks, pauses[one.member.id]),
            )
            for one in self.sights
        }

    @cached_property
    def tallies(self) -> Mapping[tuple[int, int], WeekTally]:
        """What became of each week, by (enrolment, week)."""
        steps = {step.id for step in self.plan.programme.steps}
        return self.tx.overviews.tallies(self.numbers, steps, self.visit.now)

    @cached_property
    def left(self) -> Mapping[datetime, int]:
        """How many messages left in each quarter of an hour: the cohort's, or a mentor's creators'."""
        overviews = self.tx.overviews
        return overviews.left_in(self.row.id) if self.is_admin else overviews.left_for(self.numbers)

    @cached_property
    def waiting(self) -> list[Waiting]:
        """The open matters that are the reader's, or everybody's to an admin; the oldest first."""
        found = self.tx.caseload.waiting(self.row.id)
        if self.is_admin:
            return found
        me = self.visit.person
        owners = stood_in_for(self.tx, me.id, local_day(self.visit.now, me.person.zone)) | {me.id}
        return [one for one in found if one.owner in owners]

    @cached_property
    def marks(self) -> tuple[tuple[WeekMark | None, ...], ...]:
        """How each week went, a row for each of the creators."""
        weeks, tallies = range(1, self.weeks + 1), self.tallies
        stands = ((one.id, self.stands[one.id]) for one in self.creators)
        return tuple(
            tuple(mark_of(stand, week, tallies.get((number, week), NOTHING)) for week in weeks)
            for number, stand in stands
        )

    def marks_of(self, week: int) -> list[tuple[Member, WeekMark]]:
        """How a week went for those to whom it comes, what wants somebody first, then by name."""
        found = ((one, row[week - 1]) for one, row in zip(self.creators, self.marks, strict=True))
        known = [(one, mark) for one, mark in found if mark is not None]
        return sorted(known, key=lambda pair: _ORDER[pair[1]])


def overseen(tx: Tx, visit: Visit, row: CohortRow) -> Overseen:
    """What whoever came sees: an admin their cohort, a mentor those whom they look after."""
    scope = scope_of(tx, visit.known, visit.cohort_plan, visit.now)
    members: Sequence[Member] = tx.caseload.members(row.id)
    seen = tuple(one for one in members if scope.covers(one.mentor_id, one.id))
    return Overseen(tx=tx, visit=visit, row=row, members=seen, everybody=scope.everybody)


def sheet(one: Member) -> str:
    """The path of a creator's page."""
    return f"{SHEET}/{one.key}"
