"""The overview of a programme's page: who gets what when, where each week is, what tracks change."""

from collections import Counter
from collections.abc import Iterator
from html import escape

from bot.domain.programme import Programme, Step, StepKind
from bot.preview.describe import when, whom
from bot.preview.page import element
from bot.preview.syllabus import in_order
from bot.preview.wording import Wording


def who_gets_what(programme: Programme, words: Wording) -> Iterator[str]:
    """A table: of each kind how many there are, when they come and for whom."""
    head = "".join(element("th", words.say(name)) for name in ("What", "When", "For whom"))
    rows = (row for kind in StepKind for row in _rows(kind, programme, words))
    yield element("h2", words.say("Who gets what, when"))
    yield f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _rows(kind: StepKind, programme: Programme, words: Wording) -> Iterator[str]:
    """Everybody's steps of a kind, and those of tracks, in one row where each track has as many."""
    steps = [step for step in programme.steps if step.kind is kind]
    everybodys = [step for step in steps if not whom(step, programme)]
    by_track = {
        track.title: own
        for track in programme.tracks
        if (own := [step for step in steps if step.audience.tracks == (track.name,)])
    }
    of_tracks = [step for own in by_track.values() for step in own]
    rest = [step for step in steps if step not in everybodys and step not in of_tracks]
    told = [(everybodys, len(everybodys), words.say("everybody"))]
    if len(by_track) == len(programme.tracks) and len({len(own) for own in by_track.values()}) == 1:
        told.append((of_tracks, len(of_tracks) // len(by_track), words.say("each track")))
    else:
        for title, own in by_track.items():
            told.append((own, len(own), words.say("track {names}", names=title)))
    told.append((rest, len(rest), words.say("some")))
    for some, number, who in told:
        if some:
            yield _cells(f"{number} × {words.say(kind)}", _usual(some, words), who)


def _cells(what: str, at: str, who: str) -> str:
    return f"<tr><td>{element('span', what, 'kind')}</td>{element('td', at)}{element('td', who)}</tr>"


def _usual(steps: list[Step], words: Wording) -> str:
    """When they come, if that is the same for all; else when most of them do."""
    times = Counter(
        when(step, words) if step.date is None else words.say("on its own date") for step in steps
    )
    (most, _), *others = times.most_common()
    return words.say("{when}, most often", when=most) if others else most


def contents(programme: Programme, words: Wording) -> Iterator[str]:
    """The phases with their weeks, each a link."""
    yield element("h2", words.say("Contents"))
    blocks = []
    for phase in programme.phases:
        items = (
            f'<li><a href="#week-{week.number}">{week.number}. {escape(week.title)}</a></li>'
            for week in programme.weeks
            if phase.first_week <= week.number <= phase.last_week
        )
        blocks.append(f"<div>{element('p', phase.title)}<ul>{''.join(items)}</ul></div>")
    yield f"<nav>{''.join(blocks)}</nav>"


def tracks(programme: Programme, words: Wording) -> Iterator[str]:
    """For each track the steps that are its own."""
    own = {
        track.title: [step for step in in_order(programme) if step.audience.tracks == (track.name,)]
        for track in programme.tracks
    }
    if not any(own.values()):
        return
    yield element("h2", words.say("What each track does differently"), "phase")
    yield element("p", words.say("Everything else is the same for everybody."), "soft")
    for title, steps in own.items():
        if steps:
            yield element("h3", title)
            yield f"<ul>{''.join(_of_track(step, programme, words) for step in steps)}</ul>"


def _of_track(step: Step, programme: Programme, words: Wording) -> str:
    replaced = programme.step(step.replaces) if step.replaces else None
    how = words.say("instead of “{title}”", title=replaced.title) if replaced else words.say("added")
    week = words.say("Week {week}", week=step.week)
    link = f'<a href="#{escape(step.id)}">{escape(step.title)}</a>'
    return f"<li>{link} <small>{escape(f'{week}, {how}')}</small></li>"
