"""What becomes of an announcement that is posted: its deliveries, and the changes of them."""

from datetime import datetime
from typing import assert_never

from bot.chat.codec import dump_message
from bot.chat.message import Message
from bot.chat.place import Place
from bot.chat.text import Say, Slash, Text, When, joined
from bot.domain.delivery import DeliveryState
from bot.domain.may_send import Nature
from bot.domain.people import EnrolmentState
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.store.announcements import KIND, Announcement, Audience, delivery_name
from bot.store.changes import Deletion, Edit
from bot.store.deliveries import Owed
from bot.store.places import written
from bot.store.tx import Tx

_UNDER_WAY = (DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.UNKNOWN)


def owed(tx: Tx, plan: CohortPlan, one: Announcement, now: datetime) -> list[Owed]:
    """What carries it, in exactly these words; what a person typed stands for itself."""
    content = dump_message(Message(text=(one.words,)))
    match one.audience:
        case Audience.CHANNEL:
            return [
                Owed(
                    name=delivery_name(one.key, written(place)),
                    kind=KIND,
                    nature=Nature.PUBLIC,
                    place=place,
                    due_at=now,
                    cohort=one.cohort_id,
                    subject=one.key,
                    content=content,
                )
                for place in plan.home
            ]
        case Audience.EVERYONE:
            # The admin's own words: no cap, and nobody is woken.
            return [
                Owed(
                    name=delivery_name(one.key, enrolled.enrolment.person.key),
                    kind=KIND,
                    nature=Nature.MENTOR,
                    place=Place(at=enrolled.account),
                    due_at=now,
                    cohort=one.cohort_id,
                    person=enrolled.person_id,
                    enrolment=enrolled.id,
                    subject=one.key,
                    content=content,
                )
                for enrolled in tx.enrolments.of_cohort(one.cohort_id)
                if enrolled.enrolment.state is EnrolmentState.ACTIVE and enrolled.account is not None
            ]
        case never:
            assert_never(never)


def count(tx: Tx, plan: CohortPlan, one: Announcement) -> int:
    """How many deliveries carry it."""
    match one.audience:
        case Audience.CHANNEL:
            return len(plan.home)
        case Audience.EVERYONE:
            return tx.announcements.readers(one.cohort_id)
        case never:
            assert_never(never)


def correct(tx: Tx, one: Announcement, now: datetime) -> None:
    """Put its words in the place of the earlier ones, wherever it went."""
    content = dump_message(Message(text=(one.words,)))
    tx.changes.add(
        [
            Edit(name=f"correction {one.corrections}/{name}", changes=name, content=content, subject=one.key)
            for name in tx.announcements.deliveries(one.key)
        ],
        now,
    )


def take_back(tx: Tx, one: Announcement, now: datetime) -> None:
    """Delete it wherever it went."""
    tx.announcements.retract(one.key)
    tx.changes.add(
        [
            Deletion(name=f"retraction/{name}", changes=name, subject=one.key)
            for name in tx.announcements.deliveries(one.key)
        ],
        now,
    )


def heading(say: Say, audience: Audience, count: int, cohort: str) -> Text:
    """What stands above the preview; it names the cohort, for an admin may be one of several."""
    match audience:
        case Audience.CHANNEL if count == 1:
            return say("This is how it will look in the channel of {cohort}:", cohort=cohort)
        case Audience.CHANNEL:
            return say(
                "This is how it will look in each of the {count} channels of {cohort}:",
                count=count,
                cohort=cohort,
            )
        case Audience.EVERYONE if count == 1:
            return say(
                "This is how it will look to the one creator under way in {cohort}, in private:",
                cohort=cohort,
            )
        case Audience.EVERYONE:
            return say(
                "This is how it will look to each of {count} creators under way in {cohort}, in private:",
                count=count,
                cohort=cohort,
            )
        case never:
            assert_never(never)


def on_its_way(tx: Tx, visit: Visit, audience: Audience, count: int) -> Text:
    """What is said when it was posted just now."""
    return joined(_whereto(visit.say, audience, count), while_held(tx, visit))


def _whereto(say: Say, audience: Audience, count: int) -> Text:
    match audience:
        case Audience.CHANNEL if count == 1:
            return say("Posted: it is on its way to the cohort's channel.")
        case Audience.CHANNEL:
            return say("Posted: it is on its way to the cohort's {count} channels.", count=count)
        case Audience.EVERYONE if count == 1:
            return say("Posted: it is on its way to one creator, after their quiet hours.")
        case Audience.EVERYONE:
            return say(
                "Posted: it is on its way to {count} creators, to each of them after their quiet hours.",
                count=count,
            )
        case never:
            assert_never(never)


def standing(tx: Tx, visit: Visit, one: Announcement) -> Text:
    """How far one that was posted earlier has come."""
    say, fates = visit.say, tx.announcements.fates(one.key)
    zone = visit.person.person.zone
    text = say(
        "It was posted {when}, and nothing was changed now. Shown so far: {shown} of {all}.",
        when=When(one.posted_at or visit.now, zone),
        shown=fates.get(DeliveryState.SENT, 0),
        all=sum(fates.values()),
    )
    waiting = sum(fates.get(state, 0) for state in _UNDER_WAY)
    if waiting:
        text = joined(text, (" ",), say("Still on its way: {count}.", count=waiting))
    if dead := fates.get(DeliveryState.DEAD, 0):
        text = joined(
            text,
            (" ",),
            say(
                "Not delivered: {count}; {command} says why.", count=dead, command=Slash("cohort deliveries")
            ),
        )
    return joined(text, while_held(tx, visit))


def taken_back(say: Say) -> Text:
    """What is said when it is taken back just now."""
    return say("Taken back. Where it was shown it goes away now, and where it has not arrived it never will.")


def while_held(tx: Tx, visit: Visit) -> Text:
    """A word on what waits, if the cohort is held."""
    row = tx.cohorts.by_name(visit.cohort_plan.cohort.name)
    if row is None or row.hold is None:
        return ()
    return joined(
        (" ",),
        visit.say(
            "The cohort is held at the moment, so this waits until an admin uses {command}.",
            command=Slash("cohort release"),
        ),
    )
