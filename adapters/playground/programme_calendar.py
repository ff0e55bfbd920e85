"""The calendar of one creator: what comes on which day of theirs, and why it moved."""

from collections.abc import Sequence

from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.programme import Calendar, Entry, WeekOfEntries
from adapters.playground.programme_contents import BASE, facts, kind_chip, step_path


def calendar_page(creators: Sequence[str], calendar: Calendar | None, cohort: str) -> Html:
    """Whom to choose, and the calendar of who was chosen."""
    chosen = calendar.creator if calendar else ""
    head = tag("h1", esc(f"The calendar of {chosen}" if chosen else "A creator's calendar"))
    if not creators:
        return joined(head, tag("p", esc("Nobody of the roster is a creator yet.")))
    choosing = _choosing(creators, chosen, cohort)
    return joined(head, choosing, _calendar(calendar, cohort) if calendar else NOTHING)


def _choosing(creators: Sequence[str], chosen: str, cohort: str) -> Html:
    options = (tag("option", esc(name), value=name, selected=name == chosen) for name in creators)
    return tag(
        "form",
        tag("input", type="hidden", name_="cohort", value=cohort),
        tag("label", esc("Creator"), for_="creator"),
        tag("select", *options, name_="creator", id="creator"),
        tag("button", esc("Show"), type="submit"),
        method="get",
        action=f"{BASE}/calendar",
        class_="choosing",
    )


def _calendar(calendar: Calendar, cohort: str) -> Html:
    remark = tag("p", esc(calendar.remark)) if calendar.remark else NOTHING
    return joined(facts(calendar.facts), remark, *(_week(week, calendar, cohort) for week in calendar.weeks))


def _week(week: WeekOfEntries, calendar: Calendar, cohort: str) -> Html:
    phase = tag("h2", esc(week.phase)) if week.phase else NOTHING
    day = tag("span", esc(f" {week.day}"), class_="quiet")
    entries = (_entry(entry, entry.at == calendar.next_at, cohort) for entry in week.entries)
    return joined(phase, tag("h3", esc(week.title), day), tag("ol", *entries, class_="entries"))


def _entry(entry: Entry, is_next: bool, cohort: str) -> Html:
    when = tag(
        "p",
        tag("time", esc(entry.day), tag("b", esc(f" {entry.time}")), datetime=entry.at.isoformat()),
        tag("span", esc(entry.utc), class_="quiet utc"),
        class_="at",
    )
    named = tag("a", esc(entry.title), href=step_path(entry.step, cohort))
    marks = (
        tag("span", esc("left out"), class_="mark gone") if entry.let_go else NOTHING,
        tag("span", esc("next"), class_="mark next") if is_next else NOTHING,
    )
    note = tag("p", esc(entry.note), class_="note") if entry.note else NOTHING
    what = tag("div", tag("p", kind_chip(entry.kind), named, *marks), note)
    return tag("li", when, what, class_="gone" if entry.let_go else None)
