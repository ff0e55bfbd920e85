"""The small values that admins write, as types: durations, times, dates, zones, days, slugs."""

import re
import unicodedata
from datetime import date, time, timedelta
from pathlib import PurePosixPath
from typing import Annotated, Final
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.config.suggest import did_you_mean
from bot.domain.zones import is_zone, zones_called

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_YEARS: Final = range(2000, 2101)
_SLUG: Final = "[a-z0-9]+(-[a-z0-9]+)*"
_DURATION: Final = "([0-9]{1,4})([mhdw])"
_DISCORD_ID: Final = "[0-9]{1,20}"
_CLOCK: Final = "([01][0-9]|2[0-3]):([0-5][0-9])"
LANGUAGE: Final = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


def wrong(problem: str, remedy: str) -> PydanticCustomError:
    """What a validator raises: the two halves of a fault."""
    return PydanticCustomError("wrong", "{problem}; {remedy}", {"problem": problem, "remedy": remedy})


def _text(value: object, remedy: str) -> str:
    if not isinstance(value, str):
        raise wrong(f"is {spell(value)}, wants text in quotes", remedy)
    return value


def spell(value: object) -> str:
    """A value as the admin sees it, with its kind."""
    match value:
        case bool():
            return f"{str(value).lower()} (true or false)"
        case str():
            return repr(value if len(value) <= 60 else value[:57] + "...")
        case int() | float():
            # Python refuses to spell whole numbers of more than 4,300 digits.
            return "a huge number" if abs(value) > 1e15 else f"the number {value}"
        case list() | tuple():
            return "a list"
        case dict():
            return "a table"
        case _:
            return f"{value}"


