"""Opening and closing matters, and telling those who look after them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.chat.text import Say, Text
from bot.domain.keys import matter_key
from bot.domain.matter import MatterKind
from bot.domain.may_send import Nature
from bot.domain.wall import wall_time
from bot.engine.feature import OfEnrolment
from bot.engine.plans import CohortPlan
from bot.engine.wording import wording
from bot.features import matter_words
from bot.features.owning import KIND, owner_of
from bot.features.telling import write
from bot.store.enrolments import Enrolled
from bot.store.matters import Matter
from bot.store.people import Known
from bot.store.timers import NOWHERE, Timer
from bot.store.tx import Tx

LONGEST = 10_000
"""So many characters of what somebody says at once are kept."""
HANDOVER, WAKE = "handover", "snooze"
"""The kinds of a matter's timers, which also begin their names."""


def nothing(_say: Say) -> Text:
    """No first line."""
    return ()


def whose(tx: Tx, key: str) -> OfEnrolment | None:
    """The creator whom the matter with this key is about."""
    matter = tx.matters.by_key(key)
    return None if matter is None else OfEnrolment(matter.enrolment)


def open_matter(
    tx: Tx,
    enrolled: Enrolled,
    *,
    kind: MatterKind,
    subject: str,
    words: str,
    plan: CohortPlan,
    now: datetime,
    owner: int | None = None,
) -> Matter:
    """Put an item into a queue: the owner's, or that of whoever answers for the creator.

    One that is open for the same kind and subject is given instead.
    """
    for standing in tx.matters.standing(enrolled.id):
        if standing.kind is kind and standing.subject == subject:
            return standing
    matter = Matter(
        key=matter_key(enrolled.enrolment.key, kind, subject, now.isoformat()),
        enrolment=enrolled.id,
        kind=kind,
        subject=subject,
        words=words[:LONGEST],
        opened_at=now,
        owner=owner if owner is not None or kind is MatterKind.SAFETY else owner_of(tx, enrolled, plan),
    )
    tx.matters.open(matter)
    return matter


def add_words(tx: Tx, matter: Matter, words: str, subject: str) -> Matter:
    """There is more to an open matter: its words and what it is about grow, and it waits again."""
    said = "\n\n".join(part for part in (matter.words, words[:LONGEST]) if part)
    named = " ".join(dict.fromkeys((*matter.subject.split(), *subject.split())))
    tx.matters.add(matter.key, said, named)
    return replace(matter, words=said, subject=named, outcome="")


def standing(tx: Tx, enrolled: Enrolled, kind: MatterKind) -> Matter | None:
    """The oldest open matter of a kind about a creator."""
    return next((one for one in tx.matters.standing(enrolled.id) if one.kind is kind), None)


def close_matter(tx: Tx, matter: Matter, by: int | None, outcome: str, now: datetime) -> bool:
    """It is done; False if it was before."""
    tx.timers.drop([f"{HANDOVER}/{matter.key}", f"{WAKE}/{matter.key}"])
    return tx.matters.close(matter.key, by, outcome, now)


def promise(tx: Tx, matter: Matter, kind: str, at: datetime) -> None:
    """Something becomes of an open matter at an instant, unless something else did before."""
    timer = Timer(
        name=f"{kind}/{matter.key}",
        kind=kind,
        enrolment=matter.enrolment,
        occurrence=None,
        wall=wall_time(at, NOWHERE).isoformat(),
        zone=NOWHERE,
        due_at=at,
    )
    tx.timers.set([timer])
    tx.enrolments.wake(matter.enrolment, at)


def promised(tx: Tx, timer: Timer) -> Matter | None:
    """The matter that a timer is about, if it is still open."""
    matter = tx.matters.by_key(timer.name.partition("/")[2])
    return None if matter is None or matter.closed_at is not None else matter


def tell_of(
    tx: Tx,
    known: Known,
    matter: Matter,
    enrolled: Enrolled,
    plan: CohortPlan,
    now: datetime,
    *,
    name: str,
    first: Callable[[Say], Text] = nothing,
    kind: str = KIND,
    nature: Nature = Nature.MENTOR,
    everywhere: bool = False,
    unasked: bool = False,
) -> bool:
    """Show a matter to somebody of the team, in their language; False if there is no place to show it.

    `first` is a line that says why it comes.
    """
    language = known.person.language
    say: Say = wording(language)
    words = matter_words.message(tx, matter, enrolled, plan.in_language(language), say, now, first(say))
    return write(
        tx,
        known,
        words,
        now,
        name=f"{name}/{matter.key}",
        subject=enrolled.enrolment.key,
        kind=kind,
        nature=nature,
        everywhere=everywhere,
        unasked=unasked,
    )
