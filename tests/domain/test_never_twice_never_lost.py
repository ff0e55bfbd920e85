"""Whatever a creator and the admins do, nothing comes twice, and nothing vanishes without a reason."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import assert_never

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.domain.decide import Skipped
from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import EnrolmentState
from bot.domain.programme import Audience, Backfill, IfPast, OnDayOff, Repeat, Step, StepKind
from bot.domain.wall import at_time, local_day
from tests.builders import START, a_cohort, a_pause, a_programme, a_step, an_enrolment
from tests.domain.ledger import Entry, Ledger
from tests.domain.strategies import TIMES, WORKING_DAYS, ZONES

WEEKS = 6
LATE = timedelta(days=21)
KINDS = (StepKind.LESSON, StepKind.CHECK_IN, StepKind.MEETING, StepKind.NOTICE)


@st.composite
def any_step(draw: st.DrawFn, id: str, replaces: str | None = None) -> Step:
    week = draw(st.integers(1, WEEKS))
    return a_step(
        id,
        draw(st.sampled_from(KINDS)),
        week=week,
        weekday=draw(st.integers(0, 6)),
        at=draw(TIMES),
        on_day_off=draw(st.sampled_from(OnDayOff)),
        if_past=draw(st.sampled_from(IfPast)),
        backfill=draw(st.sampled_from(Backfill)),
        late_after=LATE,
        audience=Audience(tracks=("health",)) if replaces else None,
        fixed=draw(st.sampled_from((None, None, START + timedelta(days=17)))),
        repeat=draw(st.sampled_from((None, None, Repeat(every=2, until=WEEKS)))),
        replaces=replaces,
    )


class Life(RuleBasedStateMachine):
    """A creator's months, an hour or some days at a time; the planner ticks after everything that happens."""

    @initialize(data=st.data(), zone=ZONES, cohort_zone=ZONES)
    def begin(self, data: st.DataObject, zone: str, cohort_zone: str) -> None:
        self.now = at_time(START - timedelta(days=3), time(12), zone)
        self.cohort = a_cohort(
            zone=cohort_zone,
            holidays=(START + timedelta(days=8),),
            breaks=(a_pause(START + timedelta(days=14)),),
        )
        self.ana = an_enrolment(zone=zone, state=EnrolmentState.INVITED, joined_at=None)
        self.steps = [data.draw(any_step(f"step-{n}")) for n in range(5)]
        self.steps.append(data.draw(any_step("other", replaces="step-0")))
        self.pauses: list[Pause] = []
        self.added: dict[str, datetime] = {}
        self.edited: set[str] = set()
        self.was_away = False
        self.ledger = Ledger()

    def tick(self) -> None:
        programme = a_programme(weeks=WEEKS, steps=self.steps)
        self.ledger.tick(programme, self.cohort, self.ana, self.pauses, self.added, self.now)

    @property
    def today(self) -> date:
        return local_day(self.now, self.ana.person.zone)

    @rule(hours=st.integers(1, 72))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.tick()

    @rule(days=st.integers(9, 40))
    def machine_is_off(self, days: int) -> None:
        self.was_away = True
        self.now += timedelta(days=days)
        self.tick()

    @precondition(lambda self: self.ana.state is not EnrolmentState.ACTIVE)
    @rule()
    def joins(self) -> None:
        self.ana = replace(
            self.ana, state=EnrolmentState.ACTIVE, joined_at=self.now, revision=self.ana.revision + 1
        )
        self.tick()

    @precondition(lambda self: self.ana.state is EnrolmentState.ACTIVE)
    @rule()
    def leaves(self) -> None:
        self.ana = replace(self.ana, state=EnrolmentState.WITHDRAWN)

    @rule(zone=ZONES)
    def moves(self, zone: str) -> None:
        self.ana = replace(self.ana, person=replace(self.ana.person, zone=zone))
        self.tick()

    @rule(days=WORKING_DAYS)
    def works_on_other_days(self, days: frozenset[int]) -> None:
        self.ana = replace(self.ana, person=replace(self.ana.person, working_days=days))
        self.tick()

    @rule(track=st.sampled_from(("education", "health")))
    def changes_the_cause(self, track: str) -> None:
        self.ana = replace(self.ana, track=track)
        self.tick()

    @precondition(lambda self: all(p.end is not None and p.end <= self.today for p in self.pauses))
    @rule(
        days=st.one_of(st.none(), st.integers(1, 20)),
        ahead=st.integers(0, 5),
        mode=st.sampled_from(PauseMode),
    )
    def pauses_for_a_while(self, days: int | None, ahead: int, mode: PauseMode) -> None:
        start = self.today + timedelta(days=ahead)
        end = None if days is None else start + timedelta(days=days)
        self.pauses = [*self.pauses, Pause(start=start, end=end, mode=mode)]
        self.tick()

    @precondition(lambda self: any(p.end is None or p.end > self.today for p in self.pauses))
    @rule()
    def resumes(self) -> None:
        last = self.pauses[-1]
        self.pauses = [*self.pauses[:-1], replace(last, end=max(last.start, self.today))]
        self.tick()

    @precondition(lambda self: self.steps)
    @rule(data=st.data())
    def step_is_moved_or_rewritten(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.steps) - 1))
        old = self.steps[number]
        self.steps[number] = data.draw(any_step(old.id, replaces=old.replaces))
        self.edited.add(old.slot)
        self.tick()

    @rule(data=st.data())
    def step_is_added(self, data: st.DataObject) -> None:
        step = data.draw(any_step(f"new-{len(self.added)}"))
        self.steps = [*self.steps, step]
        self.added[step.slot] = self.now
        self.tick()

    @precondition(lambda self: self.steps)
    @rule(data=st.data())
    def step_is_deleted(self, data: st.DataObject) -> None:
        del self.steps[data.draw(st.integers(0, len(self.steps) - 1))]
        self.tick()

    @invariant()
    def nothing_came_twice(self) -> None:
        seen = Counter((e.occurrence.step.slot, e.occurrence.ordinal) for e in self.ledger.entries.values())
        assert max(seen.values(), default=0) <= 1
        assert max(Counter(self.ledger.shown).values(), default=0) <= 1

    @invariant()
    def nothing_came_before_its_time(self) -> None:
        assert all(entry.occurrence.at <= entry.at for entry in self.ledger.entries.values())

    @invariant()
    def everything_skipped_has_a_true_reason(self) -> None:
        for entry in self.ledger.entries.values():
            if entry.skipped is not None:
                assert self.is_true(entry.skipped, entry), entry

    def is_true(self, why: Skipped, entry: Entry) -> bool:
        step = entry.occurrence.step
        match why:
            case Skipped.LATE:
                return self.was_away or step.slot in self.edited
            case Skipped.BEFORE_JOINING:
                return step.if_past is IfPast.SKIP
            case Skipped.ADDED_LATER:
                return step.slot in self.added and step.backfill is Backfill.NONE
            case Skipped.PAUSED:
                can_wait = not step.of_cohort and step.date is None
                return not can_wait or any(p.mode is PauseMode.SKIP for p in self.pauses)
            case (
                Skipped.FORGOTTEN
                | Skipped.ANSWERED
                | Skipped.CLOSED
                | Skipped.LEFT
                | Skipped.CAUGHT_UP
                | Skipped.REMOVED
                | Skipped.TAKEN_BACK
                | Skipped.DROPPED
                | Skipped.MADE_EARLY
                | Skipped.SUPERSEDED
                | Skipped.NEVER_SHOWN
                | Skipped.SETTLED
            ):
                return False
            case never:
                assert_never(never)

    def teardown(self) -> None:
        """She comes back, resumes, and a year later every step of hers was shown or skipped."""
        if not hasattr(self, "ledger"):
            return
        if self.ana.state is not EnrolmentState.ACTIVE:
            self.joins()
        if self.pauses:
            last = self.pauses[-1]
            if last.end is None:
                self.pauses[-1] = replace(last, end=max(last.start, self.today))
        for _ in range(60):
            self.time_passes(24 * 7)
        done = {(e.occurrence.step.slot, e.occurrence.ordinal) for e in self.ledger.entries.values()}
        assert self.owed_by_hand() <= done
        self.nothing_came_twice()
        self.everything_skipped_has_a_true_reason()

    def owed_by_hand(self) -> set[tuple[str, int]]:
        """What the programme as it stands owes her, without the calendar's help."""
        hers = [s for s in self.steps if not s.audience.tracks or self.ana.track in s.audience.tracks]
        replaced = {s.replaces for s in hers}
        return {
            (step.slot, ordinal)
            for step in hers
            if step.id not in replaced
            for ordinal in range(1 if step.repeat is None or step.date else (WEEKS - step.week) // 2 + 1)
        }


def test_many_short_lives() -> None:
    """Some dozens of creators, thirty things that happen to each."""
    run_state_machine_as_test(Life, settings=settings(max_examples=60, stateful_step_count=30))


@pytest.mark.soak
def test_very_many_long_lives() -> None:
    """The same for a thousand creators and longer."""
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=1000,
            stateful_step_count=60,
        ),
    )
