"""A flag goes up: its creator is told first and in private, and others only if it stays up."""

from datetime import datetime, timedelta

from bot.chat.message import Button, Message
from bot.chat.place import Place
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, When, joined, plain
from bot.chat.token import Token
from bot.domain.decide import Skipped
from bot.domain.delivery import DeliveryState
from bot.domain.flag_facts import BY_HAND, ByHand, Facts, Waiting, read, written
from bot.domain.flags import Rung
from bot.domain.keys import flag_key
from bot.domain.matter import MatterKind
from bot.domain.may_send import Nature
from bot.domain.people import Person
from bot.domain.wall import instant, wall_time
from bot.engine.feature import About, Feature, Speaking, Speech, TokenRoute
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features.flag_words import facts_in_words
from bot.features.matter_words import buttons
from bot.features.matters import open_matter
from bot.features.owning import seers
from bot.features.telling import where
from bot.store.deliveries import Owed
from bot.store.enrolments import Enrolled
from bot.store.flags import Flag, deliveries_of, nudge_name, word_name
from bot.store.timers import Timer
from bot.store.tx import Tx

NUDGE = "nudge"
"""The first word of the tokens of nudges, and the kind of their deliveries."""
TO_MENTOR = "flag"
LADDER = "ladder"


def ladder_name(key: str, rung: Rung) -> str:
    """The timer by which a flag comes to a rung."""
    return f"{LADDER}/{key}/{rung}"


def standing_of(tx: Tx, enrolled: Enrolled) -> list[Flag]:
    """The flags that are up about a creator, the oldest first."""
    return tx.flags.up([enrolled.id])


def raise_flag(tx: Tx, enrolled: Enrolled, rule: str, facts: Facts, plan: CohortPlan, now: datetime) -> None:
    """Put a rule's flag up, nudge the creator unless an earlier flag did, and set out on the ladder."""
    nudged = bool(standing_of(tx, enrolled))
    flag = _flag(enrolled, rule, facts, now)
    if not tx.flags.raise_up(flag):
        return
    # One nudge at a time: whoever is silent misses check-ins, too, and need not be told twice.
    if not nudged and enrolled.account is not None:
        tx.deliveries.add([_nudge(flag, enrolled, Place(at=enrolled.account), now)])
    promise(tx, flag, enrolled, Rung.MENTOR, plan.ladder.mentor_after)


def flag_by_hand(
    tx: Tx, enrolled: Enrolled, by: int, reason: str, plan: CohortPlan, now: datetime
) -> Flag | None:
    """A mentor or admin (`by`, a person's number) raises a flag in words that the creator can read, too.

    The mentor knows of it, so it goes on to the admins. None if one is up already: `unflag` it first.
    """
    flag = _flag(enrolled, BY_HAND, ByHand(reason=reason), now, by=by, rung=Rung.MENTOR)
    if not tx.flags.raise_up(flag):
        return None
    promise(tx, flag, enrolled, Rung.ADMINS, plan.ladder.admins_after)
    return flag


def unflag(tx: Tx, enrolled: Enrolled, by: int, now: datetime, rule: str | None = None) -> list[Flag]:
    """A person takes down the flags of a creator, or the one of a rule; gives those that were up."""
    down = [flag for flag in standing_of(tx, enrolled) if rule is None or flag.rule == rule]
    for flag in down:
        take_down(tx, flag, now, by)
    return down


def let_go(tx: Tx, enrolled: Enrolled, now: datetime) -> None:
    """Who leaves is looked after no more, and begins without a flag if they ever come back."""
    for flag in standing_of(tx, enrolled):
        take_down(tx, flag, now)


def take_down(tx: Tx, flag: Flag, now: datetime, by: int | None = None) -> None:
    """A flag's reason is gone, or a person (`by`) says so: nothing more comes of it."""
    tx.flags.clear(flag.key, now, by)
    tx.timers.drop([ladder_name(flag.key, rung) for rung in (Rung.MENTOR, Rung.ADMINS)])
    tx.deliveries.skip_named(deliveries_of(flag.key), Skipped.SETTLED, now)
    tx.matters.settle(MatterKind.FLAG, flag.key, by, now)


def promise(tx: Tx, flag: Flag, enrolled: Enrolled, rung: Rung, after: timedelta) -> None:
    """Have the flag come to this rung so long after it was raised, if it is still up."""
    zone = enrolled.enrolment.person.zone
    wall = wall_time(flag.raised_at, zone) + after
    timer = Timer(
        name=ladder_name(flag.key, rung),
        kind=LADDER,
        enrolment=enrolled.id,
        occurrence=None,
        wall=wall.isoformat(),
        zone=zone,
        due_at=instant(wall, zone),
    )
    tx.timers.set([timer])
    tx.enrolments.wake(enrolled.id, timer.due_at)


