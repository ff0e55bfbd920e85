"""What a step is, whom it is for and when it comes, each in one plain sentence."""

from collections.abc import Sequence
from datetime import date, timedelta
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
from bot.preview.wording import ENGLISH, Wording


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


def when(step: Step, words: Wording = ENGLISH) -> str:
    """When a step comes, without a creator: its day, its time, whose time that is, and how often."""
    match step.date:
        case None:
            day = words.weekdays[step.weekday]
        case YearlyDate(month=month, day=number):
            day = words.say("{day} {month}", day=number, month=words.months[month - 1])
        case fixed:
            day = full_day(fixed, words)
    whose = words.say("the cohort's time" if step.of_cohort else "the creator's time")
    said = words.say("{day} {time}, {whose}", day=day, time=f"{step.time:%H:%M}", whose=whose)
    if step.repeat is None or step.date is not None:
        return said
    if step.repeat.every == 1:
        return f"{said}, {words.say('every week until week {until}', until=step.repeat.until)}"
    often = words.say(
        "every {every} weeks until week {until}", every=step.repeat.every, until=step.repeat.until
    )
    return f"{said}, {often}"


def full_day(day: date, words: Wording) -> str:
    """As "7 September 2026"."""
    return words.say("{day} {month} {year}", day=day.day, month=words.months[day.month - 1], year=day.year)


def whom(step: Step, programme: Programme, words: Wording = ENGLISH) -> str:
    """For whom a step is; empty if it is for everybody."""
    titles = {track.name: track.title for track in programme.tracks}
    parts = (
        ("track {names}", [titles.get(track, track) for track in step.audience.tracks]),
        ("language {names}", list(step.audience.languages)),
        ("platform {names}", list(step.audience.platforms)),
    )
    either = words.say(" or ")
    return "; ".join(words.say(what, names=either.join(names)) for what, names in parts if names)


def asks(question: Question, others: Sequence[Question] = (), words: Wording = ENGLISH) -> str:
    """What an answer looks like, and when the question is asked; `others` are those beside it."""
    optional = words.say("optional") if question.optional else ""
    parts = (_answer(question, words), optional, condition(question, others, words))
    return ", ".join(filter(None, parts))


def _answer(question: Question, words: Wording) -> str:
    match question.kind:
        case QuestionKind.SCALE:
            return words.say("{low} to {high}", low=question.low, high=question.high)
        case QuestionKind.CHOICE:
            return " / ".join(label for label, _ in question.labelled)
        case QuestionKind.NUMBER:
            return words.say("a number of {unit}" if question.unit else "a number", unit=question.unit)
        case QuestionKind.TEXT | QuestionKind.LINK | QuestionKind.DATE:
            return words.say(f"a {question.kind}")
        case never:
            assert_never(never)


def condition(question: Question, others: Sequence[Question], words: Wording = ENGLISH) -> str:
    """When a question is asked, in the words of those beside it; empty if it always is."""
    known = {other.id: other for other in others}
    match question.only_if:
        case None:
            return ""
        case Equals(question=other, value=value):
            if other in known:
                labels = {stored: label for label, stored in known[other].labelled}
                value, other = labels.get(value, value), known[other].label
            return words.say("only if “{other}” is {value}", other=other, value=value)
        case AtMost(question=other, value=number):
            label = known[other].label if other in known else other
            return words.say("only if “{other}” is at most {value}", other=label, value=f"{number:g}")
        case AtLeast(question=other, value=number):
            label = known[other].label if other in known else other
            return words.say("only if “{other}” is at least {value}", other=label, value=f"{number:g}")


def spell(span: timedelta, words: Wording = ENGLISH) -> str:
    """A duration in the largest unit that says it whole."""
    minutes = int(span.total_seconds() // 60)
    for unit, size in (("week", 7 * 24 * 60), ("day", 24 * 60), ("hour", 60)):
        if minutes and minutes % size == 0:
            return words.count(minutes // size, unit)
    return words.count(minutes, "minute")


def count(number: int, thing: str) -> str:
    """As "1 day" or "5 days"."""
    return ENGLISH.count(number, thing)
