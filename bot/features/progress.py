"""Progress: one page of where a creator is, what is done and open, what comes next, and what it is for."""

from collections.abc import Iterator
from datetime import datetime
from typing import assert_never

from bot.chat.command import Command
from bot.chat.page import Figure, FiguresSection, Page, PictureSection, Section, TextSection
from bot.chat.quoting import quoted
from bot.chat.reply import Reply, Show
from bot.chat.text import Say as Wording
from bot.chat.text import Span, Strong, Text, When, joined, phrase, plain
from bot.domain.people import EnrolmentState
from bot.domain.programme import Programme
from bot.domain.progress import NotBegun, Over, Progress, Standing, UnderWay, progress_of
from bot.domain.wall import local_day, midnight
from bot.engine.feature import About, CommandRoute, Feature, Intent, TokenRoute
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features.flag_words import flags_in_words
from bot.features.weeks_picture import weeks_picture
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

WORD = "progress"
"""The first word of the button that shows it; the second is the enrolment's key."""
WORKS_SHOWN = 3

PROGRESS = Command(name="program progress", summary=phrase("See how far you have come, and what is open"))


def own_page(tx: Tx, visit: Visit) -> Reply:
    """A creator looks at their own progress."""
    return Show(page_of(tx, visit.cohort_plan, visit.creator, visit.now, visit.say))


def page_of(tx: Tx, plan: CohortPlan, enrolled: Enrolled, now: datetime, say: Wording) -> Page:
    """The page about a creator, for a reader whose language `plan` and `say` speak.

    Whoever shows it has made sure that the reader is that creator, or looks after them.
    """
    title = f"{plan.programme.title} · {enrolled.enrolment.person.name}"
    return Page(title=title, sections=tuple(sections_of(tx, plan, enrolled, now, say)))


def progress_on_record(tx: Tx, plan: CohortPlan, enrolled: Enrolled, now: datetime) -> Progress:
    """A creator's progress, its titles as the plan tells them."""
    ledger = [plan.told(entry) for entry in tx.occurrences.of(enrolled.id)]
    pauses = tx.pauses.of([enrolled.id])[enrolled.id]
    return progress_of(plan.programme, plan.cohort, enrolled.enrolment, pauses, ledger, now)


def sections_of(
    tx: Tx, plan: CohortPlan, enrolled: Enrolled, now: datetime, say: Wording, flags_title: Text = ()
) -> Iterator[Section]:
    """What the page says, so that other pages can say more; with another title over the flags."""
    progress = progress_on_record(tx, plan, enrolled, now)
    yield stage_of(tx, progress, plan, enrolled, now, say)
    yield figures_of(progress, say)
    yield TextSection(text=_next(progress, enrolled, say))
    yield from aims_of(tx, progress, plan, enrolled, say, flags_title)
    yield from pictures_of(progress, plan, say)


def stage_of(
    tx: Tx, progress: Progress, plan: CohortPlan, enrolled: Enrolled, now: datetime, say: Wording
) -> Section:
    """In which week somebody is, and whether they rest."""
    stage = _stage(progress, plan.programme, enrolled, say)
    return TextSection(text=joined(stage, _resting(tx, enrolled, now, say)))


def figures_of(progress: Progress, say: Wording) -> Section:
    """How much is done, open and to come."""
    return FiguresSection(figures=tuple(_figures(progress, say)))


def aims_of(
    tx: Tx, progress: Progress, plan: CohortPlan, enrolled: Enrolled, say: Wording, flags_title: Text = ()
) -> Iterator[Section]:
    """What it is for: the next milestone, the goal and the newest work, and flags that are up."""
    if progress.aim is not None:
        yield TextSection(text=_aim(progress, enrolled, say))
    flags = _flags(tx, plan, enrolled, say, flags_title)
    if flags is not None:
        yield flags
    yield from _own_words(tx, enrolled, say)


def pictures_of(progress: Progress, plan: CohortPlan, say: Wording) -> Iterator[Section]:
    """The weeks so far, where there is anything to draw."""
    picture = weeks_picture(progress, len(plan.programme.weeks), say)
    if picture is not None:
        yield PictureSection(picture=picture)


