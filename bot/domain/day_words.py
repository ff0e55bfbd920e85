"""A time in words, English or Spanish: "in 3 days", "next friday at 10", "12 de marzo"; never a guess."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.wall import days_until

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
EVENING = time(19)
LONGEST = 80
SHORTEST = 3
"""So many letters of a day's or a month's name are enough."""

_WEEKDAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)
_MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)
_NUMBERS = (
    ("a", "an", "one", "un", "una", "uno"),
    ("two", "dos"),
    ("three", "tres"),
    ("four", "cuatro"),
    ("five", "cinco"),
    ("six", "seis"),
    ("seven", "siete"),
    ("eight", "ocho"),
    ("nine", "nueve"),
    ("ten", "diez"),
)
_UNITS: Mapping[str, timedelta] = {
    **dict.fromkeys(("hour", "hours", "hora", "horas"), timedelta(hours=1)),
    **dict.fromkeys(("day", "days", "dia", "dias"), DAY),
    **dict.fromkeys(("week", "weeks", "semana", "semanas"), WEEK),
}
_EARLY = {"today": 0, "hoy": 0, "tomorrow": 1, "manana": 1, "day after tomorrow": 2, "pasado manana": 2}
_NEXT_WEEK = ("next week", "proxima semana", "semana que viene")
_TONIGHT = ("tonight", "esta noche", "this evening")
_CLOCK = re.compile(
    r"(?P<words>.*?) "
    # A bare number is a day: an hour has a word before it, or minutes, or a half of the day, after it.
    r"(?:(?:at|a las?) (?P<hour>\d{1,2})|(?P<clock>\d{1,2}):(?P<at>\d\d)|(?P<bare>\d{1,2})(?= ?[ap]m$))"
    r"(?::(?P<minute>\d\d))? ?(?P<half>am|pm|h)?"
)
_FILLING = re.compile(r"^(?:on|by|the|this|next|el|la|este|proximo|on the|el proximo|la proxima) ")
_AHEAD = re.compile(r"(?:in|en|dentro de) (\w+) (\w+)")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? (?:of |de )?([a-z]+)(?: (?:de |del )?(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?")


@dataclass(frozen=True, slots=True)
class _Said:
    """Words without the time of day at their end, and that time where there is one."""

    words: str
    clock: time | None


def read_day_words(typed: str, now: datetime, usual: time) -> datetime | None:
    """The wall time that the words name, seen from the wall time `now`; None for what is not understood.

    `usual` is the time of day where the words name none. What they name may lie in the past: a year that
    is written out is taken at its word.
    """
    said = _said(_plain(typed)) if len(typed) <= LONGEST else None
    if said is None:
        return None
    ahead = _AHEAD.fullmatch(said.words)
    if ahead is not None:
        return _ahead(ahead[1], ahead[2], now, said.clock or usual)
    if said.words in _TONIGHT:
        return datetime.combine(now.date(), said.clock or EVENING)
    day = _day(said.words, now.date())
    return None if day is None else datetime.combine(day, said.clock or usual)


def _plain(typed: str) -> str:
    """Small letters without accents; blanks between words, no marks."""
    split = unicodedata.normalize("NFD", typed.casefold())
    bare = "".join(one for one in split if not unicodedata.combining(one))
    return " ".join(re.sub(r"[.,;!?¡¿]+", " ", bare).split())


def _said(words: str) -> _Said | None:
    """The time of day cut off; None for a time that no clock shows."""
    found = _CLOCK.fullmatch(words)
    if found is None:
        return _Said(words, None)
    hour = int(found["hour"] or found["clock"] or found["bare"])
    minute = int(found["minute"] or found["at"] or 0)
    if found["half"] in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return _Said(found["words"], time(hour, minute)) if hour < 24 and minute < 60 else None


def _ahead(count: str, unit: str, now: datetime, clock: time) -> datetime | None:
    number = _number(count)
    if number is None:
        return None
    if unit in ("month", "months", "mes", "meses"):
        day = _months_on(now.date(), number)
        return None if day is None else datetime.combine(day, clock)
    if unit not in _UNITS:
        return None
    then = now + number * _UNITS[unit]
    return then.replace(second=0, microsecond=0) if _UNITS[unit] < DAY else datetime.combine(then, clock)


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal() and len(word) <= 3:
        return int(word)
    return next((number for number, names in enumerate(_NUMBERS, start=1) if word in names), None)


def _day(words: str, today: date) -> date | None:
    """The day that the words name, where they name one."""
    if _FILLING.sub("", words) in _EARLY:
        return today + DAY * _EARLY[_FILLING.sub("", words)]
    if words.removeprefix("la ") in _NEXT_WEEK:
        return today + DAY + days_until(0, today + DAY)
    bare = _FILLING.sub("", _FILLING.sub("", words)).removesuffix(" que viene")
    weekday = _named(bare, _WEEKDAYS)
    if weekday is not None:
        return today + DAY + days_until(weekday, today + DAY)
    try:
        return date.fromisoformat(bare)
    except ValueError:
        return _date(bare, today)


def _date(words: str, today: date) -> date | None:
    """A day of a month; the next one there is, unless the year is written."""
    found = _DAY_OF_MONTH.fullmatch(words)
    if found is not None:
        months = (_month_on(today, n) for n in range(3))
        return _next((_existing(year, month, int(found[1])) for year, month in months), today)
    first, last = _DAY_FIRST.fullmatch(words), _MONTH_FIRST.fullmatch(words)
    if first is not None:
        return _of_month(first[2], int(first[1]), first[3], today)
    return None if last is None else _of_month(last[1], int(last[2]), last[3], today)


def _of_month(name: str, day: int, year: str | None, today: date) -> date | None:
    month = _named(name, _MONTHS)
    if month is None:
        return None
    if year is not None:
        return _existing(int(year), month + 1, day)
    return _next((_existing(today.year + n, month + 1, day) for n in range(9)), today)


def _next(days: Iterable[date | None], today: date) -> date | None:
    return next((day for day in days if day is not None and day > today), None)


def _named(word: str, names: tuple[tuple[str, ...], ...]) -> int | None:
    """The only one of these whose name begins so."""
    if len(word) < SHORTEST:
        return None
    found = {n for n, one in enumerate(names) if any(name.startswith(word) for name in one)}
    return found.pop() if len(found) == 1 else None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_on(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _months_on(day: date, months: int) -> date | None:
    """The same day so many months later, or the last one before it that there is."""
    year, month = _month_on(day, months)
    return next((found for n in range(4) if (found := _existing(year, month, day.day - n))), None)
