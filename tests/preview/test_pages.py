"""The pages stand alone, are well formed, and show what people typed as what they typed."""

from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.library import Faq
from bot.domain.programme import Audience, Lesson, Questions, Repeat, StepKind
from bot.domain.question import Equals, QuestionKind
from bot.preview import preview_creator, preview_programme
from bot.preview.days import spell_week
from bot.preview.page import markdown
from tests.builders import (
    FRIDAY,
    START,
    SUNDAY_TO_THURSDAY,
    a_cohort,
    a_pause,
    a_person,
    a_programme,
    a_question,
    a_step,
    an_enrolment,
    an_open_pause,
    utc,
)

STAMP = utc("2026-09-01 10:00")
VOID = {"meta", "br", "hr", "link", "img"}


class Reader(HTMLParser):
    """Reads a page as a strict browser would: every element that opens is closed, in its order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not any(name in ("src", "onclick", "style") for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_creators_page_shows_every_row_and_who_she_is() -> None:
    """With the phases and weeks that she is in by then."""
    ana = an_enrolment(track="health", zone="Asia/Kathmandu")
    preview = preview_creator(a_programme(), a_cohort(), ana, (), stamp=STAMP)
    page = Reader(preview.html)

    assert "Asia/Kathmandu" in page.text
    assert "Track Health Non-profit Room to Read" in page.text
    assert "Begins 7 September 2026 Ends before 12 October 2026" in page.text
    assert "Foundations Week 1: Week 1 from 7 September" in page.text
    assert "Mon 7 September, 09:00 03:15 UTC lesson Do no harm" in page.text
    assert page.seen.count("time") == len(preview.rows)


def test_week_that_a_pause_left_to_the_cohort_has_no_title() -> None:
    """Only the meeting is in it, and she does not go there."""
    ana, pause = an_enrolment(track="health"), a_pause(START + timedelta(weeks=1))
    page = Reader(preview_creator(a_programme(), a_cohort(), ana, (pause,), stamp=STAMP).html)

    assert "From 14 September" in page.text
    assert "left out: it falls into a pause" in page.text
    assert "Week 2: Week 2 from 21 September" in page.text


def test_what_waits_behind_an_open_pause_is_counted() -> None:
    """So that the short calendar does not alarm her."""
    ana = an_enrolment()
    page = Reader(
        preview_creator(
            a_programme(steps=[a_step(), a_step("w02", week=2)]),
            a_cohort(),
            ana,
            (an_open_pause(START + timedelta(weeks=1)),),
            stamp=STAMP,
        ).html
    )

    assert "1 more step will follow once Ana resumes." in page.text
    assert "Ends when the pause has ended" in page.text


def test_programmes_page_says_who_gets_what_when() -> None:
    """Steps, questions, criteria and lessons."""
    page = Reader(preview_programme(a_programme(), a_cohort()).html)

    assert "lesson w01-lesson Monday 09:00, the creator's time" in page.text
    assert (
        "Do no harm Monday 09:00, the creator's time · for track Health · instead of “w01-lesson”"
        in page.text
    )
    assert "Tuesday 17:00, the cohort's time, every 2 weeks until week 5" in page.text
    assert "5 October 08:30, the cohort's time" in page.text
    assert "What about stuck? (yes / no)" in page.text
    assert "What about where? (a text, only if “Stuck” is yes)" in page.text
    assert "What about followers? (a number, optional)" in page.text
    assert "Ten people were asked" in page.text
    assert "People tell you." in page.text


def test_programmes_page_begins_with_who_gets_what() -> None:
    """How many of each kind, when, for whom; then the weeks, each a link; what a track changes at the end."""
    page = Reader(preview_programme(a_programme(), a_cohort()).html)

    assert "5 × lesson Monday 09:00, the creator's time everybody" in page.text
    assert "2 × lesson Monday 09:00, the creator's time, most often track Health" in page.text
    assert "1 × meeting Tuesday 17:00, the cohort's time, every 2 weeks until week 5 everybody" in page.text
    assert "Contents Foundations 1. Week 1 2. Week 2 Community 3. Week 3" in page.text
    assert "Health Do no harm Week 1, instead of “w01-lesson” clinic-visit Week 1, added" in page.text


def test_programmes_page_in_spanish() -> None:
    """What was translated, and the page's own words."""
    programme = a_programme()
    question = replace(a_question("stuck", QuestionKind.CHOICE), label="Bloqueo", choice_labels=("sí", "no"))
    where = a_question("where", QuestionKind.TEXT, only_if=Equals(question="stuck", value="yes"))
    asked = Questions(questions=(question, where), closes_after=timedelta(days=5))
    steps = (a_step(title="Escucha"), a_step("friday", StepKind.CHECK_IN, content=asked))
    spanish = replace(programme, language="es", title="Agentes de cambio", steps=steps)
    answer = Faq(id="begin", question="¿Cómo empiezo?", answer="Con una frase.", lesson="w01-lesson")
    spanish = replace(spanish, faq=(answer,))
    html = preview_programme(
        replace(programme, languages=("en", "es"), translations=(spanish,)), a_cohort(), language="es"
    ).html
    page = Reader(html)

    assert '<html lang="es">' in html
    assert "Empieza 7 de septiembre de 2026" in page.text
    assert "1 × lección lunes a las 09:00, hora de cada cual todo el mundo" in page.text
    assert "Semana 1: Week 1 lección Escucha" in page.text
    assert "(sí / no)" in page.text
    assert "(un texto, solo si «Bloqueo» es sí)" in page.text
    assert "Preguntas de quienes crean ¿Cómo empiezo? Con una frase. Más en «Escucha», semana 1." in page.text


