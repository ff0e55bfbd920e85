"""A creator's calendar by weeks, each under the programme's week that the creator is in by then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.domain.cohort import Cohort
from bot.domain.pauses import WEEK
from bot.domain.programme import Programme, StepKind
from bot.preview.table import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfRows:
    """The rows of a week that begins on a day; `phase` is empty where it is that of the week before.

    `title` is empty where only the cohort's meetings and notices go on.
    """

    phase: str
    title: str
    begins: date
    rows: tuple[Row, ...]


def by_weeks(programme: Programme, cohort: Cohort, rows: Sequence[Row]) -> Iterator[WeekOfRows]:
    """By weeks of the calendar: after a pause the creator's is an earlier one than the cohort's."""
    titles = {week.number: week.title for week in programme.weeks}
    shown_phase = ""
    for weeks, group in groupby(rows, key=lambda row: (row.local.date() - cohort.start) // WEEK):
        in_week = tuple(group)
        own = [row for row in in_week if row.kind not in (StepKind.MEETING, StepKind.NOTICE)]
        phase = title = ""
        if own:
            first = min(own, key=lambda row: row.week)
            title = f"Week {first.week}: {titles[first.week]}"
            phase = first.phase if first.phase != shown_phase else ""
            shown_phase = first.phase
        yield WeekOfRows(phase=phase, title=title, begins=cohort.start + WEEK * weeks, rows=in_week)