def parse_duration(value: object) -> timedelta:
    """ "90m", "6h", "6d" or "2w" as a span of time."""
    remedy = 'write minutes, hours, days or weeks: "90m", "6h", "6d", "2w"'
    found = re.fullmatch(_DURATION, _text(value, remedy))
    if found is None:
        raise wrong(f"{spell(value)} is not a duration", remedy)
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def spell_duration(span: timedelta) -> str:
    """A span of time as admins write it."""
    minutes = int(span.total_seconds() // 60)
    for unit, size in (("w", 7 * 24 * 60), ("d", 24 * 60), ("h", 60)):
        if minutes and minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m"


def parse_clock(value: object) -> time:
    """ "09:00" as a time of day."""
    remedy = 'write hours and minutes: "09:00"'
    found = re.fullmatch(_CLOCK, _text(value, remedy))
    if found is None:
        raise wrong(f"{spell(value)} is not a time of day", remedy)
    return time(int(found[1]), int(found[2]))


def parse_date(value: object) -> date:
    """2027-01-11, bare or in quotes, as a day."""
    remedy = "write year, month and day: 2027-01-11"
    day = value
    if isinstance(value, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            day = date.fromisoformat(value)
        except ValueError as impossible:
            raise wrong(f"{spell(value)} is not a day of the calendar", remedy) from impossible
    if type(day) is not date:
        raise wrong(f"{spell(value)} is not a date", remedy)
    if day.year not in _YEARS:
        raise wrong(f"the year {day.year} is not one of {_YEARS[0]} to {_YEARS[-1]}", remedy)
    return day


def parse_zone(value: object) -> str:
    """An IANA zone that this machine knows."""
    name = _text(value, 'write an IANA zone: "Europe/London"')
    if not is_zone(name):
        raise wrong(f"{spell(name)} is not a time zone", _zone_meant(name))
    return name


def _zone_meant(name: str) -> str:
    """A remedy: the zone of a city that is written alone, else the nearest name."""
    otherwise = "write an IANA zone, such as Europe/London"
    called = zones_called(name)
    if any(zone == "UTC" or zone.startswith("Etc/") for zone in called):
        return otherwise  # A distance from UTC has no summer time: whoever lives there has a city.
    if len(called) > 1:
        return f"write one of {', '.join(map(repr, called))}"
    return did_you_mean(called[0] if called else name, available_timezones(), otherwise)


def parse_weekday(value: object) -> int:
    """The number of a weekday's English name; 0 is Monday."""
    name = _text(value, 'write a day: "monday"')
    if name not in WEEKDAYS:
        raise wrong(f"{spell(name)} is not a weekday", did_you_mean(name, WEEKDAYS, 'write a day: "monday"'))
    return WEEKDAYS.index(name)


def _slug(value: str) -> str:
    if not re.fullmatch(_SLUG, value) or len(value) > 40:
        raise wrong(
            f"{spell(value)} is not a name for machines",
            "write at most 40 lower-case letters, digits and single hyphens, such as 'spring-2027'",
        )
    return value


def _name(value: str) -> str:
    tidy = unicodedata.normalize("NFC", " ".join(value.split()))
    if not tidy:
        raise wrong("is blank", "write a name")
    return tidy


def _path(value: str) -> str:
    if not value or "\0" in value:
        raise wrong(f"{spell(value)} is not a path", "write a path relative to this file")
    return value


def _inside(value: str) -> str:
    path = PurePosixPath(_path(value))
    if path.is_absolute() or ".." in path.parts or "\\" in value or path.parts[:1] != ("lessons",):
        problem = f"{spell(value)} is not in the folder lessons"
        raise wrong(problem, "write a path such as 'lessons/07-hooks.md'")
    return str(path)


def parse_language(value: object) -> str:
    """A language code."""
    remedy = 'write a language code: "en", "es", "pt-BR"'
    code = _text(value, remedy)
    if not re.fullmatch(LANGUAGE, code):
        raise wrong(f"{spell(code)} is not a language", remedy)
    return code


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise wrong(f"{spell(value)} is not a web address", "write one that begins with https:// or http://")
    return value


def no_discord_id(value: str) -> tuple[str, str] | None:
    """What is wrong with an id of Discord's, and the remedy: many write a name, which the bot can't use."""
    if re.fullmatch(_DISCORD_ID, value):
        return None
    remedy = "switch on the developer mode in Discord's settings, and copy it by a right click"
    return f"{spell(value)} is not an id of Discord, which is a number", remedy


def no_slack_id(value: str, begins: str) -> tuple[str, str] | None:
    """The same for an id of Slack's, which begins with one of these letters."""
    if re.fullmatch(f"[{begins}][A-Z0-9]+", value):
        return None
    remedy = "open the channel in a browser, and copy it from the address: /T.../C..."
    return f"{spell(value)} is not an id of Slack, which begins with {begins[0]} here", remedy


def _discord_id(value: str) -> str:
    if (fault := no_discord_id(value)) is not None:
        raise wrong(*fault)
    return value


def _schema(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$"})


Slug = Annotated[str, AfterValidator(_slug), _schema(_SLUG)]
Name = Annotated[str, Field(max_length=80), AfterValidator(_name)]
Title = Annotated[str, Field(min_length=1, max_length=100)]
Duration = Annotated[timedelta, BeforeValidator(parse_duration), _schema(_DURATION), Field(examples=["2d"])]
ClockTime = Annotated[time, BeforeValidator(parse_clock), _schema(_CLOCK), Field(examples=["09:00"])]
Day = Annotated[
    date,
    BeforeValidator(parse_date),
    WithJsonSchema({"type": "string", "format": "date"}),
    Field(examples=[date(2027, 1, 11)]),
]
Zone = Annotated[
    str, BeforeValidator(parse_zone), WithJsonSchema({"type": "string"}), Field(examples=["Europe/London"])
]
Weekday = Annotated[
    int, BeforeValidator(parse_weekday), WithJsonSchema({"enum": list(WEEKDAYS)}), Field(examples=["monday"])
]
FilePath = Annotated[str, AfterValidator(_path)]
LessonPath = Annotated[str, AfterValidator(_inside)]
Language = Annotated[str, BeforeValidator(parse_language), _schema(LANGUAGE), Field(examples=["en"])]
DiscordId = Annotated[
    str, AfterValidator(_discord_id), _schema(_DISCORD_ID), Field(examples=["731046298015744001"])
]
WebAddress = Annotated[str, AfterValidator(_url), _schema(r"https?://\S+")]
