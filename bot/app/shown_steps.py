"""The steps of a programme, in the words in which the playground shows them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from adapters.playground.look import Reader
from adapters.playground.programme import (
    Contents,
    FormPage,
    Line,
    PhaseOfWeeks,
    StepSheet,
    Telling,
    WeekOfSteps,
)
from bot.app.chat_looks import ChatLooks
from bot.app.checking import spelled
from bot.app.form_pages import form_pages
from bot.app.plans import plan_of
from bot.config.setup import CohortSetup
from bot.domain.calendar import occurrences
from bot.domain.delivery import LedgerEntry, OccurrenceState, entry_of
from bot.domain.keys import cohort_key, enrolment_key, person_key
from bot.domain.people import Enrolment, EnrolmentState, Person, QuietHours
from bot.domain.programme import Audience, OnDayOff, Programme, Questions, Step
from bot.engine.plans import CohortPlan
from bot.engine.wording import wording
from bot.features.steps import words
from bot.preview.days import spell_day
from bot.preview.describe import count, gist, spell, when, whom
from bot.preview.syllabus import Line as SyllabusLine
from bot.preview.syllabus import syllabus

NOBODY = b"nobody's secret"


def contents_of(plan: CohortSetup) -> Contents:
    """The whole programme of a cohort."""
    programme, cohort = plan.programme, plan.cohort
    lines = syllabus(programme)
    return Contents(
        title=f"{programme.title}, {cohort.title}",
        summary=programme.summary,
        facts=(
            ("Begins", f"{spell_day(cohort.start)} {cohort.start.year}"),
            ("Cohort's time", cohort.zone),
            ("Length", count(len(programme.weeks), "week")),
            ("Steps", str(len(programme.steps))),
            ("Tracks", ", ".join(track.title for track in programme.tracks)),
            ("Languages", ", ".join(map(spelled, programme.languages))),
        ),
        phases=tuple(
            PhaseOfWeeks(
                title=phase.title,
                summary=phase.summary,
                weeks=tuple(
                    _weeks(
                        programme,
                        [line for line in lines if phase.first_week <= line.week <= phase.last_week],
                    )
                ),
            )
            for phase in programme.phases
        ),
    )


def _weeks(programme: Programme, lines: list[SyllabusLine]) -> Iterator[WeekOfSteps]:
    titles = {week.number: week.title for week in programme.weeks}
    for number, group in groupby(lines, key=lambda line: line.week):
        yield WeekOfSteps(number=number, title=titles.get(number, ""), lines=tuple(map(line_of, group)))


def line_of(one: SyllabusLine) -> Line:
    """A step in a few words."""
    return Line(
        step=one.step,
        title=one.title,
        kind=one.kind,
        when=one.when,
        audience=one.audience,
        instead_of=one.replaces,
    )


def sheet_of(plan: CohortSetup, step_id: str, looks: ChatLooks) -> StepSheet | None:
    """Everything about a step; None if the programme has none with this id."""
    lines = syllabus(plan.programme)
    step = plan.programme.step(step_id)
    at = next((n for n, line in enumerate(lines) if line.step == step_id), None)
    if step is None or at is None:
        return None
    titles = {week.number: week.title for week in plan.programme.weeks}
    return StepSheet(
        line=line_of(lines[at]),
        week=f"{lines[at].phase} · Week {step.week}: {titles.get(step.week, '')}",
        facts=_facts(step, plan.programme),
        tellings=tuple(_tellings(plan, step_id, looks)),
        before=line_of(lines[at - 1]) if at else None,
        after=line_of(lines[at + 1]) if at + 1 < len(lines) else None,
    )


def _facts(step: Step, programme: Programme) -> tuple[tuple[str, str], ...]:
    replaced = programme.step(step.replaces) if step.replaces else None
    asked = step.content if isinstance(step.content, Questions) else None
    moves = {
        OnDayOff.NEXT: "comes on the next working day",
        OnDayOff.PREVIOUS: "comes on the working day before",
        OnDayOff.KEEP: "comes all the same",
    }
    return (
        ("Comes", when(step)),
        ("On a day off", moves[step.on_day_off]),
        ("Too late after", spell(step.late_after)),
        ("For", whom(step, programme) or "everybody"),
        ("Instead of", replaced.title if replaced else ""),
        ("Summary", gist(step) if step.kind == "lesson" else ""),
        ("Takes answers for", spell(asked.closes_after) if asked else ""),
        ("Id", step.id),
    )


def _tellings(plan: CohortSetup, step_id: str, looks: ChatLooks) -> Iterator[Telling]:
    for language in plan.programme.languages:
        told = plan_of(plan).in_language(language)
        step = told.step(step_id)
        if step is not None and (not step.audience.languages or language in step.audience.languages):
            yield _telling(told, step, language, looks)


def _telling(plan: CohortPlan, step: Step, language: str, looks: ChatLooks) -> Telling:
    say, entry = wording(language), _sample(plan, step, language)
    message = words(entry, plan, plan.cohort.zone, say)
    pages: tuple[FormPage, ...] = ()
    if isinstance(step.content, Questions):
        pages = form_pages(entry, step.content.questions, say, language)
    return Telling(
        language=spelled(language),
        reader=Reader(zone=plan.cohort.zone, language=language),
        title=step.title,
        discord=looks.discord if isinstance(looks.discord, str) else looks.discord(message),
        slack=looks.slack if isinstance(looks.slack, str) else looks.slack(message),
        forms=pages,
    )


def _sample(plan: CohortPlan, step: Step, language: str) -> LedgerEntry:
    """The step as it comes to somebody in the cohort's own zone, whomever it is for."""
    alone = replace(step, audience=Audience(), replaces=None, repeat=None)
    programme = replace(plan.programme, steps=(alone,), translations=())
    person = Person(
        key=person_key(NOBODY, language),
        name="A creator",
        zone=plan.cohort.zone,
        language=language,
        working_days=plan.cohort.working_days,
        quiet=QuietHours(),
    )
    enrolment = Enrolment(
        key=enrolment_key(cohort_key(plan.cohort.name), person.key),
        person=person,
        state=EnrolmentState.ACTIVE,
        platform="discord",
    )
    one, *_ = occurrences(programme, plan.cohort, enrolment, ())
    return entry_of(one, OccurrenceState.PLANNED)
