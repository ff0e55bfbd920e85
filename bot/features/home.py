"""Home: what somebody sees who opens the bot: where they are and what is next, and what waits for them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.chat.page import Figure, FiguresSection, Page, Section, TextSection
from bot.chat.reply import Reply, Show
from bot.chat.text import Strong, When, joined, plain
from bot.domain.delivery import LedgerEntry
from bot.domain.people import EnrolmentState
from bot.domain.progress import Progress, Standing
from bot.engine.feature import Feature, PageRoute, Who
from bot.engine.homes import HOME
from bot.engine.plans import CohortPlan
from bot.engine.subject import ENROLLED, led
from bot.engine.tongues import called
from bot.engine.visit import Visit
from bot.features import catching_up, cohort_status, matter_words, next_steps, own_creators, queue, settings
from bot.features.kinds import kind_word
from bot.features.progress import aims_of, figures_of, pictures_of, progress_on_record, stage_of
from bot.features.setting_words import chat_of, days_of, quiet_of
from bot.store.cohorts import CohortRow
from bot.store.matters import Matter
from bot.store.tx import Tx

STEPS = 3
OPEN_SHOWN = 4
WAITING_SHOWN = 6
"""More of them are behind a path: every figure with a path is a button somewhere."""


def home(tx: Tx, visit: Visit) -> Reply:
    """Everything at a glance for a creator, for a mentor, for who is both, and for who is neither yet."""
    leading = led(visit, Who.MENTOR)
    named = visit.plan or next(iter(leading), None)
    who = visit.person.person.name
    title = who if named is None else f"{_spoken(visit, named).programme.title} · {who}"
    sections = (*_as_creator(tx, visit), *_as_leader(tx, visit, leading), _settings(tx, visit))
    return Show(Page(title=title, sections=sections))


def _as_creator(tx: Tx, visit: Visit) -> Iterator[Section]:
    enrolled, plan, say = visit.enrolled, visit.plan, visit.say
    if enrolled is None or plan is None:
        return
    match enrolled.enrolment.state:
        case EnrolmentState.INVITED:
            text = say("You aren't in yet. Press Join in the programme's channel, and we begin.")
            yield TextSection(text=text)
        case EnrolmentState.WITHDRAWN:
            text = say("You are no longer in this programme. To come back, press Join in its channel.")
            yield TextSection(text=text)
        case state if state in ENROLLED:
            progress = progress_on_record(tx, plan, enrolled, visit.now)
            yield stage_of(tx, progress, plan, enrolled, visit.now, say)
            yield from _open(progress, visit)
            yield TextSection(text=next_steps.steps_ahead(progress.ahead[:STEPS], enrolled, say))
            yield figures_of(progress, say)
            yield from aims_of(tx, progress, plan, enrolled, say)
            yield from pictures_of(progress, plan, say)
        case _:
            return


def _open(progress: Progress, visit: Visit) -> Iterator[Section]:
    """What is open, each with a path that shows it again, so that it can be answered."""
    urgent = next_steps.most_urgent(progress.those(Standing.OPEN))
    if not urgent:
        yield TextSection(text=visit.say("Nothing is open: you are up to date."))
        return
    yield TextSection(text=(Strong(plain(visit.say("Open now"))),))
    figures = [_to_do(entry, visit) for entry in urgent[:OPEN_SHOWN]]
    more = len(progress.those(Standing.OPEN)) - len(figures)
    if more > 0:
        path = f"{next_steps.WORD}/{visit.creator.enrolment.key}"
        figures.append(Figure(label=plain(visit.say("More")), value=str(more), path=path))
    yield FiguresSection(figures=tuple(figures))


def _to_do(entry: LedgerEntry, visit: Visit) -> Figure:
    kind, say = kind_word(entry.kind, visit.say), visit.say
    if entry.closes_at is None:
        value = say("{kind} of week {week}", kind=kind, week=entry.week)
    else:
        until = When(entry.closes_at, visit.creator.enrolment.person.zone)
        value = say("{kind}, until {until}", kind=kind, until=until)
    return Figure(label=entry.title, value=plain(value), path=f"{catching_up.WORD}/{entry.key}")


def _as_leader(tx: Tx, visit: Visit, leading: Sequence[CohortPlan]) -> Iterator[Section]:
    for plan in leading:
        row = tx.cohorts.by_name(plan.cohort.name)
        if row is not None:
            here = replace(visit, plan=_spoken(visit, plan))
            yield from _queue(tx, here, queue.owed_by(tx, here), row)


def _queue(tx: Tx, visit: Visit, owed: Sequence[Matter], row: CohortRow) -> Iterator[Section]:
    """What waits for them in a cohort, and the ways to what they look after there."""
    say, plan = visit.say, visit.cohort_plan
    heading = (Strong(plain(say("Your queue in {cohort}", cohort=plan.cohort.title))),)
    yield TextSection(text=joined(heading, ("\n",), queue.how_many(visit, len(owed))))
    figures = [_waiting(tx, visit, matter) for matter in owed[:WAITING_SHOWN]]
    if owed:
        label = plain(say("Answer them"))
        figures.append(Figure(label=label, value=str(len(owed)), path=f"{queue.WORD}/{row.key}"))
    creators = str(len(own_creators.looked_after(tx, visit, row.id)))
    label = plain(say("Your creators"))
    figures.append(Figure(label=label, value=creators, path=f"{own_creators.WORD}/{row.key}"))
    label = plain(say("At a glance"))
    figures.append(Figure(label=label, value=plan.cohort.title, path=f"{own_creators.OVERVIEW}/{row.key}"))
    if visit.person.person.name in plan.admins:
        status, title = plain(say("The cohort's status")), plan.cohort.title
        figures.append(Figure(label=status, value=title, path=f"{cohort_status.WORD}/{row.key}"))
    yield FiguresSection(figures=tuple(figures))


def _waiting(tx: Tx, visit: Visit, matter: Matter) -> Figure:
    enrolled = tx.enrolments.by_id(matter.enrolment)
    if enrolled is None:
        raise LookupError(f"the matter {matter.key} is about no enrolment")
    # The day and not how long: what is shown would be wrong an hour later.
    since = When(matter.opened_at, visit.person.person.zone)
    what = matter_words.headline(matter, enrolled, visit.say)
    return Figure(
        label=enrolled.enrolment.person.name,
        value=plain(visit.say("{what}, since {when}", what=plain(what), when=since)),
        path=f"{own_creators.SHEET}/{enrolled.enrolment.key}",
    )


def _settings(tx: Tx, visit: Visit) -> Section:
    """How they live, each with a path that changes it."""
    person, say = visit.person.person, visit.say
    told = (
        (say("Time zone"), person.zone, "zone"),
        (say("Language"), called(person.language), "language"),
        (say("Working days"), days_of(person.working_days, say), "days"),
        (say("Quiet hours"), quiet_of(person.quiet, say), "quiet"),
    )
    figures = [
        Figure(label=plain(label), value=value, path=f"{settings.WORD}/{person.key}/{action}")
        for label, value, action in told
    ]
    written = (
        Figure(label=plain(say("I write to you on")), value=chat_of(account))
        for account in tx.people.accounts(visit.person.id)[:1]
    )
    return FiguresSection(figures=(*figures, *written))


def _spoken(visit: Visit, plan: CohortPlan) -> CohortPlan:
    return plan.in_language(visit.person.person.language)


FEATURE = Feature(name="home", pages=(PageRoute(word=HOME, show=home, who=Who.PERSON),))
