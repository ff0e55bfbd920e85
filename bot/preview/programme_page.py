"""The whole programme as a page: every week, who gets what when, and what it says."""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from bot.domain.cohort import Cohort
from bot.domain.programme import Lesson, Meeting, Milestone, Notice, Phase, Programme, Questions, Step
from bot.domain.question import Question
from bot.preview.describe import asks, full_day, spell, when, whom
from bot.preview.overview import contents, tracks, who_gets_what
from bot.preview.page import element, facts, markdown, page
from bot.preview.syllabus import in_order
from bot.preview.wording import Wording, wording


def programme_page(programme: Programme, cohort: Cohort) -> str:
    """The whole page, in the language of the programme; a step opens at a click, and all of them on paper."""
    words = wording(programme.language)
    return page(programme.title, _body(programme, cohort, words), language=programme.language)


def _body(programme: Programme, cohort: Cohort, words: Wording) -> Iterator[str]:
    yield element("h1", programme.title)
    yield element("p", programme.summary, "soft")
    yield facts(
        (
            (words.say("Cohort"), cohort.title),
            (words.say("Begins"), full_day(cohort.start, words)),
            (words.say("Cohort's time"), cohort.zone),
            (words.say("Length"), words.count(len(programme.weeks), "week")),
            (words.say("Steps"), str(len(programme.steps))),
            (words.say("Tracks"), ", ".join(track.title for track in programme.tracks)),
        )
    )
    yield from who_gets_what(programme, words)
    yield from contents(programme, words)
    for phase in programme.phases:
        yield from _phase(phase, programme, words)
    yield from tracks(programme, words)
    yield from _faq(programme, words)


def _phase(phase: Phase, programme: Programme, words: Wording) -> Iterator[str]:
    titles = {week.number: week.title for week in programme.weeks}
    span = words.say("Weeks {first} to {last}.", first=phase.first_week, last=phase.last_week)
    yield element("h2", phase.title, "phase")
    yield element("p", f"{span} {phase.summary}", "soft")
    steps = [step for step in in_order(programme) if phase.first_week <= step.week <= phase.last_week]
    for week, of_week in groupby(steps, key=lambda step: step.week):
        heading = words.say("Week {week}: {title}", week=week, title=titles.get(week, ""))
        yield f'<h3 id="week-{week}">{escape(heading)}</h3>'
        for step in of_week:
            yield _step(step, programme, words)


def _step(step: Step, programme: Programme, words: Wording) -> str:
    replaced = programme.step(step.replaces) if step.replaces else None
    audience = whom(step, programme, words)
    remarks = (
        when(step, words),
        words.say("for {audience}", audience=audience) if audience else "",
        words.say("instead of “{title}”", title=replaced.title) if replaced else "",
    )
    remark = element("p", " · ".join(filter(None, remarks)), "soft")
    title = element("span", words.say(step.kind), "kind") + element("strong", step.title)
    content = _content(step, words)
    return f'<details id="{escape(step.id)}"><summary>{title}{remark}</summary><div>{content}</div></details>'


def _content(step: Step, words: Wording) -> str:
    match step.content:
        case Lesson(body=body, summary=summary):
            return element("p", summary, "soft") + markdown(body)
        case Questions(questions=questions, closes_after=span):
            opened = words.say("Open for {span}.", span=spell(span, words))
            return element("p", opened, "soft") + _questions(questions, words)
        case Milestone(criteria=criteria):
            return f"<ul>{''.join(element('li', criterion) for criterion in criteria)}</ul>"
        case Meeting(text=text, length=length, notice=notice):
            announced = words.say(
                "{length}, announced {notice} before.",
                length=spell(length, words),
                notice=spell(notice, words),
            )
            return element("p", announced, "soft") + markdown(text)
        case Notice(text=text):
            return markdown(text)


def _questions(questions: tuple[Question, ...], words: Wording) -> str:
    items = (
        f"<li>{escape(one.text)} <small>{escape(f'({asks(one, questions, words)})')}</small></li>"
        for one in questions
    )
    return f"<ol>{''.join(items)}</ol>"


def _faq(programme: Programme, words: Wording) -> Iterator[str]:
    if not programme.faq:
        return
    yield element("h2", words.say("Questions that creators ask"), "phase")
    for faq in programme.faq:
        lesson = programme.step(faq.lesson)
        more = ""
        if lesson is not None:
            told = words.say("More in “{title}”, week {week}.", title=lesson.title, week=lesson.week)
            more = f'<p class="soft"><a href="#{escape(lesson.id)}">{escape(told)}</a></p>'
        answer = element("p", faq.answer) + more
        yield f"<details><summary>{element('strong', faq.question)}</summary><div>{answer}</div></details>"
