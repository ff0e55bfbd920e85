"""Zones as people name them: by a city, by the name in the IANA list, or by their distance from UTC."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

_DISTANCE = re.compile(r"(?:gmt|utc)?([+\-\u2212])(\d{1,2})(?::?00)?", re.IGNORECASE)
_FURTHEST = {"+": 14, "-": 12}
_SAMPLES = tuple(datetime(year, month, 15, tzinfo=UTC) for year in (2026, 2027) for month in range(1, 13))
_LONGEST = 60
NEAR = 0.72
"""From this likeness on a zone is worth asking after."""


def zones_called(typed: str) -> tuple[str, ...]:
    """The zones that may be meant: one, several that differ, or none.

    "Madrid", "new york", "europe/madrid", "Madrid, Spain" and "GMT+3" all name one.
    """
    wanted = typed[:_LONGEST].strip()
    if is_zone(wanted):
        return (wanted,)
    distance = _DISTANCE.fullmatch(wanted.replace(" ", ""))
    if distance is not None:
        return _at_distance("+" if distance[1] == "+" else "-", int(distance[2]))
    for said in (wanted, wanted.partition(",")[0]):
        name = _by_name().get(_folded(said))
        if name is not None:
            return (name,)
        cities = _by_city().get(_folded(said), ())
        if cities:
            return _different(cities)
    return ()


def zones_near(typed: str) -> tuple[str, ...]:
    """Up to three zones whose city is written nearly so."""
    found = get_close_matches(_folded(typed[:_LONGEST]), _by_city(), n=3, cutoff=NEAR)
    return tuple(_different(_by_city()[city])[0] for city in found)


def zones_beginning(typed: str, most: int) -> tuple[str, ...]:
    """Zones whose city, or whose name, begins so."""
    start = _folded(typed[:_LONGEST])
    names = sorted(name for city, several in _by_city().items() if city.startswith(start) for name in several)
    names += sorted(name for folded, name in _by_name().items() if folded.startswith(start))
    return tuple(dict.fromkeys(names))[:most]


def is_zone(name: str) -> bool:
    """Whether there is a zone of exactly this name: the one rule for rosters, chats and what people type."""
    return name in _names()


def _at_distance(sign: str, hours: int) -> tuple[str, ...]:
    if hours == 0:
        return ("UTC",)
    # The IANA list counts these the other way round: Etc/GMT-3 is three hours ahead of UTC.
    return (f"Etc/GMT{'-' if sign == '+' else '+'}{hours}",) if hours <= _FURTHEST[sign] else ()


def _different(names: tuple[str, ...]) -> tuple[str, ...]:
    """Of those that go by the same clocks one, the one whose name says most."""
    by_clocks: dict[tuple[object, ...], str] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        zone = ZoneInfo(name)
        by_clocks.setdefault(tuple(at.astimezone(zone).utcoffset() for at in _SAMPLES), name)
    return tuple(sorted(by_clocks.values()))


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.strip().casefold())
    return "".join(one for one in plain if one.isalnum() or one in "/+")


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=1)
def _by_name() -> Mapping[str, str]:
    # Etc/GMT+5 and Etc/GMT-5 would look the same without their signs.
    return {_folded(name): name for name in sorted(_names()) if not name.startswith("Etc/GMT")}


@lru_cache(maxsize=1)
def _by_city() -> Mapping[str, tuple[str, ...]]:
    cities: dict[str, tuple[str, ...]] = {}
    for name in _by_name().values():
        region, _, city = name.rpartition("/")
        if region and region != "Etc":
            cities[_folded(city)] = (*cities.get(_folded(city), ()), name)
    return cities
