"""Why each message was or was not sent, as an admin reads it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.chat.place import Account, Place, Platform
from bot.domain.calendar import occurrences
from bot.domain.decide import Skipped
from bot.domain.delivery import Act, DeliveryState, LedgerEntry, OccurrenceState
from bot.domain.may_send import DAILY_CAP, QUIET_HOURS
from bot.domain.pauses import Pause
from bot.domain.people import EnrolmentState
from bot.engine.plans import CohortPlan
from bot.features.why import Record, why
from bot.features.why_words import why_skipped
from bot.store.cohorts import Hold
from bot.store.deliveries import OnRecord
from tests.builders import a_cohort, a_pause, a_programme, an_enrolment, an_open_pause, utc

PLAN = CohortPlan(cohort=a_cohort(), programme=a_programme(), fingerprint="one")
ANA = Place(at=Account(platform=Platform("discord"), user="7"))
NOW = utc("2026-09-21 12:00")


def entry(step: str, **changes: Any) -> LedgerEntry:
    """What the ledger has about Ana's first occurrence of a step: sent on time, unless changed."""
    one = next(
        one for one in occurrences(PLAN.programme, PLAN.cohort, an_enrolment(), ()) if one.step.id == step
    )
    sent = LedgerEntry(
        key=one.key,
        step=one.step.id,
        ordinal=one.ordinal,
        kind=one.step.kind,
        title=one.step.title,
        week=one.week,
        wall=one.wall.isoformat(),
        zone=one.zone,
        at=one.at,
        state=OccurrenceState.SENT,
        shown_at=one.at,
    )
    return replace(sent, **changes)


def delivery(of: LedgerEntry, **changes: Any) -> OnRecord:
    """How its message left: on time, at the first attempt, unless changed."""
    sent = OnRecord(
        id=1,
        name=f"step/{of.key}",
        kind=of.kind,
        place=ANA,
        enrolment=1,
        occurrence=of.key,
        due_at=of.at,
        not_before=of.at,
        state=DeliveryState.SENT,
        reason=None,
        attempts=1,
        attempted_at=of.at,
        settled_at=of.at,
        act=Act.SEND,
    )
    return replace(sent, **changes)


def record(
    *ledger: LedgerEntry,
    deliveries: Sequence[OnRecord] = (),
    pauses: Sequence[Pause] = (),
    hold: Hold | None = None,
    state: EnrolmentState = EnrolmentState.ACTIVE,
    chats: tuple[str, ...] = ("Discord",),
) -> Record:
    """Ana's record, by New York time."""
    return Record(
        plan=PLAN,
        enrolment=an_enrolment(state=state),
        hold=hold,
        chats=chats,
        pauses=pauses,
        ledger=ledger,
        deliveries=deliveries,
    )


def fate(of: LedgerEntry, *deliveries: OnRecord, now: datetime = NOW, hold: Hold | None = None) -> list[str]:
    """What is said about a step after its rule."""
    told = why(record(of, deliveries=deliveries, hold=hold), now).steps[0]
    return list(told.lines[1:])


LESSON = entry("w01-lesson")
CHECK_IN = entry("w01-check-in")


def test_a_lesson_on_time() -> None:
    """The rule, the time by it, and when it was shown and done."""
    told = why(record(replace(LESSON, done_at=utc("2026-09-08 20:15")), deliveries=[delivery(LESSON)]), NOW)

    assert told.steps[0].title == "Week 1, lesson “w01-lesson” (w01-lesson)"
    assert told.steps[0].lines == (
        "The rule: Monday 09:00, the creator's time; so for Mon 7 September 2026, 09:00 in America/New_York.",
        "Shown on Discord on Mon 7 September 2026, 09:00.",
        "Marked done on Tue 8 September 2026, 16:15.",
    )


def test_a_meeting_is_announced_in_the_cohorts_time() -> None:
    """Its rule says when it starts, its time when it was announced."""
    meeting = entry("office-hours")

    told = why(record(meeting, deliveries=[delivery(meeting)]), NOW).steps[0]

    assert told.lines[0].startswith("The rule: Tuesday 17:00, the cohort's time, every 2 weeks until week")
    assert told.lines[0].endswith(
        "; announced 30 minutes before, so for Tue 15 September 2026, 16:30 in Europe/London."
    )
    assert told.lines[1] == "Shown on Discord on Tue 15 September 2026, 11:30."