def _stage(progress: Progress, programme: Programme, enrolled: Enrolled, say: Wording) -> Text:
    zone, weeks = enrolled.enrolment.person.zone, len(programme.weeks)
    match progress.stage:
        case NotBegun(on=day):
            if day is None:
                return say("Week 1 begins once the pause has ended.")
            return say("Week 1 begins {when}.", when=When(midnight(day, zone), zone, "date"))
        case UnderWay(week=week):
            title = Strong(next(one.title for one in programme.weeks if one.number == week))
            return say("Week {week} of {weeks}: {title}", week=week, weeks=weeks, title=title)
        case Over():
            return say("Completed: all {weeks} weeks are over.", weeks=weeks)
        case never:
            assert_never(never)


def _resting(tx: Tx, enrolled: Enrolled, now: datetime, say: Wording) -> Text:
    """That there is a pause, and until when."""
    if enrolled.enrolment.state is not EnrolmentState.PAUSED:
        return ()
    zone = enrolled.enrolment.person.zone
    today = local_day(now, zone)
    taken = reversed(tx.pauses.of([enrolled.id])[enrolled.id])
    end = next((one.end for one in taken if one.start <= today), None)
    if end is None:
        return joined(("\n",), say("On a pause, until it is ended."))
    return joined(("\n",), say("On a pause until {when}.", when=When(midnight(end, zone), zone, "date")))


def _figures(progress: Progress, say: Wording) -> Iterator[Figure]:
    counted = (
        (say("Done"), len(progress.those(Standing.DONE))),
        (say("Open"), len(progress.those(Standing.OPEN))),
        (say("Optional"), len(progress.those(Standing.OPTIONAL))),
        (say("Still to come"), progress.to_come),
        (say("Check-ins answered in a row"), progress.streak),
    )
    return (Figure(label=plain(label), value=str(count)) for label, count in counted)


def _next(progress: Progress, enrolled: Enrolled, say: Wording) -> Text:
    if progress.ahead:
        first = progress.ahead[0]
        when = When(first.starts, enrolled.enrolment.person.zone)
        return say("Next: {title}, {when}.", title=Strong(first.step.title), when=when)
    if enrolled.enrolment.state is EnrolmentState.PAUSED:
        return say("The rest comes once the pause has ended.")
    if enrolled.enrolment.state is EnrolmentState.INVITED:
        return say("All of it comes once Join was pressed in the programme's channel.")
    return say("Nothing more is to come.")


def _aim(progress: Progress, enrolled: Enrolled, say: Wording) -> Text:
    """The next milestone with its criteria: it is reached when all of them are met."""
    aim = progress.aim
    if aim is None:
        return ()
    title = Strong(aim.title)
    if aim.at is None:
        text = say("To reach the milestone {title}, which is open:", title=title)
    else:
        when = When(aim.at, enrolled.enrolment.person.zone, "date")
        text = say("To reach the milestone {title} of {when}:", title=title, when=when)
    return joined(text, tuple(f"\n• {criterion}" for criterion in aim.criteria))


def _flags(tx: Tx, plan: CohortPlan, enrolled: Enrolled, say: Wording, title: Text) -> Section | None:
    """The flags that are up about this creator, with their facts; None where there are none."""
    zone = enrolled.enrolment.person.zone
    words = flags_in_words(tx.flags.up([enrolled.id]), say, plan=plan, zone=zone, title=title)
    return TextSection(text=words) if words else None


def _own_words(tx: Tx, enrolled: Enrolled, say: Wording) -> Iterator[Section]:
    """The goal, and the newest pieces of work."""
    for goal in tx.goals.newest(enrolled.id, 1):
        yield TextSection(text=say("Goal: {goal}", goal=quoted(goal.words)))
    works = tx.works.newest(enrolled.id, WORKS_SHOWN)
    if works:
        lines: list[Span] = [f"\n• {quoted(' '.join((work.link, work.words)))}" for work in works]
        yield TextSection(text=joined(say("Newest pieces of work:"), tuple(lines)))


FEATURE = Feature(
    name="progress",
    commands=(CommandRoute(command=PROGRESS, run=own_page, reads=True),),
    tokens=(TokenRoute(word=WORD, about=About.ENROLMENT, pressed=own_page),),
    intents=(
        Intent(
            name="progress",
            says=phrase(
                "progress; my progress; what is my progress; how am I doing; where am I; how far am I"
            ),
            run=own_page,
        ),
    ),
)
