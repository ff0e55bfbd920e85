"""Whether something owed may leave now: nobody is woken, nobody is flooded."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.decide import Skip, Skipped
from bot.domain.may_send import (
    Circumstances,
    Go,
    Nature,
    Wait,
    end_of_quiet,
    may_send,
    next_allowed_day,
)
from bot.domain.people import EnrolmentState, Person, QuietHours
from bot.domain.wall import local_day, wall_time
from tests.builders import SUNDAY_TO_THURSDAY, a_person, utc
from tests.domain.strategies import people
from tests.zones import SINCE, UNTIL, distinct_clocks

ANA = a_person(zone="America/New_York")
NEVER_QUIET = QuietHours(start=time(0), end=time(0))
NIGHTS = (
    QuietHours(),
    QuietHours(start=time(1), end=time(2, 30)),
    QuietHours(start=time(0), end=time(1, 15)),
)


def owed(
    nature: Nature = Nature.BOT,
    *,
    state: EnrolmentState | None = EnrolmentState.ACTIVE,
    sent_today: int = 0,
    deadline: datetime | None = None,
    late_at: datetime | None = None,
) -> Circumstances:
    return Circumstances(
        nature=nature, state=state, sent_today=sent_today, daily_cap=3, deadline=deadline, late_at=late_at
    )


NIGHT = utc("2026-09-08 03:00")
"""23:00 in New York on a Monday."""
NOON = utc("2026-09-08 16:00")


def test_night_waits_for_the_morning() -> None:
    """At 23:00 it waits until 08:00 of the next day; at 07:59 for a minute."""
    assert may_send(ANA, owed(), NIGHT) == Wait(utc("2026-09-08 12:00"))
    assert may_send(ANA, owed(), utc("2026-09-08 11:59")) == Wait(utc("2026-09-08 12:00"))
    assert may_send(ANA, owed(), utc("2026-09-08 12:00")) == Go()


@pytest.mark.parametrize("nature", [Nature.ANSWER, Nature.PUBLIC])
def test_answers_and_channels_do_not_sleep(nature: Nature) -> None:
    """Who asked at night is answered at night."""
    assert may_send(ANA, owed(nature, sent_today=99), NIGHT) == Go()


def test_mentors_words_wait_for_the_morning_but_not_for_the_cap() -> None:
    """A mentor writes as often as needed."""
    assert may_send(ANA, owed(Nature.MENTOR, sent_today=99), NOON) == Go()
    assert may_send(ANA, owed(Nature.MENTOR), NIGHT) == Wait(utc("2026-09-08 12:00"))


def test_surplus_waits_for_the_next_working_day() -> None:
    """The fourth message of a Tuesday comes on Wednesday, that of a Friday on Monday."""
    assert may_send(ANA, owed(sent_today=3), NOON) == Wait(utc("2026-09-09 12:00"))
    assert may_send(ANA, owed(sent_today=3), utc("2026-09-11 16:00")) == Wait(utc("2026-09-14 12:00"))


def test_friday_is_a_day_off_where_the_week_begins_on_sunday() -> None:
    """The surplus of a Thursday in Riyadh comes on Sunday."""
    reem = a_person("Reem", zone="Asia/Riyadh", working_days=SUNDAY_TO_THURSDAY)

    assert next_allowed_day(reem, utc("2026-09-10 10:00")) == utc("2026-09-13 05:00")


@pytest.mark.parametrize(
    ("hours", "verdict"),
    [(-1, Wait(utc("2026-09-09 12:00"))), (0, Go()), (24, Go()), (25, Wait(utc("2026-09-09 12:00")))],
)
def test_deadline_within_a_day_passes_the_cap(hours: int, verdict: object) -> None:
    """One that is over, or further away, does not."""
    assert may_send(ANA, owed(sent_today=3, deadline=NOON + timedelta(hours=hours)), NOON) == verdict


def test_stale_is_skipped() -> None:
    """Its last moment is still in time."""
    assert may_send(ANA, owed(late_at=NOON), NOON) == Go()
    assert may_send(ANA, owed(late_at=NOON - timedelta(seconds=1)), NOON) == Skip(Skipped.LATE)


@pytest.mark.parametrize("state", [EnrolmentState.INVITED, EnrolmentState.WITHDRAWN])
@pytest.mark.parametrize("nature", [Nature.BOT, Nature.MENTOR])
def test_whoever_has_not_joined_or_has_left_is_only_answered(state: EnrolmentState, nature: Nature) -> None:
    """Nobody is written to against their will."""
    assert may_send(ANA, owed(nature, state=state), NOON) == Skip(Skipped.LEFT)
    assert may_send(ANA, owed(Nature.ANSWER, state=state), NOON) == Go()


def test_whoever_pauses_hears_from_people_only() -> None:
    """What the bot still owed is let go."""
    assert may_send(ANA, owed(state=EnrolmentState.PAUSED), NOON) == Skip(Skipped.PAUSED)
    assert may_send(ANA, owed(Nature.MENTOR, state=EnrolmentState.PAUSED), NOON) == Go()


def test_quiet_hours_end_after_the_second_pass_of_an_hour() -> None:
    """Quiet until 01:30 on the night when 01:00 to 02:00 comes twice: 01:10 is quiet both times."""
    ana = a_person(quiet=QuietHours(start=time(22), end=time(1, 30)))

    assert end_of_quiet(ana, utc("2026-11-01 05:10")) == utc("2026-11-01 05:30")
    assert end_of_quiet(ana, utc("2026-11-01 06:10")) == utc("2026-11-01 06:30")


def test_quiet_hours_that_end_in_a_jump_end_after_it() -> None:
    """Quiet until 02:30, which does not exist on 8 March: until 03:30."""
    ana = a_person(quiet=QuietHours(start=time(22), end=time(2, 30)))

    assert end_of_quiet(ana, utc("2026-03-08 06:00")) == utc("2026-03-08 07:30")


def test_equal_ends_mean_never_quiet() -> None:
    """Whatever the hour."""
    assert end_of_quiet(a_person(quiet=NEVER_QUIET), NIGHT) is None


def is_quiet(person: Person, at: datetime) -> bool:
    """The plain definition, on the clock that the person sees."""
    clock, quiet = wall_time(at, person.zone).time(), person.quiet
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return not quiet.end <= clock < quiet.start


def test_nobody_is_woken_around_any_change_of_clocks() -> None:
    """Every ten minutes of the nights around each change, in every zone."""
    for clocks in distinct_clocks():
        for quiet in NIGHTS:
            person = a_person(zone=clocks.zone, quiet=quiet)
            for change in clocks.changes:
                for tens in range(-9 * 6, 9 * 6):
                    waits_until_awake(person, change.at + timedelta(minutes=10 * tens))


@given(people(), st.datetimes(SINCE.replace(tzinfo=None), UNTIL.replace(tzinfo=None)), st.integers(0, 5))
def test_waiting_ends_later_and_outside_quiet_hours(person: Person, naive: datetime, sent: int) -> None:
    """Whatever quiet hours somebody has chosen; and over the cap, on another working day."""
    now = utc(naive.isoformat())
    waits_until_awake(person, now)

    match may_send(person, owed(sent_today=sent), now):
        case Wait(until=until):
            assert until > now
            assert is_quiet(person, now) or local_day(until, person.zone) > local_day(now, person.zone)
        case Go():
            assert sent < 3


@given(people(), st.datetimes(SINCE.replace(tzinfo=None), UNTIL.replace(tzinfo=None)))
def test_next_allowed_day_is_a_working_day(person: Person, naive: datetime) -> None:
    """The first one after today."""
    now = utc(naive.isoformat())
    day, today = (local_day(at, person.zone) for at in (next_allowed_day(person, now), now))

    assert today < day <= today + timedelta(days=7)
    assert day.weekday() in person.working_days
    assert not any(
        (today + timedelta(days=n)).weekday() in person.working_days for n in range(1, (day - today).days)
    )


def waits_until_awake(person: Person, now: datetime) -> None:
    match may_send(person, owed(), now):
        case Wait(until=until):
            assert until > now, (person, now)
            assert is_quiet(person, now), (person, now)
            assert may_send(person, owed(), until) == Go(), (person, now)
        case Go():
            assert not is_quiet(person, now), (person, now)
