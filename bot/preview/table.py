"""A creator's calendar as rows: what comes when, in whose time, and why it moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.calendar import Occurrence, after_pauses, occurrences, on_working_day
from bot.domain.cohort import Cohort
from bot.domain.pauses import WEEK, Kept, LetGo, Pause, Waiting, move
from bot.domain.people import Enrolment
from bot.domain.programme import Meeting, Programme, StepKind
from bot.domain.wall import wall_time
from bot.preview.days import WEEKDAYS, spell_day, spell_weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One occurrence; `local` is naive wall time in `zone`, the creator's own, and `at` the same in UTC.

    A meeting's row says when it starts. `note` says in words why it is not where the programme
    puts it, or is empty.
    """

    key: str
    step: str
    week: int
    phase: str
    local: datetime
    zone: str
    at: datetime
    kind: StepKind
    title: str
    note: str
    let_go: bool

    @property
    def weekday(self) -> str:
        """The English name of its day."""
        return WEEKDAYS[self.local.weekday()]


def calendar_table(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]
) -> tuple[Row, ...]:
    """A creator's calendar, in the order of what takes place."""
    found = occurrences(programme, cohort, enrolment, pauses)
    rows = (_row(o, programme, cohort, enrolment, pauses) for o in found)
    return tuple(sorted(rows, key=lambda row: (row.at, row.key)))


def _row(
    o: Occurrence, programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]
) -> Row:
    zone = enrolment.person.zone
    week = _week_of(o, programme, cohort)
    notes = (*_moves(o, cohort, enrolment, pauses), *_meeting_times(o, zone))
    return Row(
        key=o.key,
        step=o.step.id,
        week=week,
        phase=programme.phase_of(week).title,
        local=wall_time(o.starts, zone),
        zone=zone,
        at=o.starts,
        kind=o.step.kind,
        title=o.step.title,
        note="; ".join(notes),
        let_go=o.let_go,
    )


def _week_of(o: Occurrence, programme: Programme, cohort: Cohort) -> int:
    """A fixed date counts to the week that it lies in, not to the one whose file names it."""
    if o.step.date is None:
        return o.week
    return max(1, min((o.nominal - cohort.start) // WEEK + 1, len(programme.weeks)))


def _moves(o: Occurrence, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]) -> list[str]:
    moved = after_pauses(o.step, o.nominal, cohort, pauses)
    if isinstance(moved, Waiting):
        return []
    notes = [f"{spell_day(o.nominal)} is a fixed date"] if o.step.date is not None else []
    if moved.day != o.nominal:
        later = spell_weeks((moved.day - o.nominal) // WEEK)
        notes.append(f"{_causes(o.nominal, moved.day, cohort, pauses)}: {later} later")
    if o.let_go:
        why = "break" if isinstance(move(moved.day, cohort.breaks, shifts=False), LetGo) else "pause"
        return [*notes, f"left out: it falls into a {why}"]
    working = cohort.working_days if o.step.of_cohort else enrolment.person.working_days
    day = on_working_day(moved.day, o.step.on_day_off, working, cohort.holidays)
    if day != moved.day:
        notes.append(f"{_day_off(moved.day, cohort)}: {_name_of(day, moved.day)}")
    shown = wall_time(o.starts, o.zone)
    if shown != datetime.combine(day, o.step.time):
        notes.append(f"the clocks skip {o.step.time:%H:%M} that day: {shown:%H:%M}")
    return notes


def _causes(nominal: date, moved: date, cohort: Cohort, pauses: Sequence[Pause]) -> str:
    """What moved a day: that without which it would not have come so far."""
    without = {"break": move(nominal, pauses), "pause": move(nominal, cohort.breaks)}
    return " and ".join(cause for cause, rest in without.items() if rest != Kept(moved)) or "break"


def _day_off(day: date, cohort: Cohort) -> str:
    if day in cohort.holidays:
        return f"{spell_day(day)} is a holiday"
    return f"{WEEKDAYS[day.weekday()]} is a day off"


def _name_of(day: date, instead_of: date) -> str:
    """The weekday alone, where that leaves no doubt."""
    near = abs((day - instead_of).days) < 7
    return WEEKDAYS[day.weekday()] if near else spell_day(day)


def _meeting_times(o: Occurrence, zone: str) -> list[str]:
    """Where the time is the cohort's: how the others say it, and when it is announced."""
    notes = []
    if o.step.of_cohort and o.zone != zone:
        notes.append(f"{wall_time(o.starts, o.zone):%H:%M} in {o.zone}")
    if isinstance(o.step.content, Meeting) and o.at < o.starts and not o.let_go:
        announced, starts = wall_time(o.at, zone), wall_time(o.starts, zone)
        day = "" if announced.date() == starts.date() else f"{spell_day(announced)} "
        notes.append(f"announced {day}{announced:%H:%M}")
    return notes
