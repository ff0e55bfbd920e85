"""Change Makers keeps what it promises: lengths, order, parity of its languages, nothing said twice."""

import re
from collections import Counter
from functools import cache
from itertools import chain, pairwise

import pytest

from bot.config.load import load
from bot.config.setup import Checked
from bot.config.starter import example_file, shipped_programme
from bot.domain.programme import Lesson, Meeting, Milestone, Notice, Programme, Questions, Step, StepKind

LANGUAGES = ("en", "es")
SECTIONS = {
    "en": ["Why this week", "The idea", "An example", "Your task", "A common mistake"],
    "es": ["Por qué esta semana", "La idea", "Un ejemplo", "Tu tarea", "Un error frecuente"],
}
DONE = {"en": "You are done when", "es": "Has terminado cuando"}
WORDS = {"en": range(300, 501), "es": range(300, 521)}
LEAST_IN_COMMON = 6
"""Words from which on a sentence is somebody's own."""


@cache
def checked() -> Checked:
    """The example as it lies at the top of the source."""
    return load(example_file("config.example.toml"))


@cache
def programme(language: str = "en") -> Programme:
    return checked().programmes[0].in_language(language)


def steps_of(kind: StepKind, language: str = "en") -> list[Step]:
    return [step for step in programme(language).steps if step.kind is kind]


def lessons(language: str) -> dict[str, Lesson]:
    """Every lesson by its id, those of tracks included."""
    return {step.id: step.content for step in programme(language).steps if isinstance(step.content, Lesson)}


def texts(step: Step) -> list[str]:
    """Everything that a step says to its reader."""
    match step.content:
        case Lesson(body=body, summary=summary):
            return [step.title, summary, body]
        case Questions(questions=questions):
            return [step.title, *chain.from_iterable((one.text, one.label) for one in questions)]
        case Milestone(criteria=criteria):
            return [step.title, *criteria]
        case Meeting(text=text) | Notice(text=text):
            return [step.title, text]


