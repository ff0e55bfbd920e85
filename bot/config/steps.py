"""A step is put together from what it says, what its programme says for its kind, and the built-in rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from bot.config.document import Document
from bot.config.findings import Findings, Where
from bot.config.manner import BUILT_IN, fault_foreign_keys
from bot.config.questions import Asked, build_question, check_each, check_together
from bot.config.suggest import did_you_mean
from bot.config.tables import DefaultsTable, StepTable, TrackStepTable
from bot.domain.programme import (
    Audience,
    Content,
    Lesson,
    Meeting,
    Milestone,
    Notice,
    Questions,
    Repeat,
    Step,
    StepKind,
)

_NEEDED: Final = {
    StepKind.LESSON: ("lesson", 'write lesson = "lessons/07-name.md"'),
    StepKind.MILESTONE: ("criteria", 'write criteria = ["...", "..."]'),
    StepKind.MEETING: ("text", 'write text = "..."'),
    StepKind.NOTICE: ("text", 'write text = "..."'),
}
PLATFORMS: Final = ("discord", "slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A step table, where it stands, and its week and track."""

    table: StepTable
    doc: Document
    index: int
    week: int
    track: str | None = None

    def at(self, *key: str | int) -> Where:
        return self.doc.at("steps", self.index, *key)

    @property
    def replaces(self) -> str | None:
        return self.table.replaces if isinstance(self.table, TrackStepTable) else None

    def own_questions(self) -> tuple[Asked, ...]:
        return tuple(
            Asked(table=table, doc=self.doc, path=("steps", self.index, "questions", number))
            for number, table in enumerate(self.table.questions)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What steps name: lessons and forms by name (None: there, but faulty), and the programme's words."""

    weeks: int
    tracks: tuple[str, ...]
    languages: tuple[str, ...]
    lessons: Mapping[str, Lesson | None]
    forms: Mapping[str, tuple[Asked, ...] | None]
    defaults: Mapping[StepKind, DefaultsTable]


def build_step(written: Written, library: Library, findings: Findings) -> Step | None:
    """The step as the domain knows it; None after a fault that leaves no step."""
    _check_keys(written, findings)
    _check_audience(written, library, findings)
    repeat = _repeat(written, library, findings)
    content = _content(written, library, findings)
    if content is None:
        return None
    table = written.table
    return Step(
        id=table.id,
        kind=table.kind,
        title=table.title,
        week=written.week,
        weekday=_say(written, library, "day"),
        time=_say(written, library, "time"),
        content=content,
        on_day_off=_say(written, library, "on_day_off"),
        late_after=_say(written, library, "late_after"),
        if_past=_say(written, library, "if_past"),
        backfill=_say(written, library, "backfill"),
        audience=_audience(written, library),
        date=table.date,
        repeat=repeat,
        replaces=written.replaces,
    )


def _say(written: Written, library: Library, key: str) -> Any:
    """What the step says, else its programme for the kind, else the built-in default."""
    kind = written.table.kind
    said = (getattr(table, key) for table in (written.table, library.defaults.get(kind)) if table is not None)
    return next((value for value in said if value is not None), BUILT_IN[kind].get(key))


def _check_keys(written: Written, findings: Findings) -> None:
    table = written.table
    fault_foreign_keys(table, table.kind, written.doc, ("steps", written.index), findings)
    needed = _NEEDED.get(table.kind)
    if needed and getattr(table, needed[0]) is None:
        findings.fault(written.at(needed[0]), "is missing", needed[1])


def _check_audience(written: Written, library: Library, findings: Findings) -> None:
    audience = written.table.audience
    if audience is None:
        return
    if written.track and audience.tracks:
        remedy = "take it out, or move the step to its week's file"
        findings.fault(written.at("audience"), "names tracks, and the file is a track's own", remedy)
    for what, names, known in (
        ("track of the programme", audience.tracks, library.tracks),
        ("language of the programme", audience.languages, library.languages),
        ("chat platform", audience.platforms, PLATFORMS),
    ):
        for name in names:
            if name not in known:
                remedy = did_you_mean(name, known, "take it out")
                findings.fault(written.at("audience"), f"{name!r} is no {what}", remedy)


def _repeat(written: Written, library: Library, findings: Findings) -> Repeat | None:
    table = written.table
    if table.repeat_every is None:
        if table.repeat_until is not None:
            remedy = "write repeat_every = 2 too, or take it out"
            findings.fault(written.at("repeat_until"), "says nothing without repeat_every", remedy)
        return None
    if table.date is not None:
        findings.fault(written.at("date"), "is fixed, and the step repeats", "write one of the two")
    until = table.repeat_until or library.weeks
    if not written.week <= until <= library.weeks:
        problem = f"week {until} is not one of {written.week} to {library.weeks}"
        findings.fault(written.at("repeat_until"), problem, f"write {library.weeks} or less")
    return Repeat(every=table.repeat_every, until=until)


def _audience(written: Written, library: Library) -> Audience:
    said = _say(written, library, "audience")
    own = (written.track,) if written.track else ()
    if said is None:
        return Audience(tracks=own)
    return Audience(tracks=own or said.tracks, languages=said.languages, platforms=said.platforms)


def _content(written: Written, library: Library, findings: Findings) -> Content | None:
    table = written.table
    match table.kind:
        case StepKind.LESSON:
            return _lesson(written, library, findings)
        case StepKind.CHECK_IN | StepKind.SURVEY:
            return _questions(written, library, findings)
        case StepKind.MILESTONE:
            return Milestone(criteria=table.criteria) if table.criteria else None
        case StepKind.MEETING:
            length = timedelta(minutes=_say(written, library, "minutes"))
            notice = _say(written, library, "notice")
            return Meeting(text=table.text, length=length, notice=notice) if table.text else None
        case StepKind.NOTICE:
            return Notice(text=table.text) if table.text else None


def _lesson(written: Written, library: Library, findings: Findings) -> Lesson | None:
    name = written.table.lesson
    if name is not None and name not in library.lessons:
        remedy = did_you_mean(name, library.lessons, "write the lesson, or name another one")
        findings.fault(written.at("lesson"), f"there is no lesson {name!r}", remedy)
    return library.lessons.get(name) if name else None


def _questions(written: Written, library: Library, findings: Findings) -> Questions | None:
    name = written.table.form
    if name is not None and name not in library.forms:
        remedy = did_you_mean(name, library.forms, f"write forms/{name}.toml, or name another one")
        findings.fault(written.at("form"), f"there is no form {name!r}", remedy)
    own = written.own_questions()
    check_each(own, findings)
    form = library.forms.get(name) if name else ()
    if form is None:
        return None
    asked = (*form, *own)
    check_together(asked, written.at("questions"), findings)
    if not asked:
        findings.fault(written.at("form"), "asks nothing", "name a form, or add [[steps.questions]]")
        return None
    questions = tuple(build_question(question.table) for question in asked)
    return Questions(questions=questions, closes_after=_say(written, library, "closes_after"))
