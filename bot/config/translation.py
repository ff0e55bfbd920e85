"""A translation is read item by item; what it leaves out is noted, and stays as it was first written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from bot.config.document import Document, read_document, validate
from bot.config.faq import FAQ
from bot.config.findings import Findings, Where
from bot.config.lessons import read_lesson
from bot.config.steps import Library, Written
from bot.config.suggest import did_you_mean
from bot.config.tables import NoHead
from bot.config.translated_questions import say_question
from bot.config.translation_tables import (
    FaqWords,
    PhaseWords,
    ProgramWords,
    QuestionWords,
    StepWords,
    TrackWords,
    WeekWords,
)
from bot.config.week_files import PATTERNS, files_in
from bot.config.words import Words, WordsById, by_id, words_by_id, words_of
from bot.domain.library import Faq
from bot.domain.programme import (
    Content,
    Lesson,
    Meeting,
    Milestone,
    Notice,
    Phase,
    Programme,
    Questions,
    Step,
    Track,
    Week,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A programme as it was written, and the files that it was written in."""

    folder: Path
    programme: Programme
    written: Mapping[str, Written]
    library: Library
    names: Mapping[str, str] = field(init=False)
    """The file of each step, from the programme's folder."""

    def __post_init__(self) -> None:
        files = {one.doc.file for one in self.written.values()}
        named = {file: PurePosixPath(Path(file).relative_to(self.folder)).as_posix() for file in files}
        object.__setattr__(self, "names", {id_: named[one.doc.file] for id_, one in self.written.items()})

    def files(self) -> set[str]:
        """Every file that a translation may have."""
        found = (path for pattern in PATTERNS for path in files_in(self.folder, pattern))
        return {path.relative_to(self.folder).as_posix() for path in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One language of a programme, on its way."""

    original: Original
    language: str
    findings: Findings
    files: dict[str, Document | None] = field(default_factory=dict)
    steps: dict[str, WordsById[StepWords]] = field(default_factory=dict)
    forms: dict[str, WordsById[QuestionWords]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.original.folder / self.language

    def read(self) -> Programme:
        """The programme in this language; what is not translated is noted, and stays as it was written."""
        programme = self.original.programme
        if not self.folder.is_dir():
            text = f"is not there: everything is read in {programme.languages[0]!r}"
            self.findings.note(Where(file=str(self.folder), line=1, key="file"), text)
            return replace(programme, language=self.language)
        self._check_files()
        return replace(
            self._head(programme),
            language=self.language,
            weeks=tuple(self._week(week) for week in programme.weeks),
            steps=tuple(self._step(step) for step in programme.steps),
            faq=self._faq(programme),
        )

    def _check_files(self) -> None:
        known = self.original.files()
        for path in sorted((*self.folder.rglob("*.toml"), *self.folder.rglob("*.md"))):
            name = path.relative_to(self.folder).as_posix()
            if name not in known:
                remedy = did_you_mean(name, known, "name it as the file that it translates")
                where = Where(file=str(path), line=1, key="file")
                self.findings.fault(where, "translates no file of the programme", remedy)

    def _document(self, name: str) -> Document | None:
        """A file of the translation, read once; a note when it is not there."""
        if name not in self.files:
            path = self.folder / name
            self.files[name] = read_document(path, str(path), self.findings) if self._has(name) else None
        return self.files[name]

    def _has(self, name: str) -> bool:
        path = self.folder / name
        if path.is_file():
            return True
        text = f"is not there: who reads {self.language!r} gets {self.original.programme.languages[0]!r}"
        self.findings.note(Where(file=str(path), line=1, key="file"), text)
        return False

    def _head(self, programme: Programme) -> Programme:
        doc = self._document("program.toml")
        head = doc and replace(
            doc, values={k: v for k, v in doc.values.items() if k not in ("phases", "tracks")}
        )
        words = words_of(head, ProgramWords, self.findings)
        phases = words_by_id(doc, "phases", PhaseWords, self.findings, called="name")
        tracks = words_by_id(doc, "tracks", TrackWords, self.findings, called="name")
        phases.check(phase.name for phase in programme.phases)
        tracks.check(track.name for track in programme.tracks)
        return replace(
            programme,
            title=words.say("title", programme.title),
            summary=words.say("summary", programme.summary),
            phases=tuple(_phase(phase, phases.of(phase.name)) for phase in programme.phases),
            tracks=tuple(_track(track, tracks.of(track.name)) for track in programme.tracks),
        )

    def _week(self, week: Week) -> Week:
        doc = self._document(f"weeks/{week.number:02}.toml")
        words = words_of(doc, WeekWords, self.findings, without="steps")
        return replace(week, title=words.say("title", week.title))

    def _step(self, step: Step) -> Step:
        written = self.original.written[step.id]
        words = self._steps_in(self.original.names[step.id]).of(step.id)
        content = self._content(step.content, written, words)
        return replace(step, title=words.say("title", step.title), content=content)

    def _steps_in(self, name: str) -> WordsById[StepWords]:
        """The steps of a file of weeks or of a track."""
        if name not in self.steps:
            doc = self._document(name)
            if doc is not None and name.startswith("tracks/"):
                validate(doc, NoHead, self.findings, without="steps")
            self.steps[name] = words_by_id(doc, "steps", StepWords, self.findings)
            self.steps[name].check(id_ for id_, file in self.original.names.items() if file == name)
        return self.steps[name]

    def _content(self, content: Content, written: Written, words: Words[StepWords]) -> Content:
        match content:
            case Lesson():
                content = self._lesson(content, written.table.lesson or "")
            case Questions():
                content = self._questions(content, written, words)
            case Milestone(criteria=criteria):
                return Milestone(criteria=words.say_each("criteria", criteria))
            case Meeting(text=text) | Notice(text=text):
                return replace(content, text=words.say("text", text))
        for key in ("criteria", "text"):
            words.say(key, "")
        return content

    def _lesson(self, lesson: Lesson, name: str) -> Lesson:
        path = self.folder / name
        found = read_lesson(path, str(path), self.findings) if self._has(name) else None
        if found is None:
            return lesson
        for key in ("summary", "tags", "ask"):
            if getattr(lesson, key) and not getattr(found, key):
                self.findings.note(Where(file=str(path), line=1, key=key), "is not translated")
        return replace(
            found,
            summary=found.summary or lesson.summary,
            tags=found.tags or lesson.tags,
            ask=found.ask or lesson.ask,
        )

    def _questions(self, content: Questions, written: Written, words: Words[StepWords]) -> Questions:
        name = written.table.form
        form = self._form(name) if name else None
        own = self._own(written, words)
        own_ids = {question.table.id for question in written.own_questions()}
        said = tuple(
            say_question(one, (own if form is None or one.id in own_ids else form).of(one.id))
            for one in content.questions
        )
        return replace(content, questions=said)

    def _form(self, name: str) -> WordsById[QuestionWords]:
        if name not in self.forms:
            doc = self._document(f"forms/{name}.toml")
            if doc is not None:
                validate(doc, NoHead, self.findings, without="questions")
            self.forms[name] = words_by_id(doc, "questions", QuestionWords, self.findings)
            asked = self.original.library.forms.get(name) or ()
            self.forms[name].check(question.table.id for question in asked)
        return self.forms[name]

    def _own(self, written: Written, words: Words[StepWords]) -> WordsById[QuestionWords]:
        """The step's own questions; one note is enough where the step is missing."""
        tables = () if words.table is None else words.table.questions
        doc = None if words.table is None else words.doc
        own = by_id(doc, (*words.path, "questions"), enumerate(tables), self.findings)
        own.check(question.table.id for question in written.own_questions())
        return own

    def _faq(self, programme: Programme) -> tuple[Faq, ...]:
        if not programme.faq:
            return ()
        doc = self._document(FAQ)
        if doc is not None:
            validate(doc, NoHead, self.findings, without="questions")
        found = words_by_id(doc, "questions", FaqWords, self.findings)
        found.check(faq.id for faq in programme.faq)
        return tuple(_faq(faq, found.of(faq.id)) for faq in programme.faq)


def _phase(phase: Phase, words: Words[PhaseWords]) -> Phase:
    return replace(phase, title=words.say("title", phase.title), summary=words.say("summary", phase.summary))


def _track(track: Track, words: Words[TrackWords]) -> Track:
    return replace(track, title=words.say("title", track.title))


def _faq(faq: Faq, words: Words[FaqWords]) -> Faq:
    return replace(
        faq,
        question=words.say("question", faq.question),
        answer=words.say("answer", faq.answer),
        also=words.say("also", faq.also),
    )
