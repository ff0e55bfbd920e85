"""Whatever happens to creator, programme, chat and machine: nothing twice, nothing lost in silence."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from adapters.memory.faults import BY_NAME
from bot.domain.calendar import occurrences
from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.people import EnrolmentState
from bot.domain.programme import Backfill, IfPast, OnDayOff, Repeat, Step, StepKind
from bot.features.pausing import replan
from bot.store.enrolments import Enrolled
from tests.builders import SUNDAY_TO_THURSDAY, a_programme, a_step
from tests.world import DISCORD, Community, Someone, a_world

WEEKS = 5
KINDS = (StepKind.LESSON, StepKind.CHECK_IN, StepKind.MEETING, StepKind.NOTICE)
ZONES = st.sampled_from(("America/New_York", "Pacific/Kiritimati", "Africa/Cairo", "Pacific/Honolulu"))
MOVED = st.sampled_from(("Europe/Madrid", "Asia/Tokyo", "America/Los_Angeles", "Australia/Lord_Howe"))
FAULTS = st.sampled_from(sorted(set(BY_NAME) - {"refuse"}))


@st.composite
def any_step(draw: st.DrawFn, id: str) -> Step:
    return a_step(
        id,
        draw(st.sampled_from(KINDS)),
        week=draw(st.integers(1, WEEKS)),
        weekday=draw(st.integers(0, 6)),
        at=draw(st.sampled_from((time(0, 30), time(9), time(15), time(22)))),
        on_day_off=draw(st.sampled_from(OnDayOff)),
        if_past=draw(st.sampled_from(IfPast)),
        backfill=draw(st.sampled_from(Backfill)),
        repeat=draw(st.sampled_from((None, None, Repeat(every=2, until=WEEKS)))),
    )


class Life(RuleBasedStateMachine):
    """A creator's months in a real bot over a real database."""

    world: Community
    ana: Someone

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()

    def run(self, happens: Any) -> Any:
        return self.runner.run(happens)

    @initialize(data=st.data(), zone=ZONES)
    def begin(self, data: st.DataObject, zone: str) -> None:
        self.steps = [data.draw(any_step(f"step-{n}")) for n in range(4)]
        programme = a_programme(weeks=WEEKS, steps=self.steps)
        self.world = self.run(self.stack.enter_async_context(a_world(programme=programme)))
        self.ana = self.world.creator("Ana", zone=zone)
        self.excuses: set[str] = set()
        self.edited: set[str] = set()
        self.added: set[str] = set()
        self.is_in = False
        self.is_paused = False
        self.run(self.world.settle())

    def enrolled(self) -> Enrolled:
        key = self.ana.enrolment.key
        found: Enrolled = self.run(self.world.store.read(lambda tx: tx.enrolments.by_key(key)))
        return found

    def ledger(self) -> list[LedgerEntry]:
        number = self.enrolled().id
        entries: list[LedgerEntry] = self.run(self.world.store.read(lambda tx: tx.occurrences.of(number)))
        return entries

    @rule(hours=st.integers(1, 24 * 6))
    def time_passes(self, hours: int) -> None:
        self.run(self.world.advance(hours=hours))

    @rule(days=st.integers(1, 9))
    def machine_is_off(self, days: int) -> None:
        self.excuses.add("late")
        self.run(self.world.restart(days=days))

    @rule(moment=st.integers(1, 25), hours=st.integers(1, 72))
    def bot_is_killed(self, moment: int, hours: int) -> None:
        self.run(self.world.killed(moment, hours=hours))
        self.run(self.world.lives_again(minutes=10))

    @rule(fault=FAULTS)
    def a_send_fails(self, fault: str) -> None:
        self.run(self.world.chat.script(BY_NAME[fault], place=self.ana.place))

    @rule(hours=st.integers(1, 72))
    def chat_is_halted(self, hours: int) -> None:
        self.excuses.add("late")
        self.run(self.world.chat.halt(DISCORD))
        self.run(self.world.advance(hours=hours))
        self.run(self.world.chat.lift(DISCORD))

    @precondition(lambda self: not self.is_in)
    @rule()
    def joins(self) -> None:
        self.run(self.ana.joins())
        self.is_in, self.is_paused = True, False

    @precondition(lambda self: self.is_in)
    @rule()
    def leaves(self) -> None:
        self.run(self.ana.uses("program leave"))
        self.run(self.ana.presses("Leave"))
        self.is_in = False

    @precondition(lambda self: self.is_in)
    @rule(weeks=st.integers(1, 3), mode=st.sampled_from(("shift", "skip")))
    def pauses(self, weeks: int, mode: str) -> None:
        said = self.run(self.ana.uses("program pause", weeks=str(weeks), mode=mode))
        if "Rest well" in said and mode == "skip":
            self.excuses.add("paused")

    @precondition(lambda self: self.is_in)
    @rule()
    def resumes(self) -> None:
        self.run(self.ana.uses("program resume"))

    @precondition(lambda self: self.is_in)
    @rule(zone=MOVED)
    def moves(self, zone: str) -> None:
        self.run(self.ana.uses("program zone", zone=zone))

    @rule(days=st.sampled_from((frozenset(range(5)), SUNDAY_TO_THURSDAY, frozenset(range(7)))))
    def works_on_other_days(self, days: frozenset[int]) -> None:
        one, now = self.enrolled(), self.world.now

        def change(tx: Any) -> None:
            tx.people.set_working_days(one.person_id, days)
            if one.enrolment.state in (EnrolmentState.ACTIVE, EnrolmentState.PAUSED):
                replan(tx, one, now)

        self.run(self.world.store.write(change))
        self.run(self.world.settle())

    @precondition(lambda self: self.steps)
    @rule(data=st.data())
    def step_is_moved_or_rewritten(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(0, len(self.steps) - 1))
        self.steps[number] = data.draw(any_step(self.steps[number].id))
        self.edited.add(self.steps[number].id)
        self.run(self.world.edit(steps=self.steps))

    @rule(data=st.data())
    def step_is_added(self, data: st.DataObject) -> None:
        step = data.draw(any_step(f"new-{len(self.added)}"))
        self.added.add(step.id)
        self.steps = [*self.steps, step]
        self.run(self.world.edit(steps=self.steps))

    @precondition(lambda self: self.steps)
    @rule(data=st.data())
    def step_is_deleted(self, data: st.DataObject) -> None:
        gone = self.steps.pop(data.draw(st.integers(0, len(self.steps) - 1)))
        self.edited.add(gone.id)
        self.run(self.world.edit(steps=self.steps))

    @invariant()
    def nothing_came_twice(self) -> None:
        if hasattr(self, "world"):
            shown = Counter(one.key for one in self.ana.shown())
            assert max(shown.values(), default=0) <= 1
            listed = Counter(key for key in self.tokens("open"))
            assert max(listed.values(), default=0) <= 1
            assert self.run(self.world.held()) is None

    def tokens(self, *words: str) -> list[str]:
        """What the buttons are about that Ana was shown."""
        return [
            button.token.subject
            for one in self.ana.shown()
            for button in one.part.buttons
            if button.token.feature in words
        ]

    def teardown(self) -> None:
        """She comes back, and half a year later each step was shown, listed or let go for a reason."""
        try:
            if hasattr(self, "world"):
                self.comes_to_its_end()
        finally:
            self.run(self.stack.aclose())
            self.runner.close()

    def comes_to_its_end(self) -> None:
        self.run(self.world.advance(weeks=4))
        if not self.is_in:
            self.run(self.ana.joins())
        self.run(self.world.advance(weeks=20))
        self.nothing_came_twice()
        found = {entry.key: entry for entry in self.ledger()}
        one, plan = self.enrolled(), self.world
        pauses = self.run(self.world.store.read(lambda tx: tx.pauses.of([one.id])))[one.id]
        owed = occurrences(plan.programme, plan.cohort, replace(one.enrolment), pauses)
        completed = one.enrolment.state is EnrolmentState.COMPLETED
        for occurrence in owed:
            if occurrence.key not in found:
                # Whoever has completed the programme is not disturbed by what the admins add.
                assert completed
                assert occurrence.step.id in self.added | self.edited, occurrence
        seen, listed = self.tokens("lesson", "checkin"), self.tokens("open")
        for entry in found.values():
            self.is_accounted_for(entry, seen, listed)

    def is_accounted_for(self, entry: LedgerEntry, seen: list[str], listed: list[str]) -> None:
        step = next((step for step in self.steps if step.id == entry.step), None)
        match entry.state:
            case OccurrenceState.SENT:
                assert entry.key in seen or entry.kind in (StepKind.MEETING, StepKind.NOTICE), entry
            case OccurrenceState.LISTED:
                assert entry.key in listed, (entry, self.world.deliveries("catch-up"))
            case OccurrenceState.SKIPPED:
                true = {
                    *self.excuses,
                    *(("late", "removed") if entry.step in self.edited | self.added else ()),
                    *(("added_later",) if entry.step in self.added else ()),
                    # What is the cohort's is not kept for one who rests.
                    *(("paused",) if entry.kind in (StepKind.MEETING, StepKind.NOTICE) else ()),
                    *(("before_joining",) if _may_be_missed(entry, step, self.edited) else ()),
                }
                assert entry.reason in true, entry
            case state:
                raise AssertionError(f"{state}: {entry} {self.world.deliveries(f'step/{entry.key}')}")


def _may_be_missed(entry: LedgerEntry, step: Step | None, edited: set[str]) -> bool:
    over = entry.kind in (StepKind.MEETING, StepKind.NOTICE)
    return over or entry.step in edited or step is None or step.if_past is IfPast.SKIP


QUICK = settings(
    max_examples=12,
    stateful_step_count=14,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_some_short_lives() -> None:
    """A dozen creators, fourteen things that happen to each."""
    run_state_machine_as_test(Life, settings=QUICK)


@pytest.mark.soak
def test_many_long_lives() -> None:
    """The same for hundreds, and longer."""
    run_state_machine_as_test(Life, settings=settings(QUICK, max_examples=400, stateful_step_count=30))