def test_programmes_rows_are_in_the_order_of_the_weeks() -> None:
    """What replaces a step follows it."""
    rows = preview_programme(a_programme(weeks=1), a_cohort()).rows

    assert [row.step for row in rows] == [
        "welcome",
        "w01-lesson",
        "w01-lesson-health",
        "office-hours",
        "clinic-visit",
        "survey-start",
        "w01-check-in",
        "teachers-day",
    ]
    assert (rows[2].audience, rows[2].replaces) == ("track Health", "w01-lesson")


def test_one_language_leaves_out_what_is_for_another() -> None:
    """What is for everybody stays."""
    programme = a_programme(
        steps=[
            a_step("all"),
            *(a_step(tongue, audience=Audience(languages=(tongue,))) for tongue in ("ar", "es")),
        ]
    )

    assert [row.step for row in preview_programme(programme, a_cohort(), language="es").rows] == ["all", "es"]


def test_markdown_of_a_lesson_neither_runs_nor_fetches_anything() -> None:
    """Raw HTML is shown, a script's address is no link, a picture is not loaded."""
    html = markdown(
        "# Title\n\n## Why\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![p](https://example.org/p.png)"
        "\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    page = Reader(html)

    assert "script" not in page.seen
    assert "img" not in page.seen
    assert 'href="javascript' not in html
    assert page.seen[0] == "h4"
    assert "table" in page.seen
    assert "Title" not in page.text


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_whatever_people_type_stays_text(typed: str, body: str) -> None:
    """In titles, names, summaries and lessons."""
    step = a_step(title=typed or "x", content=Lesson(body=body, summary=typed))
    programme = a_programme(steps=[step, a_step("hours", StepKind.MEETING, repeat=Repeat(every=2, until=5))])
    ana = an_enrolment(person=a_person(typed))

    for html in (
        preview_programme(programme, a_cohort()).html,
        preview_creator(programme, a_cohort(), ana, (), stamp=STAMP).html,
    ):
        assert not {"script", "img", "iframe"} & set(Reader(html).seen)


def test_working_week_is_said_in_short() -> None:
    """From its first day, wherever the days off lie."""
    assert spell_week(range(5)) == "Monday to Friday"
    assert spell_week(SUNDAY_TO_THURSDAY) == "Sunday to Thursday"
    assert spell_week([0, 2, FRIDAY]) == "Monday, Wednesday, Friday"
    assert spell_week(range(7)) == "every day"