def to_mentor(tx: Tx, flag: Flag, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """Bring a flag that is still up into the queue of the mentor, and let whoever looks at it know.

    Where nobody is the mentor's, nor behind them, it is all admins' matter: their queue and digest tell.
    """
    matter = open_matter(tx, enrolled, kind=MatterKind.FLAG, subject=flag.key, words="", plan=plan, now=now)
    told = seers(tx, plan, matter.owner, now)
    if len(told) != 1:
        return
    tx.deliveries.add(
        Owed(
            name=word_name(flag.key),
            kind=TO_MENTOR,
            nature=Nature.MENTOR,
            place=place,
            due_at=now,
            cohort=enrolled.cohort_id,
            person=told[0].id,
            subject=flag.key,
        )
        for place in where(tx, told[0].id)[:1]
    )


def _flag(
    enrolled: Enrolled,
    rule: str,
    facts: Facts,
    now: datetime,
    *,
    by: int | None = None,
    rung: Rung = Rung.CREATOR,
) -> Flag:
    return Flag(
        key=flag_key(enrolled.enrolment.key, rule, now.isoformat()),
        enrolment=enrolled.id,
        rule=rule,
        facts=written(facts),
        raised_at=now,
        raised_by=by,
        rung=rung,
    )


def _nudge(flag: Flag, enrolled: Enrolled, place: Place, now: datetime) -> Owed:
    return Owed(
        name=nudge_name(flag.key),
        kind=NUDGE,
        nature=Nature.BOT,
        place=place,
        due_at=now,
        cohort=enrolled.cohort_id,
        person=enrolled.person_id,
        enrolment=enrolled.id,
        subject=flag.key,
    )


def nudge(tx: Tx, speaking: Speaking) -> Message:
    """To the creator: what was noticed, and what they can do."""
    flag, leased, say = _about(tx, speaking), speaking.leased, speaking.say
    if leased.person is None or leased.enrolment_key is None:
        raise LookupError("a nudge is for a creator")
    facts, token = read(flag.facts), Token(NUDGE, leased.enrolment_key, flag.key)
    if isinstance(facts, Waiting):
        return _sorry(facts, leased.person, token, say)
    text = joined(
        say("Hi {name}, I noticed this:", name=leased.person.name),
        ("\n• ",),
        facts_in_words(flag, say, plan=speaking.plan, zone=leased.person.zone),
        ("\n",),
        say(
            "Weeks like these happen to everybody. If all is well, press the button. If something is in "
            "the way, tell me “I'm stuck” in your own words. If it stays like this, "
            "those who look after you will ask how you are."
        ),
    )
    return Message(text=text, buttons=(Button(label=plain(say("I'm fine")), token=token),))


def _sorry(facts: Waiting, person: Person, token: Token, say: Wording) -> Message:
    """Whoever waits for help is owed an apology, and no question how they are."""
    text = say(
        "Hi {name}, you asked for help on {day}, and nobody has answered you yet. I am sorry. I go on "
        "telling those who look after you. If it is solved, press the button.",
        name=person.name,
        day=When(facts.since, person.zone, "date"),
    )
    return Message(text=text, buttons=(Button(label=plain(say("It is solved")), token=token),))


def word_to_mentor(tx: Tx, speaking: Speaking) -> Message:
    """To the mentor: who, and why."""
    flag, leased, say = _about(tx, speaking), speaking.leased, speaking.say
    enrolled = tx.enrolments.by_id(flag.enrolment)
    if leased.person is None or enrolled is None:
        raise LookupError("a word about a creator is for their mentor")
    told = joined(
        say("{creator} may need you:", creator=Strong(enrolled.enrolment.person.name)),
        ("\n• ",),
        facts_in_words(flag, say, plan=speaking.plan, zone=leased.person.zone),
        ("\n",),
        _asked(tx, flag, enrolled, say),
    )
    matter = next((one for one in tx.matters.standing(enrolled.id) if one.subject == flag.key), None)
    return Message(text=told, buttons=() if matter is None else buttons(matter, enrolled, say))


def _asked(tx: Tx, flag: Flag, enrolled: Enrolled, say: Wording) -> Text:
    """Whether the creator has been asked already: nobody is nudged while an earlier flag is up."""
    if isinstance(read(flag.facts), Waiting):
        return say("They still wait. A word from you may help.")
    nudged = any(
        one.name == nudge_name(flag.key) and one.state is DeliveryState.SENT
        for one in tx.deliveries.of_person(enrolled.person_id)
    )
    if nudged:
        return say("I asked them in private, and nothing has changed since. A word from you may help.")
    return say("I have not asked them about it. A word from you may help.")


def _about(tx: Tx, speaking: Speaking) -> Flag:
    flag = tx.flags.by_key(speaking.leased.subject)
    if flag is None:
        raise LookupError(f"{speaking.leased.name} is about a flag that is not on record")
    return flag


def fine(tx: Tx, visit: Visit) -> Reply:
    """The creator says that all is well."""
    flag = tx.flags.by_key(visit.token.action)
    if flag is None or flag.enrolment != visit.creator.id:
        return Refuse(visit.say("I don't know any more what this was about. I'm glad that you are here!"))
    if flag.cleared_at is not None:
        return Say(Message(text=visit.say("That was settled already. Thank you for telling me!")))
    take_down(tx, flag, visit.now, visit.creator.person_id)
    return Say(Message(text=visit.say("Good to hear, thank you! I have crossed it out.")))


FEATURE = Feature(
    name="flagging",
    tokens=(TokenRoute(word=NUDGE, about=About.ENROLMENT, pressed=fine),),
    speeches=(Speech(kind=NUDGE, compose=nudge), Speech(kind=TO_MENTOR, compose=word_to_mentor)),
)
