"""The line of weeks: its phases, how far the cohort has come, who is where, and what a week holds."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from adapters.playground.company import Reached, Week
from adapters.playground.markup import NOTHING, Html, esc, joined, tag

NAMED = 60
"""So many of those who are in a week are named."""


def line(shown: Sequence[Week], chosen: int | None, keys: Mapping[str, str]) -> Html:
    """The phases with their weeks, and below them what the chosen one holds; `keys` are those of people."""
    most = max((len(one.here) for one in shown), default=0) or 1
    phases = (
        _phase(title, list(within), most, chosen)
        for title, within in groupby(shown, key=lambda one: one.phase)
    )
    found = next((one for one in shown if one.number == chosen), None)
    return joined(
        tag("ol", *phases, class_="phases", aria_label="Phases and weeks"),
        NOTHING if found is None else _inside(found, keys),
    )


def _phase(title: str, within: Sequence[Week], most: int, chosen: int | None) -> Html:
    return tag(
        "li",
        tag("p", esc(title), class_="phase", title=title),
        tag("ol", *(tag("li", _week(one, most, chosen)) for one in within), class_="weeks", aria_label=title),
        style=f"--weeks:{len(within)}",
    )


def _week(one: Week, most: int, chosen: int | None) -> Html:
    said = f"Week {one.number}, {one.title} ({one.phase}), {one.reached.value}: {_many(len(one.here))}"
    share = f"--share:{len(one.here) / most:.2f}"
    return tag(
        "button",
        tag("span", esc(str(len(one.here) or "")), class_="here", style=share),
        tag("span", esc(str(one.number)), class_="number"),
        tag("span", esc("now"), class_="mark") if one.reached is Reached.NOW else NOTHING,
        type="button",
        class_=f"week {one.reached.value}",
        data_do="week",
        data_with=one.number,
        aria_label=said,
        aria_expanded="true" if one.number == chosen else "false",
        aria_current="step" if one.reached is Reached.NOW else None,
        title=said,
    )


def _many(creators: int) -> str:
    match creators:
        case 0:
            return "nobody is here"
        case 1:
            return "1 creator is here"
        case _:
            return f"{creators} creators are here"


def _inside(one: Week, keys: Mapping[str, str]) -> Html:
    named = [_name(name, keys.get(name)) for name in one.here[:NAMED]]
    more = len(one.here) - len(named)
    return tag(
        "div",
        tag("h3", esc(f"Week {one.number}: {one.title}")),
        tag("p", esc(f"{one.phase} · {one.reached.value}"), class_="note"),
        tag("ul", *(tag("li", esc(step)) for step in one.steps)),
        tag("p", esc("Who is here; choose somebody to be them:" if named else "Nobody is here.")),
        tag("ul", *(tag("li", name) for name in named), class_="names") if named else NOTHING,
        tag("p", esc(f"{more} more are found by searching for “week {one.number}”.")) if more else NOTHING,
        class_="week-inside",
    )


def _name(name: str, key: str | None) -> Html:
    if key is None:
        return esc(name)
    return tag("button", esc(name), type="button", class_="press small", data_do="be", data_with=key)
