"""Pausing and resuming: a creator rests for some weeks, and the calendar waits."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from bot.chat.command import Command, Param
from bot.chat.event import FormSubmitted
from bot.chat.form import Choice
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, When, phrase, plain
from bot.chat.token import Token
from bot.domain.day_words import read_day_words
from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.domain.progress import Over, stage_of
from bot.domain.wall import instant, local_day, midnight, wall_time
from bot.engine.asking import ask_for
from bot.engine.feature import About, CommandRoute, Feature, Intent, TimerRoute, TokenRoute
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features import catching_up
from bot.store.enrolments import Enrolled
from bot.store.timers import Timer
from bot.store.tx import Tx

RESUME = "resume"
WORD = "pause"
LONGEST_PAUSE = 12

HOW_LONG = (
    Param(name="weeks", summary=phrase("How many weeks, 1 to 12"), kind="number", required=False),
    Param(
        name="mode",
        summary=phrase("shift: everything comes later; skip: what falls into the pause is left out"),
        kind="choice",
        required=False,
        choices=(
            Choice(label=phrase("shift"), value="shift"),
            Choice(label=phrase("skip"), value="skip"),
        ),
    ),
    Param(
        name="until",
        summary=phrase("Or the day on which we go on, such as 2027-03-08 or 8 March"),
        kind="date",
        required=False,
    ),
)
"""How long a pause lasts, and what it does, whoever asks for it."""
PAUSE = Command(
    name="program pause",
    summary=phrase("Rest for some weeks or until a day; your programme waits for you"),
    params=HOW_LONG,
)
RESUME_NOW = Command(name="program resume", summary=phrase("Go on with your programme now"))


def pause(tx: Tx, visit: Visit) -> Reply:
    """Rest from today on: for whole weeks, or until a day."""
    enrolled, values = visit.creator, visit.values()
    if not values.get("weeks", "").strip() and not values.get("until", "").strip():
        return ask_when(visit, PAUSE)
    zone = enrolled.enrolment.person.zone
    end = end_of(values, wall_time(visit.now, zone))
    if end is None:
        return Refuse(
            visit.say(
                "A pause lasts 1 to {most} whole weeks, or until a day within that time, such as 8 March.",
                most=LONGEST_PAUSE,
            )
        )
    if enrolled.enrolment.state is not EnrolmentState.ACTIVE or is_over(tx, visit):
        return Refuse(visit.say("You are not under way at the moment, so there is nothing to pause."))
    until = rest(tx, enrolled, end, mode_of(values.get("mode", "")), visit.now)
    _audit(tx, visit, "pause")
    text = visit.say(
        "Rest well. We go on {until}; {command} brings you back earlier.",
        until=until,
        command=Slash("program resume"),
    )
    return Say(Message(text=text))


def is_over(tx: Tx, visit: Visit) -> bool:
    """Whether the creator's last week has ended, though something may still be open: nothing can wait."""
    enrolled, plan = visit.creator, visit.cohort_plan
    pauses = tx.pauses.of([enrolled.id])[enrolled.id]
    today = local_day(visit.now, enrolled.enrolment.person.zone)
    return isinstance(stage_of(plan.programme, plan.cohort, enrolled.enrolment, pauses, today), Over)


def ask_when(visit: Visit, command: Command) -> Reply:
    """Neither weeks nor a day were named: a form asks, and a form that was sent so says what it needs."""
    if isinstance(visit.event, FormSubmitted):
        lacking = visit.say("Say for how many weeks, or until which day.")
        return Refuse(lacking, {"weeks": lacking})
    return ask_for(command, visit.values(), visit.say, visit.language)


def end_of(values: Mapping[str, str], now: datetime) -> date | None:
    """The day after a pause that begins today (`now` in wall time); None for what is no such pause."""
    typed = values.get("until", "").strip()
    if not typed:
        weeks = weeks_of(values.get("weeks", "").strip())
        return None if weeks is None else now.date() + timedelta(weeks=weeks)
    # "2 weeks" is no day, but nobody means anything else by it.
    found = read_day_words(typed, now, time()) or read_day_words(f"in {typed}", now, time())
    latest = now.date() + timedelta(weeks=LONGEST_PAUSE)
    return found.date() if found is not None and now.date() < found.date() <= latest else None


def ask_how_long(tx: Tx, visit: Visit) -> Reply:
    """Somebody typed that they need a rest: one word says for how long, or a form does."""
    say = visit.say
    form = Button(label=plain(say("Choose how long")), token=Token(WORD, visit.creator.enrolment.key))
    text = say("For how long? Type “pause 2 weeks”, or press the button to choose.")
    return Say(Message(text=text, buttons=(form,)))


