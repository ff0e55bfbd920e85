"""What a step is, whom it is for and when it comes, each in one plain sentence."""

from datetime import timedelta
from typing import assert_never

from bot.domain.programme import (
    Lesson,
    Meeting,
    Milestone,
    Notice,
    Programme,
    Questions,
    Step,
    YearlyDate,
)
from bot.domain.question import AtLeast, AtMost, Equals, Question, QuestionKind
from bot.preview.days import MONTHS, WEEKDAYS, spell_day


def gist(step: Step) -> str:
    """What a step asks of a creator, as plain text of some lines."""
    match step.content:
        case Lesson(summary=summary):
            return summary
        case Questions(questions=questions, closes_after=span):
            asked = "\n".join(question.text for question in questions)
            return f"{count(len(questions), 'question')}, open for {spell(span)}:\n{asked}"
        case Milestone(criteria=criteria):
            return "\n".join(criteria)
        case Meeting(text=text) | Notice(text=text):
            return text


def when(step: Step) -> str:
    """When a step comes, without a creator: its day, its time, whose time that is, and how often."""
    match step.date:
        case None:
            day = WEEKDAYS[step.weekday]
        case YearlyDate(month=month, day=number):
            day = f"{number} {MONTHS[month - 1]}"
        case fixed:
            day = f"{spell_day(fixed)} {fixed.year}"
    whose = "the cohort's time" if step.of_cohort else "the creator's time"
    often = ""
    if step.repeat is not None and step.date is None:
        weeks = "every week" if step.repeat.every == 1 else f"every {step.repeat.every} weeks"
        often = f", {weeks} until week {step.repeat.until}"
    return f"{day} {step.time:%H:%M}, {whose}{often}"


def whom(step: Step, programme: Programme) -> str:
    """For whom a step is; empty if it is for everybody."""
    titles = {track.name: track.title for track in programme.tracks}
    parts = (
        ("track", [titles.get(track, track) for track in step.audience.tracks]),
        ("language", list(step.audience.languages)),
        ("platform", list(step.audience.platforms)),
    )
    return "; ".join(f"{what} {' or '.join(names)}" for what, names in parts if names)


def asks(question: Question) -> str:
    """What an answer looks like, and when the question is asked."""
    parts = (_answer(question), "optional" if question.optional else "", _condition(question))
    return ", ".join(filter(None, parts))


def _answer(question: Question) -> str:
    match question.kind:
        case QuestionKind.SCALE:
            return f"{question.low} to {question.high}"
        case QuestionKind.CHOICE:
            return " / ".join(question.choices)
        case QuestionKind.NUMBER:
            return f"a number of {question.unit}" if question.unit else "a number"
        case QuestionKind.TEXT | QuestionKind.LINK | QuestionKind.DATE:
            return f"a {question.kind}"
        case never:
            assert_never(never)


def _condition(question: Question) -> str:
    match question.only_if:
        case None:
            return ""
        case Equals(question=other, value=value):
            return f"only if {other} is {value}"
        case AtMost(question=other, value=number):
            return f"only if {other} is at most {number:g}"
        case AtLeast(question=other, value=number):
            return f"only if {other} is at least {number:g}"


def spell(span: timedelta) -> str:
    """A duration in the largest unit that says it whole."""
    minutes = int(span.total_seconds() // 60)
    for unit, size in (("week", 7 * 24 * 60), ("day", 24 * 60), ("hour", 60)):
        if minutes and minutes % size == 0:
            return count(minutes // size, unit)
    return count(minutes, "minute")


def count(number: int, thing: str) -> str:
    """As "1 day" or "5 days"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"
