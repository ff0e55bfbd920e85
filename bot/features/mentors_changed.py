"""A mentor who changes with the roster takes over what waits, and everybody concerned is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.chat.message import Message
from bot.chat.text import Say, Text
from bot.features.telling import tell
from bot.store.cohorts import CohortRow
from bot.store.enrolments import TRAVELLING, Enrolled
from bot.store.people import Known
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A creator who goes from one mentor, if there was one, to another."""

    creator: Enrolled
    giver: Known | None
    taker: Known


def pass_on(tx: Tx, cohort: CohortRow, passed: Sequence[Passed], now: datetime) -> None:
    """Open matters go along; of creators under way each mentor is told once."""
    for one in passed:
        if one.giver is not None:
            tx.caseload.hand_on([one.creator.id], giver=one.giver.id, taker=one.taker.id, now=now)
    telling = partial(_told, tx, cohort, now)
    under_way = [one for one in passed if one.creator.enrolment.state in TRAVELLING]
    for one in under_way:
        creator = tx.people.by_id(one.creator.person_id)
        if creator is not None:
            telling(creator, partial(_guided, one.taker.person.name), "own", ())
    for taker in {one.taker.id: one.taker for one in under_way}.values():
        theirs = [one for one in under_way if one.taker.id == taker.id]
        telling(taker, partial(_taken, _names(theirs)), "taken", theirs)
        for giver in {one.giver.id: one.giver for one in theirs if one.giver is not None}.values():
            left = [one for one in theirs if one.giver is not None and one.giver.id == giver.id]
            words = partial(_given, taker.person.name, _names(left))
            telling(giver, words, f"given/{taker.person.key}", left)


def _guided(mentor: str, say: Say) -> Text:
    return say("Your mentor is {name} now.", name=mentor)


def _taken(creators: str, say: Say) -> Text:
    return say("You look after {names} now.", names=creators)


def _given(mentor: str, creators: str, say: Say) -> Text:
    return say("{mentor} looks after {creator} now.", mentor=mentor, creator=creators)


def _told(
    tx: Tx,
    cohort: CohortRow,
    now: datetime,
    reader: Known,
    words: Callable[[Say], Text],
    what: str,
    of: Sequence[Passed],
) -> None:
    tell(
        tx,
        reader,
        lambda say: Message(text=words(say)),
        about=f"roster/{int(now.timestamp())}/{cohort.key}/{what}",
        cohort=cohort.id,
        now=now,
        subject=" ".join(one.creator.enrolment.key for one in of),
    )


def _names(passed: Sequence[Passed]) -> str:
    return ", ".join(one.creator.enrolment.person.name for one in passed)
