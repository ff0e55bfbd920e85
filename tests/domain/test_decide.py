"""What becomes of an occurrence, in every combination of what can have happened to it."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

from bot.domain.calendar import Occurrence, occurrences
from bot.domain.decide import CatchUp, NotYet, Send, Skip, Skipped, decide
from bot.domain.programme import Backfill, IfPast
from tests.builders import a_cohort, a_programme, a_step, an_enrolment, utc

SIX_DAYS = timedelta(days=6)
SECOND = timedelta(seconds=1)
AT = utc("2026-09-07 13:00")
LONG_BEFORE = AT - timedelta(days=30)


def an_occurrence(
    *, if_past: IfPast = IfPast.CATCH_UP, backfill: Backfill = Backfill.NONE, let_go: bool = False
) -> Occurrence:
    step = a_step(if_past=if_past, backfill=backfill, late_after=SIX_DAYS)
    (found,) = occurrences(a_programme(weeks=1, steps=[step]), a_cohort(), an_enrolment(), ())
    assert found.at == AT
    return replace(found, let_go=let_go)


def test_step_waits_for_its_second() -> None:
    """One second before its time nothing happens; at its time it is sent."""
    lesson = an_occurrence()

    assert decide(lesson, joined_at=LONG_BEFORE, added_at=None, now=AT - SECOND) == NotYet()
    assert decide(lesson, joined_at=LONG_BEFORE, added_at=None, now=AT) == Send(AT)


def test_step_is_sent_until_it_is_late() -> None:
    """Six days are still in time, a second more is not."""
    lesson = an_occurrence()

    assert decide(lesson, joined_at=LONG_BEFORE, added_at=None, now=AT + SIX_DAYS) == Send(AT)
    assert decide(lesson, joined_at=LONG_BEFORE, added_at=None, now=AT + SIX_DAYS + SECOND) == Skip(
        Skipped.LATE
    )


def test_whoever_joins_late_catches_up_or_not_as_the_step_says() -> None:
    """However long ago it was."""
    joined = AT + timedelta(days=60)
    listed, left_out = an_occurrence(), an_occurrence(if_past=IfPast.SKIP)

    assert decide(listed, joined_at=joined, added_at=None, now=joined) == CatchUp()
    assert decide(left_out, joined_at=joined, added_at=None, now=joined) == Skip(Skipped.BEFORE_JOINING)


def test_step_added_after_its_time_follows_its_backfill() -> None:
    """By default nobody hears of it; sent at once, it is not late."""
    added = AT + timedelta(days=30)
    found = {
        rule: decide(an_occurrence(backfill=rule), joined_at=LONG_BEFORE, added_at=added, now=added + SECOND)
        for rule in Backfill
    }

    assert found == {
        Backfill.NONE: Skip(Skipped.ADDED_LATER),
        Backfill.NEXT_DIGEST: CatchUp(),
        Backfill.SEND: Send(added + SECOND),
    }


def test_step_added_before_its_time_is_like_any_other() -> None:
    """It was only added in mid-programme."""
    assert decide(an_occurrence(), joined_at=LONG_BEFORE, added_at=AT - SECOND, now=AT) == Send(AT)


def test_what_a_pause_let_go_is_skipped_when_its_time_comes() -> None:
    """Not before: until then the pause may end."""
    gone = an_occurrence(let_go=True)

    assert decide(gone, joined_at=LONG_BEFORE, added_at=None, now=AT - SECOND) == NotYet()
    assert decide(gone, joined_at=LONG_BEFORE, added_at=None, now=AT) == Skip(Skipped.PAUSED)


def test_every_combination_has_an_answer_that_fits() -> None:
    """Past is decided, future is not; nothing is both late and sent."""
    moments = [timedelta(days=d) for d in (-30, -1, 0, 1, 6, 7, 30)]
    added: list[datetime | None] = [None, *(AT + m for m in moments)]
    for if_past, backfill, let_go, joined, add, now in product(
        IfPast, Backfill, (False, True), (AT + m for m in moments), added, [AT + m for m in moments]
    ):
        occurrence = an_occurrence(if_past=if_past, backfill=backfill, let_go=let_go)
        match decide(occurrence, joined_at=joined, added_at=add, now=now):
            case NotYet():
                assert now < AT
            case Send(due=due):
                assert AT <= due <= now
                assert not let_go
                assert now - due <= SIX_DAYS
            case CatchUp():
                assert joined > AT or (add is not None and add > AT)
                assert not let_go
            case Skip(why=why):
                assert now >= AT
                assert why in {
                    Skipped.PAUSED,
                    Skipped.BEFORE_JOINING,
                    Skipped.ADDED_LATER,
                    Skipped.LATE,
                }
