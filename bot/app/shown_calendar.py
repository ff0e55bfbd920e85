"""One creator's calendar, in the words in which the playground shows it."""

from collections.abc import Sequence
from datetime import datetime

from adapters.playground.programme import Calendar, Entry, WeekOfEntries
from bot.app.checking import spelled
from bot.config.setup import CohortSetup
from bot.domain.calendar import end_of, occurrences
from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment
from bot.domain.programme import Programme
from bot.preview import Row, calendar_table
from bot.preview.calendar_weeks import by_weeks
from bot.preview.days import spell_day, spell_week
from bot.preview.describe import count


def calendar_of(plan: CohortSetup, enrolment: Enrolment, pauses: Sequence[Pause], now: datetime) -> Calendar:
    """The calendar as the programme and the pauses make it; `now` is aware."""
    person, cohort = enrolment.person, plan.cohort
    programme = plan.programme.in_language(person.language)
    rows = calendar_table(programme, cohort, enrolment, pauses)
    hidden = len(occurrences(programme, cohort, enrolment, ())) - len(rows)
    weeks = (
        WeekOfEntries(
            phase=week.phase,
            title=week.title or "Of the whole cohort",
            day=f"from {spell_day(week.begins)} {week.begins.year}",
            entries=tuple(map(_entry, week.rows)),
        )
        for week in by_weeks(programme, cohort, rows)
    )
    return Calendar(
        creator=person.name,
        facts=_facts(programme, cohort, enrolment, pauses),
        remark=f"{count(hidden, 'more step')} will follow once {person.name} resumes." if hidden else "",
        weeks=tuple(weeks),
        next_at=min((row.at for row in rows if row.at >= now and not row.let_go), default=None),
    )


def _facts(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]
) -> tuple[tuple[str, str], ...]:
    person, end = enrolment.person, end_of(programme, cohort, enrolment, pauses)
    tracks = {track.name: track.title for track in programme.tracks}
    return (
        ("Times are in", person.zone),
        ("Works on", spell_week(person.working_days)),
        ("Language", spelled(person.language)),
        ("Track", tracks.get(enrolment.track, enrolment.track)),
        ("Non-profit", enrolment.nonprofit),
        ("Begins", f"{spell_day(cohort.start)} {cohort.start.year}"),
        ("Ends", f"before {spell_day(end)} {end.year}" if end else "when the pause has ended"),
    )


def _entry(row: Row) -> Entry:
    other_day = "" if row.at.date() == row.local.date() else f" on {spell_day(row.at)}"
    return Entry(
        step=row.step,
        title=row.title,
        kind=row.kind,
        day=f"{row.weekday} {spell_day(row.local)}",
        time=f"{row.local:%H:%M}",
        at=row.at,
        utc=f"{row.at:%H:%M} UTC{other_day}",
        note=row.note,
        let_go=row.let_go,
    )
