"""When a rule raises a flag, and with which facts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.flag_facts import ByHand, Dropped, Facts, Fell, Missed, Silent, Waiting, newest, read, written
from bot.domain.flags import (
    DEFAULT_RULES,
    CheckIn,
    FallingMood,
    History,
    MetricDrop,
    MissedCheckins,
    Number,
    Silence,
    StuckUnanswered,
    raised,
)
from tests.builders import utc

NOW = utc("2026-11-01 12:00")
WEEK = timedelta(weeks=1)
moods = st.lists(st.integers(1, 5), max_size=8)


def check_ins(fates: str) -> tuple[CheckIn, ...]:
    """One a week, the last one a week ago: a is answered, m is missed, o is still open."""
    first = NOW - WEEK * len(fates)
    return tuple(
        CheckIn(
            week=number + 1,
            asked_at=first + WEEK * number,
            closes_at=NOW + WEEK if fate == "o" else first + WEEK * number + timedelta(days=5),
            answered_at=first + WEEK * number + timedelta(hours=1) if fate == "a" else None,
        )
        for number, fate in enumerate(fates)
    )


def numbers(values: list[int]) -> tuple[Number, ...]:
    """One a week, up to now."""
    return tuple(
        Number(value=value, at=NOW - WEEK * back)
        for back, value in zip(range(len(values) - 1, -1, -1), values, strict=True)
    )


@pytest.mark.parametrize(
    ("fates", "facts"),
    [
        ("", None),
        ("m", None),
        ("mm", Missed(times=2, week=2)),
        ("mam", None),
        ("ammm", Missed(times=3, week=4)),
        ("mma", None),
        ("mmo", Missed(times=2, week=2)),
        ("mo", None),
    ],
)
def test_check_ins_in_a_row(fates: str, facts: Facts | None) -> None:
    """Only the last row counts; what can still be answered is neither missed nor answered."""
    assert raised(MissedCheckins(times=2), History(check_ins=check_ins(fates)), NOW) == facts


@given(fates=st.text("amo", max_size=12), times=st.integers(1, 5))
def test_an_answer_always_takes_the_reason_away(fates: str, times: int) -> None:
    """Whatever was before it."""
    assert raised(MissedCheckins(times=times), History(check_ins=check_ins(fates + "a")), NOW) is None


@pytest.mark.parametrize(
    ("given_", "falls"),
    [
        ([4, 3, 2], True),
        ([5, 5, 3], True),
        ([1, 4, 3, 2], True),
        ([4, 3, 3], False),
        ([4, 5, 1], False),
        ([4, 2], False),
        ([4, 2, 3], False),
    ],
)
def test_a_mood_that_falls(given_: list[int], falls: bool) -> None:
    """The last three answers, none above the one before, by two in all."""
    facts = raised(FallingMood(), History(numbers={"mood": numbers(given_)}), NOW)

    assert facts == (Fell(question="mood", values=tuple(map(float, given_[-3:])), at=NOW) if falls else None)


@given(before=moods, last=st.integers(1, 5))
def test_a_mood_that_rose_or_stayed_is_no_reason(before: list[int], last: int) -> None:
    """After a better answer nobody worries."""
    rising = [*before, last, min(last + 1, 5)]
    if rising[-1] > rising[-2]:
        assert raised(FallingMood(), History(numbers={"mood": numbers(rising)}), NOW) is None


@given(values=moods)
def test_the_facts_of_a_mood_bear_the_rule_out(values: list[int]) -> None:
    """They are the answers themselves, and fall."""
    facts = raised(FallingMood(), History(numbers={"mood": numbers(values)}), NOW)

    if isinstance(facts, Fell):
        assert list(facts.values) == values[-3:] == sorted(values[-3:], reverse=True)
        assert facts.values[0] - facts.values[-1] >= 2


@pytest.mark.parametrize(("days", "is_long"), [(13, False), (14, True), (40, True)])
def test_silence(days: int, is_long: bool) -> None:
    """Fourteen whole days without a sign."""
    since = NOW - timedelta(days=days)
    facts = raised(Silence(days=14), History(last_sign=since), NOW)

    assert facts == (Silent(since=since) if is_long else None)


def test_who_has_never_come_is_not_silent() -> None:
    """There is nothing to count from."""
    assert raised(Silence(days=14), History(), NOW) is None


@pytest.mark.parametrize(
    ("values", "drops"),
    [([100, 80], True), ([100, 81], False), ([1000, 100, 120], False), ([0, 0], False), ([100], False)],
)
def test_a_metric_that_drops(values: list[int], drops: bool) -> None:
    """By a fifth or more, since the time before."""
    facts = raised(
        MetricDrop(metric="followers", percent=20), History(metrics={"followers": numbers(values)}), NOW
    )

    assert facts == (Dropped(metric="followers", before=100, after=80, at=NOW) if drops else None)


def test_help_that_does_not_come() -> None:
    """The oldest cry counts."""
    history = History(help_since=(NOW - timedelta(hours=50), NOW - timedelta(hours=1)))

    assert raised(StuckUnanswered(hours=48), history, NOW) == Waiting(since=NOW - timedelta(hours=50))
    assert raised(StuckUnanswered(hours=51), history, NOW) is None


def test_nothing_is_known_so_nothing_is_raised() -> None:
    """A newcomer has no flag by any rule."""
    assert [raised(rule, History(), NOW) for rule in (*DEFAULT_RULES, MetricDrop())] == [None] * 5


@pytest.mark.parametrize(
    "facts",
    [
        Missed(times=3, week=7),
        Fell(question="mood", values=(4.0, 3.0, 1.5), at=NOW),
        Silent(since=NOW),
        Dropped(metric="followers", before=1200.0, after=900.0, at=NOW),
        Waiting(since=NOW),
        ByHand(reason='=HYPERLINK("x") שלום 🌱'),
    ],
)
def test_facts_are_kept_as_text(facts: Facts) -> None:
    """And read back the same."""
    assert read(written(facts)) == facts
    assert newest(read(written(facts))) == newest(facts)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "moon"}', '{"kind": "missed", "weeks": 1}'])
def test_what_is_no_facts_is_refused(text: str) -> None:
    """An edited database says so instead of showing nonsense."""
    with pytest.raises(ValueError, match="no facts"):
        read(text)
