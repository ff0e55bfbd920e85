"""What `cohortbot preview` shows: one creator's calendar, or the whole programme."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment
from bot.domain.programme import Programme, Step
from bot.preview.creator_page import creator_page
from bot.preview.ics import calendar_file
from bot.preview.programme_page import programme_page
from bot.preview.syllabus import Line, syllabus
from bot.preview.table import Row, calendar_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CreatorPreview:
    """One creator's calendar: rows for a table, a page for a browser, a file for a calendar app."""

    rows: tuple[Row, ...]
    html: str
    ics: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePreview:
    """The programme without a creator: rows for a table, a page for a browser."""

    rows: tuple[Line, ...]
    html: str


def preview_creator(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause], *, stamp: datetime
) -> CreatorPreview:
    """A creator's whole calendar; `stamp` (aware) is when it was made."""
    rows = calendar_table(programme, cohort, enrolment, pauses)
    return CreatorPreview(
        rows=rows,
        html=creator_page(programme, cohort, enrolment, pauses, rows),
        ics=calendar_file(programme, cohort, enrolment, pauses, stamp=stamp),
    )


def preview_programme(
    programme: Programme, cohort: Cohort, *, language: str | None = None
) -> ProgrammePreview:
    """The whole programme: who gets what when; with a language, what such creators get, as they read it."""
    shown = programme
    if language is not None:
        shown = programme.in_language(language)
        shown = replace(shown, steps=_in(language, shown))
    return ProgrammePreview(rows=syllabus(shown), html=programme_page(shown, cohort))


def _in(language: str, programme: Programme) -> tuple[Step, ...]:
    return tuple(
        step for step in programme.steps if not step.audience.languages or language in step.audience.languages
    )
