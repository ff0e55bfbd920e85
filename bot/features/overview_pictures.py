"""The pictures of an overview: creators by weeks, shares of each week, moods, and when messages leave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import assert_never

from bot.chat.message import Mark, Picture, Tone
from bot.chat.text import Say, Text, plain
from bot.domain.flags import FallingMood
from bot.domain.programme import Questions
from bot.domain.wall import wall_time
from bot.domain.week_marks import WeekMark
from bot.engine.plans import CohortPlan
from bot.features.overseen import Overseen, sheet
from bot.features.setting_words import days_of

HOURS = 24
DAYS = 7
MOOD = "mood"
"""The question of this id is drawn where no rule for falling moods names another."""
_SIGNS: Mapping[WeekMark, tuple[str, Tone]] = {
    WeekMark.DONE: ("✓", "good"),
    WeekMark.LATE: ("!", "bad"),
    WeekMark.OPEN: ("○", "open"),
    WeekMark.PAUSED: ("=", "rest"),
    WeekMark.AHEAD: ("·", "ahead"),
}


def mark_word(mark: WeekMark, say: Say) -> Text:
    """How a week went, as people read it."""
    match mark:
        case WeekMark.DONE:
            return say("done")
        case WeekMark.LATE:
            return say("late")
        case WeekMark.OPEN:
            return say("open")
        case WeekMark.PAUSED:
            return say("paused")
        case WeekMark.AHEAD:
            return say("ahead")
        case never:
            assert_never(never)


def heat(seen: Overseen, base: str) -> Picture:
    """How each week went for each creator; a row leads to the creator, a column to the week."""
    say, weeks, counts = seen.say, range(1, seen.weeks + 1), Counter[WeekMark]()
    signs: dict[WeekMark | None, str] = {None: "", **{mark: sign for mark, (sign, _) in _SIGNS.items()}}
    for row in seen.marks:
        counts.update(mark for mark in row if mark is not None)
    alt = say(
        "Weeks of creators: {done} done, {late} late, {open} open, {paused} paused, {ahead} ahead. A week is "
        "late when something of it is undone though the next has begun, or closed without an answer.",
        **{str(mark): counts[mark] for mark in WeekMark},
    )
    return Picture(
        kind="heat",
        title=plain(say("Creators by weeks")),
        alt=plain(alt),
        columns=(plain(say("Creator")), *map(str, weeks)),
        rows=tuple(
            (one.name, *(signs[mark] for mark in row))
            for one, row in zip(seen.creators, seen.marks, strict=True)
        ),
        marks=tuple(
            Mark(sign=sign, word=plain(mark_word(mark, say)), tone=tone)
            for mark, (sign, tone) in _SIGNS.items()
        ),
        row_paths=tuple(sheet(one) for one in seen.creators),
        column_paths=tuple(f"{base}/week/{week}" for week in weeks),
    )


def completion(seen: Overseen, base: str) -> Picture | None:
    """The share of creators who did everything of a week, of those who had something to do in it."""
    shares: list[tuple[int, str]] = []
    for week, column in enumerate(zip(*seen.marks, strict=True), 1):
        marks = Counter(column)
        asked = marks[WeekMark.DONE] + marks[WeekMark.LATE] + marks[WeekMark.OPEN]
        if asked:
            shares.append((week, _share(marks[WeekMark.DONE], asked)))
    if not shares:
        return None
    say, (last, share) = seen.say, shares[-1]
    alt = say(
        "Share of creators who did everything of a week; in week {week}, the newest, it is {share}.",
        week=last,
        share=share,
    )
    columns, path = (say("Week"), say("Done")), f"{base}/week"
    return _bars(say("Weeks completed"), alt, columns, shares, path)


def checkins(seen: Overseen, base: str) -> Picture | None:
    """The share of check-ins that were answered, by week."""
    asked, answered = Counter[int](), Counter[int]()
    for (_, week), tally in seen.tallies.items():
        asked[week] += tally.asked
        answered[week] += tally.answered
    shares = [(week, _share(answered[week], asked[week])) for week in sorted(asked) if asked[week]]
    if not shares:
        return None
    say, (last, share) = seen.say, shares[-1]
    alt = say(
        "Share of check-ins that were answered; in week {week}, the newest, it is {share}.",
        week=last,
        share=share,
    )
    columns, path = (say("Week"), say("Answered")), f"{base}/checkins"
    return _bars(say("Check-ins answered"), alt, columns, shares, path)


def mood_question(plan: CohortPlan) -> tuple[str, str] | None:
    """The id and the label of the question that is drawn; None where the programme asks none such."""
    wanted = next((rule.question for rule in plan.flag_rules if isinstance(rule, FallingMood)), MOOD)
    asked = (
        (question.id, question.label)
        for step in plan.programme.steps
        if isinstance(step.content, Questions)
        for question in step.content.questions
    )
    return next((pair for pair in asked if pair[0] == wanted), None)


def moods(seen: Overseen, base: str) -> Picture | None:
    """The mean of what was answered to the question about the mood, by week."""
    say, question = seen.say, mood_question(seen.plan)
    found = [] if question is None else seen.tx.overviews.moods(seen.numbers, question[0])
    if question is None or not found:
        return None
    last = found[-1]
    alt = say(
        "Mean of the answers to “{question}”; in week {week}, the newest, it is {mean}.",
        question=question[1],
        week=last.week,
        mean=f"{last.mean:.1f}",
    )
    return Picture(
        kind="line",
        title=plain(say("{question}, week by week", question=question[1])),
        alt=plain(alt),
        columns=(plain(say("Week")), question[1]),
        rows=tuple((str(one.week), f"{one.mean:.1f}") for one in found),
        row_paths=tuple(f"{base}/mood/{one.week}" for one in found),
    )


Hours = Mapping[tuple[int, int], int]
"""How many messages left, by weekday (0 is Monday) and hour."""


def hours_of(quarters: Mapping[datetime, int], zone: str) -> Hours:
    """The same by the clocks of a zone."""
    found = Counter[tuple[int, int]]()
    for quarter, count in quarters.items():
        wall = wall_time(quarter, zone)
        found[wall.weekday(), wall.hour] += count
    return found


def load(seen: Overseen, hours: Hours, base: str) -> Picture | None:
    """How many messages left in each hour of the week."""
    if not hours:
        return None
    say, total = seen.say, sum(hours.values())
    (day, hour), most = min(hours.items(), key=lambda pair: (-pair[1], pair[0]))
    alt = say(
        "Messages by the clocks of {zone}, {total} in all. The busiest hour is the one from {hour}:00 on "
        "{day}, with {most}.",
        total=total,
        zone=seen.plan.cohort.zone,
        day=weekday(day, say),
        hour=f"{hour:02}",
        most=most,
    )
    return Picture(
        kind="heat",
        title=plain(say("Messages sent in each hour of the week")),
        alt=plain(alt),
        columns=(plain(say("Day")), *(f"{one:02}" for one in range(HOURS))),
        rows=tuple(
            (weekday(one, say), *(str(hours.get((one, hour), "")) for hour in range(HOURS)))
            for one in range(DAYS)
        ),
        row_paths=tuple(f"{base}/day/{one + 1}" for one in range(DAYS)),
        column_paths=tuple(f"{base}/hour/{one}" for one in range(HOURS)),
    )


def weekday(day: int, say: Say) -> str:
    """Its name."""
    return days_of(frozenset((day,)), say)


def _bars(
    title: Text, alt: Text, columns: Sequence[Text], shares: Sequence[tuple[int, str]], path: str
) -> Picture:
    """A bar for each week, which leads to the page about it."""
    return Picture(
        kind="bars",
        title=plain(title),
        alt=plain(alt),
        columns=tuple(plain(column) for column in columns),
        rows=tuple((str(week), share) for week, share in shares),
        row_paths=tuple(f"{path}/{week}" for week, _ in shares),
    )


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%"
