"""The shelf: what of a programme can be looked up, and which of it is for whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.library import Faq, LibraryEntry, Source
from bot.domain.programme import Lesson, Programme, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What one reader may find: the lessons that they take, by slot, in the language of a programme."""

    programme: str
    """Its fingerprint."""
    language: str
    lessons: Mapping[str, str]


def shelf_of(programme: Programme, *, track: str = "", language: str = "", platform: str = "") -> Shelf:
    """The shelf of a creator; without a track, what is everybody's. The language is the reader's."""
    taken = programme.steps_for(track=track, language=language or programme.language, platform=platform)
    return Shelf(
        programme=programme.fingerprint,
        language=programme.in_language(language).language if language else programme.language,
        lessons={step.slot: step.id for step in taken if isinstance(step.content, Lesson)},
    )


def entries_of(programme: Programme) -> Iterator[LibraryEntry]:
    """Everything that can be found in a programme, in its language: lessons and answers."""
    for step in programme.steps:
        if isinstance(step.content, Lesson):
            yield _lesson(step, step.content)
    for faq in programme.faq:
        lesson = programme.step(faq.lesson)
        if lesson is not None:
            yield _answer(faq, lesson)


def _lesson(step: Step, lesson: Lesson) -> LibraryEntry:
    return LibraryEntry(
        source=Source.LESSON,
        slot=step.slot,
        step=step.id,
        title=step.title,
        text=lesson.body,
        summary=lesson.summary,
        asked=lesson.ask,
        tags=lesson.tags,
    )


def _answer(faq: Faq, step: Step) -> LibraryEntry:
    return LibraryEntry(
        source=Source.FAQ,
        slot=step.slot,
        # What a track's own lesson answers is for that track.
        step=step.id if step.audience.tracks else "",
        title=faq.question,
        text=faq.answer,
        asked=(faq.question, *faq.also),
    )
