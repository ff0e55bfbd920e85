"""The programme: weeks in phases, and the steps that creators take."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from bot.domain.library import Faq
from bot.domain.question import Question


class StepKind(StrEnum):
    """What a step is."""

    LESSON = "lesson"
    CHECK_IN = "check-in"
    MILESTONE = "milestone"
    SURVEY = "survey"
    MEETING = "meeting"
    NOTICE = "notice"


class OnDayOff(StrEnum):
    """Where a step goes whose day is not a working day."""

    NEXT = "next"
    PREVIOUS = "previous"
    KEEP = "keep"


class IfPast(StrEnum):
    """What becomes of a step whose time lies before the creator joined."""

    SKIP = "skip"
    CATCH_UP = "catch_up"


class Backfill(StrEnum):
    """What becomes of a step that was added to the programme after its time."""

    NONE = "none"
    NEXT_DIGEST = "next_digest"
    SEND = "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a step is for; an empty tuple means everybody."""

    tracks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()

    def admits(self, *, track: str, language: str, platform: str) -> bool:
        """Whether someone of this track, language and platform takes the step."""
        return (
            (not self.tracks or track in self.tracks)
            and (not self.languages or language in self.languages)
            and (not self.platforms or platform in self.platforms)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyDate:
    """A day of every year: the first one on or after the cohort's start counts."""

    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A step that comes again every so many weeks, until a week of the programme."""

    every: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A training resource: the Markdown that the admins wrote, and what search needs."""

    body: str
    summary: str = ""
    tags: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What a check-in or survey asks, and how long it takes answers."""

    questions: tuple[Question, ...]
    closes_after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """What a creator can show at the end of a stage."""

    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A live hour of the cohort; it is announced `notice` before it starts."""

    text: str
    length: timedelta
    notice: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that everybody is told."""

    text: str


Content = Lesson | Questions | Milestone | Meeting | Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing of one week. `slot` is its identity: a track's replacement keeps that of what it replaces."""

    id: str
    kind: StepKind
    title: str
    week: int
    weekday: int
    """0 is Monday."""
    time: time
    content: Content
    on_day_off: OnDayOff
    late_after: timedelta
    if_past: IfPast
    backfill: Backfill
    audience: Audience = field(default_factory=Audience)
    date: date | YearlyDate | None = None
    repeat: Repeat | None = None
    replaces: str | None = None

    @property
    def slot(self) -> str:
        return self.replaces or self.id

    @property
    def of_cohort(self) -> bool:
        """Whether its time is the cohort's, the same instant for everybody."""
        return self.kind in (StepKind.MEETING, StepKind.NOTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Weeks that belong together."""

    name: str
    title: str
    first_week: int
    last_week: int
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A cause that creators work for."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week's number and title."""

    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The whole curriculum; `fingerprint` changes whenever anything in its folder does.

    `language` is what its words are written in. The translations are the same programme, step by step,
    in the other languages; what nobody translated stands there as it was written.
    """

    name: str
    title: str
    phases: tuple[Phase, ...]
    tracks: tuple[Track, ...]
    weeks: tuple[Week, ...]
    steps: tuple[Step, ...]
    fingerprint: str
    summary: str = ""
    languages: tuple[str, ...] = ("en",)
    faq: tuple[Faq, ...] = ()
    language: str = "en"
    translations: tuple["Programme", ...] = ()
    _by_id: Mapping[str, Step] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Everything on record asks for its step. Of two with one id, the first stands.
        by_id = {step.id: step for step in reversed(self.steps)}
        object.__setattr__(self, "_by_id", by_id)

    def __hash__(self) -> int:
        # Of everything in it, it would take longer than what is known again by it.
        return hash((self.name, self.fingerprint, self.language))

    def in_language(self, language: str) -> "Programme":
        """The programme as readers of a language get it: as it was written, unless it was translated.

        Readers of a regional form get the language: "es-MX" gets "es" where there is no "es-MX".
        """
        for wanted in (language, language.partition("-")[0]):
            for programme in (self, *self.translations):
                if programme.language == wanted:
                    return programme
        return self

    def phase_of(self, week: int) -> Phase:
        """The phase that a week lies in."""
        return next(phase for phase in self.phases if phase.first_week <= week <= phase.last_week)

    def steps_for(self, *, track: str, language: str, platform: str) -> tuple[Step, ...]:
        """The steps that such a creator takes: a replacement hides what it replaces.

        No slot comes twice: of several replacements of one step, the first that admits the creator stands.
        """
        taken = [
            step
            for step in self.steps
            if step.audience.admits(track=track, language=language, platform=platform)
        ]
        replaced = {step.replaces for step in taken if step.replaces}
        by_slot: dict[str, Step] = {}
        for step in taken:
            if step.id not in replaced:
                by_slot.setdefault(step.slot, step)
        return tuple(by_slot.values())

    def step(self, step_id: str) -> Step | None:
        """The step with this id."""
        return self._by_id.get(step_id)
