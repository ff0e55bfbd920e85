"""The contents of a programme: phases, weeks, and what comes when."""

from urllib.parse import quote, urlencode

from adapters.playground.markup import NOTHING, Html, esc, joined, tag
from adapters.playground.programme import Contents, Facts, Line, PhaseOfWeeks, WeekOfSteps

BASE = "/programme"


def step_path(step: str, cohort: str) -> str:
    """Where the page of a step is."""
    return f"{BASE}/step/{quote(step, safe='')}?{urlencode({'cohort': cohort})}"


def contents_page(contents: Contents, cohort: str) -> Html:
    """The whole page."""
    links = (
        tag("li", tag("a", esc(phase.title), href=f"#phase-{number}"))
        for number, phase in enumerate(contents.phases, start=1)
    )
    return joined(
        tag("h1", esc(contents.title)),
        tag("p", esc(contents.summary), class_="quiet"),
        facts(contents.facts),
        tag("nav", tag("ul", *links), aria_label="Phases", class_="phases"),
        *(_phase(phase, number, cohort) for number, phase in enumerate(contents.phases, start=1)),
    )


def facts(told: Facts) -> Html:
    """Names and values; one without a value is left out."""
    pairs = (tag("div", tag("dt", esc(name)), tag("dd", esc(value))) for name, value in told if value)
    return tag("dl", *pairs, class_="facts")


def kind_chip(kind: str) -> Html:
    """What a step is, in a word."""
    return tag("span", esc(kind), class_=f"kind {kind}")


def _phase(phase: PhaseOfWeeks, number: int, cohort: str) -> Html:
    first, last = phase.weeks[0].number if phase.weeks else 0, phase.weeks[-1].number if phase.weeks else 0
    span = f"Week {first}. " if first == last else f"Weeks {first} to {last}. "
    return tag(
        "section",
        tag("h2", esc(phase.title), id=f"phase-{number}"),
        tag("p", esc(f"{span}{phase.summary}"), class_="quiet"),
        tag("div", *(_week(week, cohort) for week in phase.weeks), class_="weeks"),
        aria_labelledby=f"phase-{number}",
    )


def _week(week: WeekOfSteps, cohort: str) -> Html:
    title = tag("h3", esc(f"Week {week.number}: {week.title}"))
    steps = tag("ul", *(_line(line, cohort) for line in week.lines), class_="steps")
    return tag("div", title, steps, class_="week")


def _line(line: Line, cohort: str) -> Html:
    audience = f"for {line.audience}" if line.audience else ""
    instead = f"instead of “{line.instead_of}”" if line.instead_of else ""
    remark = esc(" · ".join(filter(None, (line.when, audience, instead))))
    named = tag("a", esc(line.title), href=step_path(line.step, cohort))
    return tag("li", kind_chip(line.kind), named, tag("p", remark, class_="quiet") if remark else NOTHING)
