"""The people behind a week: how it went for each of them, who answered its check-in, and their moods."""

from collections import Counter

from bot.chat.page import Figure, FiguresSection, Page
from bot.chat.text import Text, plain
from bot.domain.week_marks import WeekMark
from bot.features.overseen import Overseen, sheet
from bot.features.overview_people import NOBODY, page_of
from bot.features.overview_pictures import mark_word, mood_question
from bot.features.tables import table

ANSWERED, UNANSWERED = "yes", "no"


def week(seen: Overseen, path: str, subject: str, start: int) -> Page | None:
    """How a week went: week/<number>, or week/<number>-<mark> for those of whom that is so."""
    number, wanted = _named(seen, subject)
    if number is None:
        return None
    say, marks, base = seen.say, seen.marks_of(number), _base(path, subject)
    counts = Counter(mark for _, mark in marks)
    figures = tuple(
        Figure(
            label=plain(mark_word(mark, say)).capitalize(),
            value=str(counts[mark]),
            path=f"{base}/{number}-{mark}",
        )
        for mark in WeekMark
        if counts[mark]
    )
    listed = table(
        (say("Creator"), say("Mentor"), say("State")),
        [(one, mark) for one, mark in marks if wanted in ("", mark)],
        lambda pair: (pair[0].name, pair[0].mentor or NOBODY, plain(mark_word(pair[1], say))),
        start=start,
        path=path,
        leads=lambda pair: sheet(pair[0]),
    )
    title = say("Week {week}: {title}", week=number, title=_title(seen, number))
    return page_of(seen, title, FiguresSection(figures=figures), listed)


def checkins(seen: Overseen, path: str, subject: str, start: int) -> Page | None:
    """Who answered the check-ins of a week: checkins/<number>, or with -yes or -no after it."""
    number, wanted = _named(seen, subject)
    if number is None:
        return None
    say, base = seen.say, _base(path, subject)
    found = seen.tx.overviews.asked_in(seen.numbers, number)
    asked = sorted(
        ((one, found[one.id]) for one in seen.creators if one.id in found), key=lambda pair: pair[1]
    )
    words = {True: (say("Answered"), ANSWERED), False: (say("Not answered"), UNANSWERED)}
    figures = tuple(
        Figure(
            label=plain(label),
            value=str(sum(answered is one for _, answered in asked)),
            path=f"{base}/{number}-{name}",
        )
        for one, (label, name) in words.items()
    )
    listed = table(
        (say("Creator"), say("Mentor"), say("Check-in")),
        [pair for pair in asked if wanted in ("", words[pair[1]][1])],
        lambda pair: (pair[0].name, pair[0].mentor or NOBODY, plain(words[pair[1]][0])),
        start=start,
        path=path,
        leads=lambda pair: sheet(pair[0]),
    )
    title = say("Check-ins of week {week}", week=number)
    return page_of(seen, title, FiguresSection(figures=figures), listed)


def moods(seen: Overseen, path: str, subject: str, start: int) -> Page | None:
    """What each of them answered in a week to the question about the mood, the lowest first."""
    (number, _), question = _named(seen, subject), mood_question(seen.plan)
    if number is None or question is None:
        return None
    say, found = seen.say, seen.tx.overviews.moods_in(seen.numbers, question[0], number)
    told = [(one, found[one.id]) for one in seen.creators if one.id in found]
    listed = table(
        (say("Creator"), say("Mentor"), (question[1],)),
        sorted(told, key=lambda pair: _value(pair[1])),
        lambda pair: (pair[0].name, pair[0].mentor or NOBODY, pair[1]),
        start=start,
        path=path,
        leads=lambda pair: sheet(pair[0]),
    )
    title: Text = say("{question} in week {week}", question=question[1], week=number)
    return page_of(seen, title, listed)


def _named(seen: Overseen, subject: str) -> tuple[int | None, str]:
    """The week that a path names, if the programme has it, and what else it names."""
    written, _, wanted = subject.partition("-")
    named = written.isascii() and written.isdecimal() and len(written) < 4
    return (int(written) if named and 1 <= int(written) <= seen.weeks else None), wanted


def _title(seen: Overseen, number: int) -> str:
    return next((one.title for one in seen.plan.programme.weeks if one.number == number), "")


def _base(path: str, subject: str) -> str:
    return path.removesuffix(f"/{subject}")


def _value(written: str) -> float:
    try:
        return float(written)
    except ValueError:
        return float("inf")
