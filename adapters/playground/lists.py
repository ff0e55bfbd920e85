"""Lists of the page: the people and channels that can be looked at, and the line of weeks."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.playground.company import NamedChannel, Someone, Week
from adapters.playground.markup import NOTHING, Html, esc, joined, tag

SHOWN = 60
"""So many people are listed; others are found by searching."""


def sought(people: Sequence[Someone], words: str) -> list[Someone]:
    """Whoever's name, role, zone or standing holds all the words."""
    wanted = words.casefold().split()
    return [one for one in people if all(word in _known(one) for word in wanted)]


def _known(one: Someone) -> str:
    return " ".join((one.name, one.role, one.zone, one.standing, one.account.platform)).casefold()


def person(one: Someone, *, now: datetime, unread: int, here: bool) -> Html:
    """An entry of the list of people."""
    wall = now.astimezone(ZoneInfo(one.zone))
    about = " · ".join(filter(None, (one.role, one.standing, f"{wall:%a %H:%M} in {_city(one.zone)}")))
    return tag(
        "button",
        tag("span", esc(one.name), class_="name"),
        _count(unread),
        tag("span", esc(about), class_="note"),
        tag("span", esc("played by you"), class_="badge") if one.by_hand else NOTHING,
        type="button",
        data_do="be",
        data_with=f"{one.account.platform}/{one.account.workspace}/{one.account.user}",
        aria_current="true" if here else None,
    )


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


def weeks(shown: Sequence[Week], chosen: int | None) -> Html:
    """The line of weeks, and below it what the chosen one holds."""
    most = max((len(one.here) for one in shown), default=0) or 1
    line = tag("ol", *(tag("li", _week(one, most, chosen)) for one in shown), class_="weeks")
    found = next((one for one in shown if one.number == chosen), None)
    return joined(line, NOTHING if found is None else _inside(found))


def _week(one: Week, most: int, chosen: int | None) -> Html:
    said = f"Week {one.number}, {one.title} ({one.phase}): {len(one.here)} creators are here"
    return tag(
        "button",
        tag(
            "span", esc(str(len(one.here) or "")), class_="here", style=f"--share:{len(one.here) / most:.2f}"
        ),
        tag("span", esc(str(one.number)), class_="number"),
        type="button",
        data_do="week",
        data_with=one.number,
        aria_label=said,
        aria_expanded="true" if one.number == chosen else "false",
        title=said,
    )


def _inside(one: Week) -> Html:
    names = ", ".join(one.here) or "nobody"
    return tag(
        "div",
        tag("h3", esc(f"Week {one.number}: {one.title}")),
        tag("p", esc(one.phase), class_="note"),
        tag("ul", *(tag("li", esc(step)) for step in one.steps)),
        tag("p", esc(f"Here now: {names}.")),
        class_="week-inside",
    )


def _count(unread: int) -> Html:
    if not unread:
        return NOTHING
    return tag("span", esc(str(unread)), tag("span", esc(" unread"), class_="unseen"), class_="count")


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
