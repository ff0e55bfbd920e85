"""One creator's calendar as a page: phases, weeks, and what comes on which day."""

from collections.abc import Iterator, Sequence
from html import escape

from bot.domain.calendar import end_of, occurrences
from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment
from bot.domain.programme import Programme
from bot.preview.calendar_weeks import by_weeks
from bot.preview.days import spell_day, spell_week
from bot.preview.describe import count
from bot.preview.page import element, facts, page
from bot.preview.table import Row


def creator_page(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause], rows: Sequence[Row]
) -> str:
    """The whole page, from the rows of `calendar_table`."""
    title = f"{programme.title}: the calendar of {enrolment.person.name}"
    return page(title, _body(programme, cohort, enrolment, pauses, rows))


def _body(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause], rows: Sequence[Row]
) -> Iterator[str]:
    person = enrolment.person
    tracks = {track.name: track.title for track in programme.tracks}
    end = end_of(programme, cohort, enrolment, pauses)
    yield element("h1", person.name)
    yield element("p", f"{programme.title}, {cohort.title}", "soft")
    yield facts(
        (
            ("Times are in", person.zone),
            ("Works on", spell_week(person.working_days)),
            ("Track", tracks.get(enrolment.track, enrolment.track)),
            ("Non-profit", enrolment.nonprofit),
            ("Begins", f"{spell_day(cohort.start)} {cohort.start.year}"),
            ("Ends", f"before {spell_day(end)} {end.year}" if end else "when the pause has ended"),
        )
    )
    hidden = len(occurrences(programme, cohort, enrolment, ())) - len(rows)
    if hidden:
        yield element("p", f"{count(hidden, 'more step')} will follow once {person.name} resumes.")
    yield from _weeks(programme, cohort, rows)


def _weeks(programme: Programme, cohort: Cohort, rows: Sequence[Row]) -> Iterator[str]:
    for week in by_weeks(programme, cohort, rows):
        day = spell_day(week.begins)
        if week.phase:
            yield element("h2", week.phase)
        if week.title:
            yield f"<h3>{escape(week.title)} {element('small', f'from {day}')}</h3>"
        else:
            yield element("h3", f"From {day}")
        yield from (_row(row) for row in week.rows)


def _row(row: Row) -> str:
    day = f"{row.weekday[:3]} {spell_day(row.local)}, {row.local:%H:%M}"
    utc = "UTC" if row.at.date() == row.local.date() else f"UTC on {spell_day(row.at)}"
    note = element("p", row.note, "soft") if row.note else ""
    what = element("span", row.kind, "kind") + element("span", row.title, "what")
    return (
        f'<div class="row{" gone" if row.let_go else ""}"><p><time datetime="{row.at:%Y-%m-%dT%H:%MZ}">'
        f"{escape(day)}</time><br><small>{row.at:%H:%M} {utc}</small></p>"
        f"<div><p>{what}</p>{note}</div></div>"
    )
