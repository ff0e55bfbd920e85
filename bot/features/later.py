"""Later: a lesson comes back once, when its reader says; a new time takes the place of the one before."""

from datetime import datetime, timedelta

from bot.chat.form import Field, Form
from bot.chat.message import Button, Message
from bot.chat.reply import Ask, Refuse, Replace, Reply, Say
from bot.chat.text import Strong, Text, When, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.day_words import read_day_words
from bot.domain.delivery import LedgerEntry
from bot.domain.may_send import Nature
from bot.domain.snooze import Snooze, snoozes
from bot.domain.wall import instant, wall_time
from bot.engine.feature import About, Feature, Intent, Speaking, Speech, TimerRoute, TokenRoute
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features import catching_up
from bot.features.heading import lateness
from bot.features.lessons import LATER, buttons, later_name, open_lessons
from bot.features.steps import unwanted
from bot.store.deliveries import Owed
from bot.store.enrolments import Enrolled
from bot.store.timers import Timer
from bot.store.tx import Tx

OTHER, FIELD = "other", "when"
LONGEST = timedelta(days=366)


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A creator wants a lesson later, or says when."""
    entry = visit.occurrence
    refused = _needless(visit, entry)
    if refused is not None:
        return refused
    match visit.token.action:
        case "other":
            return Ask(_form(visit, entry))
        case "tonight" | "tomorrow" | "monday" as word:
            wall = _offered(visit, entry).get(Snooze(word))
            if wall is None:
                return Say(_question(visit, entry, visit.say("It is too late for that today.")))
            return Replace(Message(text=_snooze(tx, visit, entry, wall)))
        case _:
            return Say(_question(visit, entry))


def filled(tx: Tx, visit: Visit) -> Reply:
    """A creator says in words when the lesson comes back."""
    entry = visit.occurrence
    refused = _needless(visit, entry)
    if refused is not None:
        return refused
    now = wall_time(visit.now, visit.creator.enrolment.person.zone)
    wall = read_day_words(visit.values().get(FIELD, ""), now, datetime.fromisoformat(entry.wall).time())
    problem = _problem(visit, now, wall)
    if wall is None or problem:
        return Refuse(visit.say("Almost: please look at this again."), {FIELD: problem})
    return Say(Message(text=_snooze(tx, visit, entry, wall)))


def _problem(visit: Visit, now: datetime, wall: datetime | None) -> Text:
    if wall is None:
        return visit.say("I don't know that day. Write it like: in 3 days, next friday at 10, 12 march.")
    if wall <= now:
        return visit.say("That lies behind us. Write a day to come, like: in 3 days, next friday.")
    if wall > now + LONGEST:
        return visit.say("That is more than a year from now. Write a day that is nearer.")
    return ()


def _needless(visit: Visit, entry: LedgerEntry) -> Reply | None:
    """What is done, or no longer there, does not come back."""
    if visit.cohort_plan.step(entry.step) is None:
        return Refuse(
            visit.say(
                "“{title}” is no longer part of the programme, so it does not come back.", title=entry.title
            )
        )
    if entry.done_at is not None:
        return Say(Message(text=visit.say("You had marked “{title}” as done already.", title=entry.title)))
    return None


def _offered(visit: Visit, entry: LedgerEntry) -> dict[Snooze, datetime]:
    person = visit.creator.enrolment.person
    usual = datetime.fromisoformat(entry.wall).time()
    return snoozes(person, wall_time(visit.now, person.zone), usual)


def _question(visit: Visit, entry: LedgerEntry, said: Text = ()) -> Message:
    labels = {
        Snooze.TONIGHT: visit.say("Tonight"),
        Snooze.TOMORROW: visit.say("Tomorrow"),
        Snooze.MONDAY: visit.say("Monday"),
    }
    choices = [(str(word), labels[word]) for word in _offered(visit, entry)]
    asked = visit.say("When shall I bring “{title}” back?", title=entry.title)
    return Message(
        text=joined(said, (" ",) if said else (), asked),
        buttons=tuple(
            Button(label=plain(label), token=Token(LATER, entry.key, word))
            for word, label in (*choices, (OTHER, visit.say("Another day")))
        ),
    )


def _form(visit: Visit, entry: LedgerEntry) -> Form:
    hint = plain(visit.say("Such as: in 3 days, next friday at 10, 12 march"))
    field = Field(key=FIELD, label=plain(visit.say("When?")), kind="text", hint=hint)
    return Form(token=Token(LATER, entry.key, OTHER), title=plain(visit.say("Later")), fields=(field,))


def _snooze(tx: Tx, visit: Visit, entry: LedgerEntry, wall: datetime) -> Text:
    """Promise it, in the place of an earlier promise."""
    zone = visit.creator.enrolment.person.zone
    timer = Timer(
        name=later_name(entry.key),
        kind=LATER,
        enrolment=visit.creator.id,
        occurrence=entry.key,
        wall=wall.isoformat(),
        zone=zone,
        due_at=instant(wall, zone),
    )
    tx.timers.set([timer])
    tx.enrolments.wake(visit.creator.id, timer.due_at)
    return visit.say("Noted: “{title}” comes back {when}.", title=entry.title, when=When(timer.due_at, zone))


def come_back(tx: Tx, timer: Timer, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """The time has come; whether it is still wanted is asked again when the message leaves."""
    places = tx.people.places(enrolled.person_id)
    tx.deliveries.add(
        Owed(
            name=f"{timer.name}/{timer.due_at:%Y-%m-%dT%H:%M}",
            kind=LATER,
            nature=Nature.ANSWER,
            place=place,
            due_at=timer.due_at,
            cohort=enrolled.cohort_id,
            person=enrolled.person_id,
            enrolment=enrolled.id,
            occurrence=timer.occurrence,
        )
        for place in places[:1]
    )


def compose(tx: Tx, speaking: Speaking) -> Message:
    """The title, as promised, with what can be said about a lesson, and a way to read it again."""
    entry, say = speaking.leased.occurrence, speaking.say
    if entry is None:
        raise LookupError("what comes back later is a lesson")
    again = Button(label=plain(say("Read it again")), token=Token(catching_up.WORD, entry.key))
    text = say("You asked me to bring this back: {title}.", title=Strong(entry.title))
    return Message(text=joined(lateness(speaking), text), buttons=(*buttons(entry, say), again))


def later(tx: Tx, visit: Visit) -> Reply:
    """Somebody types “later”: that is about the lesson that came last."""
    found = open_lessons(tx, visit)
    if not found:
        return Say(Message(text=visit.say("No lesson is open, so there is nothing to bring back later.")))
    return Say(_question(visit, found[0]))


FEATURE = Feature(
    name="later",
    tokens=(TokenRoute(word=LATER, about=About.OCCURRENCE, pressed=pressed, filled=filled),),
    intents=(Intent(name="later", says=phrase("later; not now; remind me later; snooze"), run=later),),
    speeches=(Speech(kind=LATER, compose=compose, unwanted=unwanted),),
    timers=(TimerRoute(kind=LATER, run=come_back),),
)