def test_there_are_26_weeks_of_one_lesson_and_one_check_in() -> None:
    """In their order, for everybody."""
    everybodys = [step for step in programme().steps if not step.audience.tracks]
    of_kind = {
        kind: [step.week for step in everybodys if step.kind is kind]
        for kind in (StepKind.LESSON, StepKind.CHECK_IN)
    }

    assert of_kind == {
        StepKind.LESSON: list(range(1, 27)),
        StepKind.CHECK_IN: list(range(1, 27)),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_is_300_to_500_words_long(language: str) -> None:
    """Spanish takes a few more to say the same."""
    lengths = {name: len(re.findall(r"\S*\w\S*", one.body)) for name, one in lessons(language).items()}

    assert {name: n for name, n in lengths.items() if n not in WORDS[language]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_has_its_five_sections_and_its_done(language: str) -> None:
    """Why, the idea, an example, a task that says what done looks like, a mistake."""
    for name, lesson in lessons(language).items():
        headings = re.findall(r"^## (.+)$", lesson.body, re.MULTILINE)
        task = lesson.body.split("\n## ")[4]

        assert headings == SECTIONS[language], name
        assert task.count(DONE[language]) == 1, name
        assert lesson.body.count("\n# ") + lesson.body.startswith("# ") == 1, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chat_shows_what_was_written(language: str) -> None:
    """No link, table, raw HTML, placeholder, heading beyond the second level, or list within a list."""
    for step in programme(language).steps:
        for text in texts(step):
            wrong = re.search(
                r"https?://|www\.|\]\(|^\s*\||<\w|[{}]|^#{3,} |^[ \t]+[-*\d]", text, re.MULTILINE
            )
            assert wrong is None, (step.id, wrong)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_lessons_share_a_sentence(language: str) -> None:
    """But a track's lesson may share some with the one that it replaces."""
    slots = {step.id: step.slot for step in programme(language).steps}
    said: dict[str, set[str]] = {}
    for name, lesson in lessons(language).items():
        prose = " ".join(line for line in lesson.body.splitlines() if not line.startswith("#"))
        for sentence in re.split(r"(?<=[.!?])[\"”»]?\s+", prose):
            if len(sentence.split()) >= LEAST_IN_COMMON:
                said.setdefault(sentence, set()).add(slots[name])

    assert {sentence: where for sentence, where in said.items() if len(where) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_lesson_can_be_found(language: str) -> None:
    """A line about it, tags, two to four ways to ask for it; no two slots by the same one."""
    slots = {step.id: step.slot for step in programme(language).steps}
    asked = {(ask, slots[name]) for name, lesson in lessons(language).items() for ask in lesson.ask}

    assert [ask for ask, times in Counter(ask for ask, _ in asked).items() if times > 1] == []
    for name, lesson in lessons(language).items():
        assert lesson.summary, name
        assert lesson.tags, name
        assert 2 <= len(lesson.ask) <= 4, name


def test_each_track_has_at_least_four_lessons_of_its_own() -> None:
    """Replaced or added."""
    own = Counter(step.audience.tracks[0] for step in steps_of(StepKind.LESSON) if step.audience.tracks)

    assert set(own) == {track.name for track in programme().tracks}
    assert min(own.values()) >= 4


def test_check_ins_differ_by_phase_and_ask_about_the_weeks_task() -> None:
    """Mood and capacity, what is stuck, one number of the phase, one question of the week's own."""
    numbers: dict[str, set[str]] = {}
    tasks: list[str] = []
    for step in steps_of(StepKind.CHECK_IN):
        assert isinstance(step.content, Questions)
        ids = [question.id for question in step.content.questions]
        number = [q.id for q in step.content.questions if q.kind == "number" and q.id != "task"]
        numbers.setdefault(programme().phase_of(step.week).name, set()).update(number)
        tasks.extend(question.text for question in step.content.questions if question.id == "task")

        assert ids[:3] == ["mood", "stuck", "stuck_on"], step.id
        assert len(number) == 1, step.id
        assert len(ids) <= 6, step.id

    assert all(len(of_phase) == 1 for of_phase in numbers.values())
    assert len(set().union(*numbers.values())) == len(programme().phases)
    assert len(set(tasks)) == 26


def test_the_three_surveys_measure_the_same() -> None:
    """At the beginning, half-way and at the end."""
    surveys = steps_of(StepKind.SURVEY)

    assert [step.week for step in surveys] == [1, 13, 26]
    assert len({step.content for step in surveys}) == 1


def test_milestones_are_a_month_apart() -> None:
    """With two to four criteria each, and no criterion twice."""
    milestones = steps_of(StepKind.MILESTONE)
    criteria = [
        c for step in milestones if isinstance(step.content, Milestone) for c in step.content.criteria
    ]
    weeks = [step.week for step in milestones]

    assert weeks[-1] == 26
    assert all(4 <= later - earlier <= 5 for earlier, later in pairwise(weeks))
    assert all(isinstance(s.content, Milestone) and 2 <= len(s.content.criteria) <= 4 for s in milestones)
    assert len(set(criteria)) == len(criteria)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forty_questions_are_answered(language: str) -> None:
    """Each once, and every week's lesson has one at least."""
    faq = programme(language).faq
    asked = [one.question for one in faq] + [also for one in faq for also in one.also]
    weeks = {step.week for one in faq if (step := programme(language).step(one.lesson)) is not None}

    assert len(faq) == 40
    assert len(set(asked)) == len(asked)
    assert weeks == set(range(1, 27))


def test_everything_is_there_in_spanish() -> None:
    """Nothing to note, no file too many, and no text that was left in English."""
    folder = shipped_programme()
    english = {path.relative_to(folder) for path in folder.rglob("*.*") if "es" not in path.parts}
    spanish = {path.relative_to(folder / "es") for path in (folder / "es").rglob("*.*")}
    same = [
        said
        for first, second in zip(programme("en").steps, programme("es").steps, strict=True)
        for said in set(texts(first)) & set(texts(second))
    ]

    assert [note for note in checked().notes if "/es" in note.file] == []
    assert spanish == english
    assert same == []
