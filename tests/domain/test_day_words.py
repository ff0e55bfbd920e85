"""Times in words, in English and Spanish, seen from a Wednesday afternoon."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.day_words import read_day_words
from bot.domain.snooze import snoozes
from tests.builders import a_person

NOW = datetime.fromisoformat("2026-09-09 14:00:30")
USUAL = time(9)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("in 3 days", "2026-09-12 09:00"),
        ("In two weeks.", "2026-09-23 09:00"),
        ("in an hour", "2026-09-09 15:00"),
        ("in 2 months", "2026-11-09 09:00"),
        ("tomorrow at 5pm", "2026-09-10 17:00"),
        ("the day after tomorrow", "2026-09-11 09:00"),
        ("next Friday", "2026-09-11 09:00"),
        ("wednesday", "2026-09-16 09:00"),
        ("next monday at 9:30", "2026-09-14 09:30"),
        ("next week", "2026-09-14 09:00"),
        ("tonight", "2026-09-09 19:00"),
        ("on the 15th", "2026-09-15 09:00"),
        ("5", "2026-10-05 09:00"),
        ("12 march", "2027-03-12 09:00"),
        ("march 12th", "2027-03-12 09:00"),
        ("12th of March 2025", "2025-03-12 09:00"),
        ("29 feb", "2028-02-29 09:00"),
        ("2026-10-01 at 8 am", "2026-10-01 08:00"),
        ("en 3 días", "2026-09-12 09:00"),
        ("dentro de una semana", "2026-09-16 09:00"),
        ("mañana a las 17:30", "2026-09-10 17:30"),
        ("pasado mañana", "2026-09-11 09:00"),
        ("el próximo viernes", "2026-09-11 09:00"),
        ("el viernes que viene", "2026-09-11 09:00"),
        ("la próxima semana", "2026-09-14 09:00"),
        ("esta noche", "2026-09-09 19:00"),
        ("el 12 de marzo de 2027", "2027-03-12 09:00"),
    ],
)
def test_what_is_understood(words: str, expected: str) -> None:
    """A day without a time of day gets the usual one."""
    assert read_day_words(words, NOW, USUAL) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    "words",
    ["", "never", "10/01", "30 feb", "monday at 25", "may", "ma 5", "in half an hour", "soon" * 5_000],
)
def test_what_is_not_understood(words: str) -> None:
    """No guess: a day that could be two days is none."""
    assert read_day_words(words, NOW, USUAL) is None


@given(st.text(max_size=60))
def test_any_words(words: str) -> None:
    """Whatever somebody types is a time or nothing."""
    found = read_day_words(words, NOW, USUAL)

    assert found is None or found.tzinfo is None


def test_an_iso_day_is_itself() -> None:
    """Every day of two years."""
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(730)]

    assert [read_day_words(day.isoformat(), NOW, USUAL) for day in days] == [
        datetime.combine(day, USUAL) for day in days
    ]


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        ("2026-09-09 14:00", ["tonight 09-09 19:00", "tomorrow 09-10 09:00", "monday 09-14 09:00"]),
        ("2026-09-09 18:30", ["tonight 09-09 20:30", "tomorrow 09-10 09:00", "monday 09-14 09:00"]),
        ("2026-09-09 20:00", ["tomorrow 09-10 09:00", "monday 09-14 09:00"]),
        ("2026-09-13 23:30", ["tomorrow 09-14 09:00"]),
        ("2026-09-14 10:00", ["tonight 09-14 19:00", "tomorrow 09-15 09:00", "monday 09-21 09:00"]),
    ],
)
def test_what_is_offered(now: str, offered: list[str]) -> None:
    """Never in somebody's quiet hours, never two names for one time."""
    found = snoozes(a_person(), datetime.fromisoformat(now), USUAL)

    assert [f"{name} {at:%m-%d %H:%M}" for name, at in found.items()] == offered
