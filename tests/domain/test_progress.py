"""Progress is counted the same for everybody: what was done, what waits, what may be left, what closed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.calendar import occurrences
from bot.domain.decide import Skipped
from bot.domain.delivery import LedgerEntry, OccurrenceState, entry_of
from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import EnrolmentState
from bot.domain.programme import Programme, StepKind
from bot.domain.progress import (
    NotBegun,
    Over,
    Progress,
    Stage,
    Standing,
    UnderWay,
    progress_of,
    stage_of,
    standing,
)
from tests.builders import START, a_cohort, a_pause, a_programme, a_step, an_enrolment, an_open_pause, utc

NOW = utc("2026-10-20 12:00")
FRIDAYS = a_programme(weeks=8, steps=[a_step(f"friday-{n}", StepKind.CHECK_IN, week=n) for n in range(1, 9)])


def on_record(
    programme: Programme, state: OccurrenceState = OccurrenceState.SENT, reason: str | None = None
) -> list[LedgerEntry]:
    """Everything that has come, in one state; what was sent closed five days later."""
    calendar = occurrences(programme, a_cohort(), an_enrolment(), ())
    return [
        replace(entry_of(one, state, reason), shown_at=one.at, closes_at=one.at + timedelta(days=5))
        for one in calendar
        if one.at <= NOW
    ]


def after(programme: Programme, ledger: list[LedgerEntry], now: datetime = NOW) -> Progress:
    return progress_of(programme, a_cohort(), an_enrolment(), (), ledger, now)


@pytest.mark.parametrize(
    ("today", "pauses", "stage"),
    [
        (date(2026, 9, 6), (), NotBegun(START)),
        (START, (), UnderWay(1)),
        (date(2026, 9, 13), (), UnderWay(1)),
        (date(2026, 9, 14), (), UnderWay(2)),
        (date(2026, 10, 11), (), UnderWay(5)),
        (date(2026, 10, 12), (), Over()),
        # Two weeks of rest from the Wednesday of week 2: that week lasts until the rest is over.
        (date(2026, 9, 25), (a_pause(date(2026, 9, 16), weeks=2),), UnderWay(2)),
        (date(2026, 10, 5), (a_pause(date(2026, 9, 16), weeks=2),), UnderWay(3)),
        (date(2026, 10, 12), (a_pause(date(2026, 9, 16), weeks=2),), UnderWay(4)),
        # A rest from the first day of week 2 on: it had begun, and goes on.
        (date(2026, 9, 14), (a_pause(date(2026, 9, 14), weeks=2),), UnderWay(2)),
        (date(2026, 10, 4), (a_pause(date(2026, 9, 14), weeks=2),), UnderWay(2)),
        # What is skipped moves nothing.
        (date(2026, 9, 25), (a_pause(date(2026, 9, 16), weeks=2, mode=PauseMode.SKIP),), UnderWay(3)),
        (date(2027, 9, 25), (an_open_pause(date(2026, 9, 16)),), UnderWay(2)),
        (date(2026, 9, 25), (an_open_pause(date(2026, 9, 1)),), NotBegun(None)),
        (date(2026, 9, 7), (a_pause(date(2026, 9, 1), weeks=1),), NotBegun(date(2026, 9, 14))),
    ],
)
def test_the_week_is_that_of_the_creators_own_calendar(
    today: date, pauses: tuple[Pause, ...], stage: Stage
) -> None:
    """Pauses that shift move the weeks as they move the steps in them."""
    assert stage_of(a_programme(), a_cohort(), an_enrolment(), pauses, today) == stage


def test_who_has_completed_it_is_through() -> None:
    """Whatever the calendar says."""
    done = replace(an_enrolment(), state=EnrolmentState.COMPLETED)

    assert stage_of(a_programme(), a_cohort(), done, (), START) == Over()
    assert progress_of(FRIDAYS, a_cohort(), done, (), [], utc("2026-09-01 12:00")).ahead == ()


@pytest.mark.parametrize(
    ("state", "reason", "closed", "stands"),
    [
        (OccurrenceState.PLANNED, None, False, None),
        (OccurrenceState.SENT, None, False, Standing.OPEN),
        (OccurrenceState.SENT, None, True, Standing.MISSED),
        (OccurrenceState.LISTED, None, False, Standing.OPTIONAL),
        (OccurrenceState.SKIPPED, Skipped.LATE, False, Standing.OPTIONAL),
        (OccurrenceState.SKIPPED, Skipped.PAUSED, False, Standing.OPTIONAL),
        (OccurrenceState.SKIPPED, Skipped.REMOVED, False, None),
    ],
)
def test_where_a_step_stands(
    state: OccurrenceState, reason: str | None, closed: bool, stands: Standing | None
) -> None:
    """Done wins over everything; what the programme lost can't be open."""
    entry = replace(
        on_record(FRIDAYS)[0],
        state=state,
        reason=reason,
        closes_at=NOW if closed else NOW + timedelta(days=1),
    )

    assert standing(entry, FRIDAYS, NOW) is stands
    assert standing(replace(entry, done_at=NOW), FRIDAYS, NOW) is Standing.DONE
    assert standing(entry, a_programme(steps=[]), NOW) is None
    assert standing(replace(entry, kind=StepKind.MEETING), FRIDAYS, NOW) is None


def test_a_streak_counts_back_to_the_first_that_was_missed() -> None:
    """Six Fridays have come; the last is still open, the second closed without an answer."""
    ledger = on_record(FRIDAYS)
    answered = [replace(one, done_at=one.at) if n in (0, 2, 3, 4) else one for n, one in enumerate(ledger)]
    answered[-1] = replace(answered[-1], closes_at=NOW + timedelta(days=1))

    assert len(ledger) == 6
    assert after(FRIDAYS, answered).streak == 3


def test_what_was_never_sent_breaks_no_streak() -> None:
    """A pause skipped two Fridays in the middle."""
    ledger = [replace(one, done_at=one.at) for one in on_record(FRIDAYS)]
    ledger[2:4] = [
        replace(one, state=OccurrenceState.SKIPPED, reason="paused", done_at=None) for one in ledger[2:4]
    ]

    assert after(FRIDAYS, ledger).streak == 4
    assert after(FRIDAYS, []).streak == 0


def test_the_aim_is_the_milestone_that_is_open_then_the_next() -> None:
    """Once it is reached, the next one; behind the last there is none."""
    programme = a_programme(
        weeks=8, steps=[a_step("first", StepKind.MILESTONE), a_step("last", StepKind.MILESTONE, week=8)]
    )
    (first,) = on_record(programme)
    first = replace(first, closes_at=None)
    waiting, reached = after(programme, [first]), after(programme, [replace(first, done_at=NOW)])
    later = after(programme, [replace(first, done_at=NOW)], NOW + timedelta(weeks=9))

    assert waiting.aim is not None
    assert (waiting.aim.title, waiting.aim.at) == ("first", None)
    assert reached.aim is not None
    assert (reached.aim.title, reached.aim.at) == ("last", utc("2026-10-28 14:00"))
    assert reached.aim.criteria == ("Ten people were asked", "Their words are written down")
    assert later.aim is None


def test_what_is_ahead_is_not_on_record() -> None:
    """Two Fridays are left of eight, and the weeks so far are counted one by one."""
    progress = after(FRIDAYS, on_record(FRIDAYS))

    assert [one.step.id for one in progress.ahead] == ["friday-7", "friday-8"]
    assert progress.to_come == 2
    assert [progress.of_week(week, Standing.MISSED) for week in (1, 6, 7)] == [1, 0, 0]
    assert progress.of_week(6, Standing.OPEN) == 1