def test_what_waited() -> None:
    """Quiet hours and the daily cap are told apart."""
    late = utc("2026-09-08 02:30")
    morning = utc("2026-09-08 12:00")

    by_night = delivery(LESSON, due_at=late, not_before=morning, settled_at=morning)
    after_cap = delivery(LESSON, not_before=morning, settled_at=morning)

    assert fate(LESSON, by_night) == [
        "Shown on Discord on Tue 8 September 2026, 08:00 after waiting for the end of quiet hours."
    ]
    assert fate(LESSON, after_cap) == [
        "Shown on Discord on Tue 8 September 2026, 08:00 after waiting because of the daily cap."
    ]


def test_what_was_tried_again() -> None:
    """Attempts are counted, and a bot that was off is told by the delay."""
    later = LESSON.at + timedelta(hours=5)

    assert fate(LESSON, delivery(LESSON, attempts=3, settled_at=later)) == [
        "Shown on Discord on Mon 7 September 2026, 14:00, at the third attempt."
    ]
    assert fate(LESSON, delivery(LESSON, settled_at=later)) == [
        "Shown on Discord on Mon 7 September 2026, 14:00, 5 hours after its time."
    ]


def test_what_has_not_left_yet() -> None:
    """It says until when it waits, and for what."""
    planned = replace(LESSON, state=OccurrenceState.PLANNED, shown_at=None)
    due = delivery(planned, state=DeliveryState.DUE, settled_at=None, attempts=0)
    until = utc("2026-09-22 12:00")
    hold = Hold(reason="a wrong lesson", since=NOW, by="Lena Fischer")

    assert fate(planned, replace(due, not_before=until, reason=QUIET_HOURS)) == [
        "Not sent yet: it waits until Tue 22 September 2026, 08:00 because of quiet hours."
    ]
    assert fate(planned, replace(due, not_before=until, reason=DAILY_CAP)) == [
        "Not sent yet: it waits until Tue 22 September 2026, 08:00 because of the daily cap."
    ]
    assert fate(planned, due) == ["Not sent yet: it is due, and leaves for Discord as soon as the bot runs."]
    assert fate(planned, replace(due, attempts=2, reason="the connection broke")) == [
        "Not sent yet: it is due, and leaves for Discord as soon as the bot runs;"
        " after 2 attempts: the connection broke."
    ]
    assert fate(planned, due, hold=hold) == ["Not sent yet: it waits, since the cohort is held."]
    assert fate(planned) == ["Nothing was written for it yet."]


def test_what_is_in_doubt() -> None:
    """Nothing that was perhaps shown is called lost."""
    planned = replace(LESSON, state=OccurrenceState.PLANNED, shown_at=None)
    doubt = delivery(planned, state=DeliveryState.UNKNOWN, settled_at=None, reason="no answer in time")

    assert fate(planned, doubt) == [
        "Perhaps shown on Mon 7 September 2026, 09:00 (no answer in time):"
        " the bot looks for it before it sends it again."
    ]
    assert fate(planned, replace(doubt, not_before=None)) == [
        "Perhaps shown on Mon 7 September 2026, 09:00 (no answer in time):"
        " Discord can't tell, so it is not sent again without an admin."
    ]
    assert fate(planned, replace(doubt, state=DeliveryState.SENDING)) == [
        "Handed to Discord on Mon 7 September 2026, 09:00; how it went is not known yet."
    ]
    assert fate(
        planned, replace(doubt, state=DeliveryState.DEAD, reason="their direct messages are closed")
    ) == ["Discord refused it on Mon 7 September 2026, 09:00: their direct messages are closed."]


def test_a_check_in_and_its_reminder() -> None:
    """The reminder belongs to its check-in, and so does the answer that never came."""
    closes = utc("2026-09-16 20:00")
    asked = replace(CHECK_IN, closes_at=closes)
    reminder = delivery(
        asked, kind="reminder", due_at=utc("2026-09-13 20:00"), settled_at=utc("2026-09-13 20:00")
    )

    assert fate(asked, delivery(asked), replace(reminder, not_before=None)) == [
        "Shown on Discord on Fri 11 September 2026, 15:00.",
        "Reminder. Shown on Discord on Sun 13 September 2026, 16:00.",
        "No answer came before it closed on Wed 16 September 2026, 16:00.",
    ]
    open_still = fate(asked, delivery(asked), now=utc("2026-09-12 12:00"))
    assert open_still[-1] == "No answer yet; it is open until Wed 16 September 2026, 16:00."
    answered = replace(asked, done_at=utc("2026-09-12 13:00"))
    skipped = replace(reminder, state=DeliveryState.SKIPPED, reason=Skipped.ANSWERED)
    assert fate(answered, delivery(answered), skipped)[1:] == [
        "Reminder. Not sent: Ana had done it already.",
        "Answered on Sat 12 September 2026, 09:00.",
    ]


