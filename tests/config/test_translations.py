"""A programme in several languages: the same steps, in the words of each reader."""

import pytest

from bot.domain.programme import Lesson, Milestone, Questions
from tests.config.desk import Desk
from tests.config.spanish import FILES, written_in_spanish
from tests.config.test_mistakes import Mistake, pages


@pytest.fixture
def spanish(desk: Desk) -> Desk:
    """A programme in English and Spanish, with nothing to note."""
    return written_in_spanish(desk)


@pytest.mark.parametrize("mistake", pages("translations"))
def test_a_mistake_is_said_and_nothing_else(spanish: Desk, mistake: Mistake) -> None:
    """One mistake, and exactly these lines."""
    mistake.happens_on(spanish)

    assert spanish.reads() == list(mistake.said)


@pytest.mark.parametrize("mistake", pages("untranslated"))
def test_what_is_missing_is_a_note(spanish: Desk, mistake: Mistake) -> None:
    """The programme is fine, and says what its readers miss."""
    mistake.happens_on(spanish)

    assert spanish.reads() == ["fine", *mistake.said]


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("program/es/")])
def test_a_missing_file_is_one_note(spanish: Desk, name: str) -> None:
    """However much would have been in it."""
    spanish.removes(name)

    assert spanish.reads() == ["fine", f"{name}:1: file: is not there: who reads 'es' gets 'en'"]


def test_readers_get_their_language(spanish: Desk) -> None:
    """Title, phases, tracks, weeks, steps, lessons, criteria, questions and answers."""
    programme = spanish.loads().programmes[0].in_language("es")
    lesson, milestone = programme.steps[0].content, programme.steps[2].content

    assert (programme.title, programme.phases[0].title, programme.tracks[1].title) == (
        "Pequeño",
        "Todo",
        "Música",
    )
    assert [week.title for week in programme.weeks] == ["Uno", "Dos"]
    assert isinstance(lesson, Lesson)
    assert (lesson.body, lesson.summary) == ("# Una lección\n\nHazlo.", "Lo que dice")
    assert milestone == Milestone(criteria=("Lo hiciste.", "Lo enseñaste."))
    assert (programme.faq[0].question, programme.faq[0].lesson) == ("¿Cómo empiezo?", "w01-lesson")


def test_a_translation_moves_nothing(spanish: Desk) -> None:
    """Ids, slots, days, times, kinds and conditions are those of the programme."""
    programme = spanish.loads().programmes[0]
    spanish_one = programme.in_language("es")

    for step, said in zip(programme.steps, spanish_one.steps, strict=True):
        assert (step.id, step.slot, step.week, step.weekday, step.time, step.kind) == (
            *(said.id, said.slot, said.week, said.weekday, said.time, said.kind),
        )
    assert spanish_one.fingerprint == programme.fingerprint


def test_what_is_stored_is_the_same_in_every_language(spanish: Desk) -> None:
    """A choice reads differently; its condition still holds."""
    asked = spanish.loads().programmes[0].in_language("es").steps[1].content
    assert isinstance(asked, Questions)
    stuck, on_what = asked.questions[1:3]

    assert stuck.labelled == (("sí", "yes"), ("no", "no"))
    assert on_what.only_if is not None
    assert on_what.only_if.value == "yes"


@pytest.mark.parametrize(("reader", "gets"), [("es", "es"), ("es-MX", "es"), ("en-GB", "en"), ("fr", "en")])
def test_who_reads_what(spanish: Desk, reader: str, gets: str) -> None:
    """A regional form gets its language, and who reads another one the first."""
    assert spanish.loads().programmes[0].in_language(reader).language == gets


def test_what_was_not_translated_is_read_as_it_was_written(spanish: Desk) -> None:
    """Item by item: the title in Spanish, the lesson in English."""
    spanish.removes("program/es/lessons/01-one.md")
    step = spanish.loads().programmes[0].in_language("es").steps[0]

    assert isinstance(step.content, Lesson)
    assert (step.title, step.content.body) == ("Una lección", "# A lesson\n\nDo it.")


def test_an_edit_of_a_translation_is_an_edit(spanish: Desk) -> None:
    """Otherwise a running bot would go on with the old words."""
    before = spanish.loads().programmes[0].fingerprint
    spanish.changes("program/es/lessons/01-one.md", "Hazlo.", "Hazlo hoy.")

    assert spanish.loads().programmes[0].fingerprint != before
