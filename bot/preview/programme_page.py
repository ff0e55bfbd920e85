"""The whole programme as a page: every week, who gets what when, and what it says."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from bot.domain.cohort import Cohort
from bot.domain.programme import Lesson, Meeting, Milestone, Notice, Programme, Questions, Step
from bot.domain.question import Question
from bot.preview.days import spell_day
from bot.preview.describe import asks, count, spell, when, whom
from bot.preview.page import element, facts, markdown, page
from bot.preview.syllabus import in_order


def programme_page(programme: Programme, cohort: Cohort) -> str:
    """The whole page; a step opens at a click, and all of them on paper."""
    return page(programme.title, _body(programme, cohort))


def _body(programme: Programme, cohort: Cohort) -> Iterator[str]:
    yield element("h1", programme.title)
    yield element("p", programme.summary, "soft")
    yield facts(
        (
            ("Cohort", cohort.title),
            ("Begins", f"{spell_day(cohort.start)} {cohort.start.year}"),
            ("Cohort's time", cohort.zone),
            ("Length", count(len(programme.weeks), "week")),
            ("Steps", str(len(programme.steps))),
            ("Tracks", ", ".join(track.title for track in programme.tracks)),
        )
    )
    titles = {week.number: week.title for week in programme.weeks}
    for phase in programme.phases:
        yield element("h2", phase.title)
        yield element("p", f"Weeks {phase.first_week} to {phase.last_week}. {phase.summary}", "soft")
        steps = [s for s in in_order(programme) if phase.first_week <= s.week <= phase.last_week]
        for week, of_week in groupby(steps, key=lambda step: step.week):
            yield element("h3", f"Week {week}: {titles.get(week, '')}")
            for step in of_week:
                yield _step(step, programme)


def _step(step: Step, programme: Programme) -> str:
    replaced = programme.step(step.replaces) if step.replaces else None
    remarks = (
        when(step),
        f"for {audience}" if (audience := whom(step, programme)) else "",
        f"instead of “{replaced.title}”" if replaced else "",
    )
    remark = element("p", " · ".join(filter(None, remarks)), "soft")
    title = element("span", step.kind, "kind") + element("strong", step.title)
    return f"<details><summary>{title}{remark}</summary><div>{_content(step)}</div></details>"


def _content(step: Step) -> str:
    match step.content:
        case Lesson(body=body, summary=summary):
            return element("p", summary, "soft") + markdown(body)
        case Questions(questions=questions, closes_after=span):
            return element("p", f"Open for {spell(span)}.", "soft") + _questions(questions)
        case Milestone(criteria=criteria):
            return f"<ul>{''.join(element('li', criterion) for criterion in criteria)}</ul>"
        case Meeting(text=text, length=length, notice=notice):
            announced = f"{spell(length)}, announced {spell(notice)} before."
            return element("p", announced, "soft") + markdown(text)
        case Notice(text=text):
            return markdown(text)


def _questions(questions: tuple[Question, ...]) -> str:
    items = (
        f"<li>{escape(question.text)} <small>{escape(f'({asks(question)})')}</small></li>"
        for question in questions
    )
    return f"<ol>{''.join(items)}</ol>"
