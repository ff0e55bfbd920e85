"""The summary of a simulated run, as a programme manager reads it."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from bot.app.load import load_picture
from bot.app.outcomes import Outcome, tally
from bot.app.simulating import Simulation
from bot.chat.page import (
    TABLE_ROWS,
    Figure,
    FiguresSection,
    Page,
    PictureSection,
    Section,
    TableSection,
    TextSection,
)
from bot.domain.decide import Skipped
from bot.domain.delivery import OccurrenceState
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.preview.days import spell_day
from schedules.actors.manner import Manner, manner_of

PLAYED = {
    Manner.DILIGENT: "answers within a day",
    Manner.LATE: "answers days later",
    Manner.SILENT: "hardly ever answers",
    Manner.LEAVES: "leaves on the way",
    Manner.MOVES: "moves to another time zone",
    Manner.PAUSES: "takes a pause",
}

LET_GO = {
    Skipped.BEFORE_JOINING: "before they joined",
    Skipped.ADDED_LATER: "added after its time",
    Skipped.LATE: "too late to help",
    Skipped.PAUSED: "in a pause",
    Skipped.FORGOTTEN: "forgotten by an admin",
    Skipped.ANSWERED: "done already",
    Skipped.CLOSED: "closed",
    Skipped.LEFT: "after they left",
    Skipped.CAUGHT_UP: "in a catch-up instead",
    Skipped.REMOVED: "taken out of the programme",
}


def summary(run: Simulation, outcomes: tuple[Outcome, ...], seed: int) -> Page:
    """What happened, in figures and three tables, and what was proved about it."""
    cohort, programme = run.plan.cohort, run.plan.programme
    weeks, creators = _many(run.weeks, "week"), _many(run.creators, "creator")
    return Page(
        title=f"{programme.title}, {cohort.title}: {weeks} with {creators}",
        sections=(
            _words(_setting(run)),
            FiguresSection(figures=_figures(run, outcomes)),
            _words(_proof(run)),
            *_troubles(run),
            _words("How far they came, phase by phase, of what each of them was sent:"),
            _phases(run, outcomes),
            _words(f"Nobody real took part: seed {seed} chose who is played how, and it went accordingly:"),
            _manners(outcomes, seed),
            *_slipping(outcomes),
            PictureSection(picture=load_picture(run.log, cohort.start)),
        ),
    )


def _setting(run: Simulation) -> str:
    cohort = run.plan.cohort
    last = cohort.start + timedelta(weeks=run.weeks) - timedelta(days=1)
    return (
        f"From {spell_day(cohort.start)} {cohort.start.year} to {spell_day(last)} {last.year}, and on until "
        f"pauses and breaks were made up for, on a throw-away database; nothing left this machine."
    )


def _figures(run: Simulation, outcomes: tuple[Outcome, ...]) -> tuple[Figure, ...]:
    states = [one.state for one in outcomes]
    joined = sum(one.joined_at is not None for one in outcomes)
    answered = f"{run.totals.checkins_answered:,} of {run.totals.checkins_sent:,}"
    if run.totals.checkins_sent:
        answered += f" ({run.totals.checkins_answered / run.totals.checkins_sent:.0%})"
    return (
        Figure(label="Creators who joined", value=f"{joined} of {run.creators}"),
        Figure(label="Went to the end", value=str(states.count(EnrolmentState.COMPLETED))),
        Figure(label="Left on the way", value=str(states.count(EnrolmentState.WITHDRAWN))),
        Figure(label="Messages sent", value=f"{run.totals.sent:,}"),
        Figure(label="Most in one minute", value=str(run.busiest_minute)),
        Figure(label="Check-ins answered", value=answered),
        Figure(label="Reminders sent", value=f"{run.totals.reminders:,}"),
        Figure(label="Could not be delivered", value=str(run.totals.undelivered)),
        Figure(label="Steps let go by a rule", value=_let_go(outcomes)),
    )


def _let_go(outcomes: tuple[Outcome, ...]) -> str:
    """How many steps were not sent on purpose, and why."""
    reasons = Counter(
        Skipped(entry.reason)
        for one in outcomes
        for entry in one.entries
        if entry.state is OccurrenceState.SKIPPED and entry.reason is not None
    )
    why = ", ".join(f"{reasons[reason]} {words}" for reason, words in LET_GO.items() if reason in reasons)
    return f"{reasons.total()} ({why})" if why else "0"


def _proof(run: Simulation) -> str:
    found = run.verdict
    return (
        f"Lost: {len(found.lost)}. Doubled: {len(found.duplicates)}. A day late or more: {len(found.late)}. "
        "These are counted from what was shown, not from the bot's own records: "
        f"the {found.expected:,} steps that the creators' calendars owed them were looked for in a log of "
        f"everything that reached somebody, {found.shown:,} messages with each part of a long one."
    )


def _troubles(run: Simulation) -> tuple[Section, ...]:
    """What a person must look at; nothing in a sound run."""
    found = (("lost", run.verdict.lost), ("shown twice", run.verdict.duplicates), ("late", run.verdict.late))
    rows = [(what, one) for what, ones in found for one in ones]
    return (TableSection(columns=("What", "Which"), rows=tuple(rows[:TABLE_ROWS])),) if rows else ()


def _phases(run: Simulation, outcomes: tuple[Outcome, ...]) -> TableSection:
    rows = []
    for phase in run.plan.programme.phases[:TABLE_ROWS]:
        weeks = range(phase.first_week, phase.last_week + 1)
        if phase.first_week <= run.weeks:
            kinds = (StepKind.LESSON, StepKind.CHECK_IN, StepKind.MILESTONE)
            shares = (tally(outcomes, kind, weeks).share for kind in kinds)
            rows.append((phase.title, f"{phase.first_week}–{phase.last_week}", *shares))
    columns = ("Phase", "Weeks", "Lessons done", "Check-ins answered", "Milestones reached")
    return TableSection(columns=columns, rows=tuple(rows))


def _manners(outcomes: tuple[Outcome, ...], seed: int) -> TableSection:
    rows = []
    for manner, words in PLAYED.items():
        of_it = tuple(one for one in outcomes if manner_of(seed, one.name) is manner)
        if of_it:
            every = range(10_000)
            rows.append(
                (
                    words,
                    str(len(of_it)),
                    tally(of_it, StepKind.LESSON, every).share,
                    tally(of_it, StepKind.CHECK_IN, every).share,
                    str(sum(one.flagged is not None for one in of_it)),
                )
            )
    columns = ("A creator who", "Creators", "Lessons done", "Check-ins answered", "Flagged at the end")
    return TableSection(columns=columns, rows=tuple(rows))


def _slipping(outcomes: Iterable[Outcome]) -> tuple[Section, ...]:
    """Those whom a flag names at the end, the most silent first."""
    flagged = [
        one for one in outcomes if one.flagged is not None and one.state is not EnrolmentState.WITHDRAWN
    ]
    if not flagged:
        return (_words("Nobody is flagged at the end."),)
    flagged.sort(key=lambda one: (_last_answer(one), one.name))
    shown = flagged[:TABLE_ROWS]
    more = f" The first {TABLE_ROWS} of {len(flagged)}:" if len(flagged) > TABLE_ROWS else ""
    return (
        _words(f"Flagged at the end by a rule of the cohort, for a mentor to look after.{more}"),
        TableSection(
            columns=("Creator", "Mentor", "Check-ins answered", "Last answer"),
            rows=tuple(
                (one.name, one.mentor or "–", _answered(one), _last_answer_in_words(one)) for one in shown
            ),
        ),
    )


def _answered(one: Outcome) -> str:
    asked = one.reached(StepKind.CHECK_IN)
    return f"{sum(entry.done_at is not None for entry in asked)} of {len(asked)}"


def _last_answer(one: Outcome) -> int:
    """The week of the last check-in that was answered; 0 for none."""
    weeks = [entry.week for entry in one.reached(StepKind.CHECK_IN) if entry.done_at is not None]
    return max(weeks, default=0)


def _last_answer_in_words(one: Outcome) -> str:
    week = _last_answer(one)
    return f"week {week}" if week else "never"


def _many(number: int, of: str) -> str:
    return f"{number} {of}{'' if number == 1 else 's'}"


def _words(text: str) -> TextSection:
    return TextSection(text=(text,))