def test_nine_days_off() -> None:
    """After an outage: what became stale, what became a line of the catch-up, and the catch-up itself."""
    stale = replace(LESSON, state=OccurrenceState.SKIPPED, reason=Skipped.LATE, shown_at=None)
    at = utc("2026-09-16 13:00")
    listed = replace(CHECK_IN, state=OccurrenceState.LISTED, shown_at=at)
    own = delivery(CHECK_IN, state=DeliveryState.SKIPPED, reason=Skipped.CAUGHT_UP)
    message = replace(
        delivery(CHECK_IN), kind="catch-up", occurrence=None, due_at=at, not_before=at, settled_at=at
    )

    told = why(record(stale, listed, deliveries=[own, message]), NOW)

    assert told.steps[0].lines[1:] == (
        "Not sent: by the time that it could leave it was too old (more than 6 days late).",
    )
    assert told.steps[1].lines[1:] == (
        "It was a line of the catch-up message of Wed 16 September 2026, 09:00.",
    )
    assert told.others[0].title == "Catch-up message, due Wed 16 September 2026, 09:00"
    assert told.others[0].lines == ("Shown on Discord on Wed 16 September 2026, 09:00.",)


@pytest.mark.parametrize("reason", Skipped)
def test_every_reason_has_a_sentence(reason: Skipped) -> None:
    """No reason to skip is told as a word for machines."""
    said = why_skipped(reason, "Ana", None)

    assert said.startswith("Not sent")
    assert said.endswith(".")
    assert reason == Skipped.LATE or reason.value not in said.split()
    assert "_" not in said


def test_a_reason_of_a_later_program() -> None:
    """A reason that this program does not know is given as it is."""
    assert why_skipped("the_moon", "Ana", None) == "Not sent: the_moon."
    assert why_skipped(None, "Ana", None) == "Not sent: no reason was kept."


def test_a_step_that_the_programme_lost() -> None:
    """Its time and title are still on record."""
    lost = replace(LESSON, step="w01-gone", title="What was")

    told = why(record(lost), NOW).steps[0]

    assert told.title == "Week 1, lesson “What was” (w01-gone)"
    assert told.lines[0] == (
        "It was planned for Mon 7 September 2026, 09:00 in America/New_York;"
        " the programme has lost the step since."
    )


def test_where_a_creator_stands() -> None:
    """State, zone, hours, pauses and the cohort's hold come first."""
    hold = Hold(reason="the bot last ran 20 days ago", since=utc("2026-09-21 11:00"), by="the guard")
    pauses = (a_pause(date(2026, 9, 14)), an_open_pause(date(2026, 9, 28)))

    told = why(record(hold=hold, pauses=pauses, state=EnrolmentState.PAUSED), NOW)

    assert told.standing[0].startswith("Ana in Autumn: pausing, joined on ")
    assert told.standing[1:] == (
        "Track: Education.",
        "Lives by America/New_York time and works Monday to Friday.",
        "Is left in peace from 21:00 to 08:00; at most 3 messages a day that the bot starts.",
        "Is written to on Discord.",
        "Pause from 14 September 2026 until 21 September 2026: what comes in it and after it comes later.",
        "Pause from 28 September 2026 for as long as they like: what comes in it and after it comes later.",
        "The cohort is held since Mon 21 September 2026, 07:00, by the guard: the bot last ran 20 days ago.",
        "Nothing is planned or sent until `cohortbot release` or `forget` of autumn.",
    )


def test_what_comes_next() -> None:
    """The next five steps that are not on record yet; none before Join."""
    ahead = why(record(), NOW).ahead

    assert len(ahead) == 5
    assert ahead[0] == "Mon 21 September 2026, 09:00: lesson “w03-lesson” (week 3)"
    assert why(record(state=EnrolmentState.INVITED), NOW).ahead == ()
    assert why(record(), datetime(2027, 3, 1, tzinfo=UTC)).ahead == ("Nothing more is to come.",)
    assert why(record(chats=()), NOW).standing[4] == ("Has no account in any chat, so nothing can be sent.")
