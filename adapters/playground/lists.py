"""The people and channels that can be looked at, and how they are found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.playground.company import NamedChannel, Someone
from adapters.playground.markup import NOTHING, Html, esc, tag
from adapters.playground.page_routes import key_of
from bot.chat.place import Account

SHOWN = 60
"""So many people are listed; others are found by searching."""
COUNTED = 99
"""More that is unread is not told exactly."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is listed, and what is said of the others."""

    shown: tuple[Someone, ...]
    told: str


def search() -> Html:
    """Where a person is searched for; what is typed counts at once."""
    return tag(
        "form",
        tag("label", esc("Search people"), for_="search"),
        tag(
            "input",
            id="search",
            name="words",
            type="search",
            autocomplete="off",
            data_live="search",
            placeholder="name, role, place, week",
        ),
        data_do="search",
        role="search",
    )


def listed(people: Sequence[Someone], words: str, me: Account) -> Listed:
    """Whoever is found, the first of them; whoever the visitor is is never cut off."""
    found = sought(people, words)
    shown = found[:SHOWN]
    shown += [one for one in found[SHOWN:] if one.account == me]
    more = len(found) - len(shown)
    if not found:
        said = f"Nobody is found by “{words.strip()}”."
        return Listed((), f"{said} Try a part of a name, a role, a city, “week 3” or “paused”.")
    return Listed(tuple(shown), f"{more:,} more: search for them." if more else "")


def sought(people: Sequence[Someone], words: str) -> list[Someone]:
    """Whoever's name, role, zone or standing holds all the words."""
    wanted = words.casefold().split()
    return [one for one in people if all(word in _known(one) for word in wanted)] if wanted else list(people)


def _known(one: Someone) -> str:
    return " ".join(
        (one.name, one.role, _city(one.zone), one.zone, one.standing, one.account.platform)
    ).casefold()


def person(one: Someone, *, now: datetime, unread: int, here: bool, me: bool) -> Html:
    """An entry of the list of people; `here` is whose conversation is open, `me` who the visitor is."""
    badge = "you" if me else "played by a visitor" if one.by_hand else ""
    return tag(
        "button",
        tag("span", esc(one.name), class_="name"),
        _count(unread),
        tag("span", esc(about(one, now)), class_="note"),
        tag("span", esc(badge), class_="badge") if badge else NOTHING,
        type="button",
        data_do="be",
        data_with=key_of(one.account),
        aria_current="true" if here else None,
    )


def about(one: Someone, now: datetime) -> str:
    """Role, standing and local time."""
    wall = now.astimezone(ZoneInfo(one.zone))
    return " · ".join(filter(None, (one.role, one.standing, f"{wall:%a %H:%M} in {_city(one.zone)}")))


def channel(one: NamedChannel, *, unread: int, here: bool) -> Html:
    """An entry of the list of channels."""
    return tag(
        "button",
        tag("span", esc(f"# {one.name}"), class_="name"),
        _count(unread),
        type="button",
        data_do="channel",
        data_with=f"{one.room.platform}/{one.room.id}",
        aria_current="true" if here else None,
    )


def _count(unread: int) -> Html:
    if not unread:
        return NOTHING
    many = str(unread) if unread <= COUNTED else f"{COUNTED}+"
    return tag("span", esc(many), tag("span", esc(" unread"), class_="unseen"), class_="count")


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