def pressed(tx: Tx, visit: Visit) -> Reply:
    """The form of a pause."""
    return ask_for(PAUSE, {}, visit.say, visit.language)


def weeks_of(typed: str) -> int | None:
    """How many whole weeks a pause lasts; None for what is no such number."""
    good = typed.isascii() and typed.isdecimal() and 1 <= int(typed) <= LONGEST_PAUSE
    return int(typed) if good else None


def mode_of(chosen: str) -> PauseMode:
    """What a pause does with the steps in it; they come later unless it was chosen otherwise."""
    return PauseMode.SKIP if chosen == PauseMode.SKIP else PauseMode.SHIFT


def rest(tx: Tx, enrolled: Enrolled, end: date, mode: PauseMode, now: datetime) -> When:
    """Let an active creator rest from today on, whoever says so; the day on which it goes on."""
    zone = enrolled.enrolment.person.zone
    tx.pauses.add(enrolled.id, Pause(start=local_day(now, zone), end=end, mode=mode))
    tx.enrolments.set_state(enrolled.id, EnrolmentState.PAUSED)
    resumes = datetime.combine(end, time())
    tx.timers.set(
        [
            Timer(
                name=_resume_name(enrolled),
                kind=RESUME,
                enrolment=enrolled.id,
                occurrence=None,
                wall=resumes.isoformat(),
                zone=zone,
                due_at=instant(resumes, zone),
            )
        ]
    )
    replan(tx, enrolled, now)
    return When(midnight(end, zone), zone, "date")


def resume(tx: Tx, visit: Visit) -> Reply:
    """Go on today."""
    enrolled = visit.creator
    if enrolled.enrolment.state is not EnrolmentState.PAUSED:
        return Refuse(visit.say("You are not paused."))
    tx.pauses.end(enrolled.id, local_day(visit.now, enrolled.enrolment.person.zone))
    tx.timers.drop([_resume_name(enrolled)])
    tx.enrolments.set_state(enrolled.id, EnrolmentState.ACTIVE)
    replan(tx, enrolled, visit.now)
    _audit(tx, visit, "resume")
    return Say(Message(text=visit.say("Welcome back! Your programme goes on.")))


def resumed(tx: Tx, timer: Timer, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """The pause is over."""
    if enrolled.enrolment.state is EnrolmentState.PAUSED:
        tx.enrolments.set_state(enrolled.id, EnrolmentState.ACTIVE)


def replan(tx: Tx, enrolled: Enrolled, now: datetime) -> None:
    """Take back what nobody has seen, and have the planner look again."""
    take_back(tx, enrolled)
    tx.enrolments.replan(enrolled.id, now)


def take_back(tx: Tx, enrolled: Enrolled) -> None:
    """Take back the steps that nobody has seen."""
    tx.occurrences.unplan(tx.deliveries.withdraw_unseen(enrolled.id, (*StepKind, catching_up.KIND)))


def _audit(tx: Tx, visit: Visit, action: str) -> None:
    enrolment = visit.creator.enrolment
    tx.audit.add(at=visit.now, actor=enrolment.person.key, action=action, subject=enrolment.key)


def _resume_name(enrolled: Enrolled) -> str:
    return f"{RESUME}/{enrolled.enrolment.key}"


FEATURE = Feature(
    name="pausing",
    commands=(
        CommandRoute(command=PAUSE, run=pause),
        CommandRoute(command=RESUME_NOW, run=resume),
    ),
    tokens=(TokenRoute(word=WORD, about=About.ENROLMENT, pressed=pressed),),
    intents=(
        Intent(
            name="pause",
            says=phrase(
                "pause {weeks} weeks; pause {weeks} week; pause for {weeks} weeks; pause for {weeks} week; "
                "rest {weeks} weeks; rest for {weeks} weeks; I need a break of {weeks} weeks"
            ),
            run=pause,
        ),
        Intent(
            name="pause until",
            says=phrase("pause until {until}; rest until {until}; I need a break until {until}"),
            run=pause,
        ),
        Intent(
            name="rest",
            says=phrase("pause; rest; I need a break; I need a rest; I need a pause; take a break"),
            run=ask_how_long,
        ),
        Intent(name="resume", says=phrase("resume; go on; I'm back; I am back; continue"), run=resume),
    ),
    timers=(TimerRoute(kind=RESUME, run=resumed),),
)
