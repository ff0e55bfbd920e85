"""Settling: what the adapters reported becomes record, many reports in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.codec import dump_ref
from bot.chat.place import Account, MessageRef, Place
from bot.domain.delivery import Act, DeliveryState
from bot.engine.feature import Speech
from bot.engine.plans import Plans
from bot.features import catching_up, trouble
from bot.store import places
from bot.store.leased import Leased
from bot.store.outbox import Ended
from bot.store.places import lane_of
from bot.store.rooms import Room
from bot.store.timers import Timer
from bot.store.tx import Tx
from schedules.reaching import home_of

MOST_ROOMS = 3
"""So often a delivery is tried before a private thread that refuses it is its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartShown:
    """A part is visible; the last one ends the delivery. `found`: it had been sent earlier, and was found.

    `room`: that of the account, where the chat opened it by itself.
    """

    leased: Leased
    ordinal: int
    ref: MessageRef
    last: bool
    found: bool = False
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TryAgain:
    """Nothing was shown: it is due again then."""

    leased: Leased
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing(TryAgain):
    """It was looked for, and is certainly not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubt:
    """Perhaps something was shown: it is looked for then; None: only an admin can tell."""

    leased: Leased
    look_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered(InDoubt):
    """The chat gave no answer to the search either: it may not be there at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The place can't be reached; `begun` says that a part of it may have been shown, or no other would help.

    `room` is where it was meant to go, on a chat that opens one for each account.
    """

    leased: Leased
    reason: str
    begun: bool
    room: Room | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The platform refuses the bot altogether: it stays due, and the admins are told."""

    leased: Leased
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """Every part of it is on record as visible already: somebody pressed a button of it."""

    leased: Leased


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A message that was shown reads anew in so many parts, or was taken back (no parts)."""

    leased: Leased
    original: int
    parts: int


Report = Changed | PartShown | Proved | TryAgain | InDoubt | Refused | Stopped


def settle(
    tx: Tx, reports: Sequence[Report], plans: Plans, speeches: Mapping[str, Speech], now: datetime
) -> None:
    """Put all reports on record."""
    shown = [report for report in reports if isinstance(report, PartShown)]
    tx.parts.shown([(one.leased.id, one.ordinal, dump_ref(one.ref), now) for one in shown])
    tx.outbox.freeze([one.leased.id for one in shown if not one.last])
    tx.rooms.learn_all(
        (one.ref.place.at, one.room)
        for one in shown
        if one.room is not None and isinstance(one.ref.place.at, Account)
    )
    ended = [one.leased for one in shown if one.last]
    ended += [report.leased for report in reports if isinstance(report, Proved)]
    _end(tx, ended, plans, speeches, now)
    _go_on(tx, [one.leased for one in shown if one.found and not one.last])
    _changed(tx, [one for one in reports if isinstance(one, Changed)], now)
    tx.outbox.try_again([_due_again(one) for one in reports if isinstance(one, TryAgain | Stopped)])
    doubts = [report for report in reports if isinstance(report, InDoubt)]
    tx.outbox.freeze([one.leased.id for one in doubts])
    tx.outbox.try_again(
        [
            Ended(id=one.leased.id, state=DeliveryState.UNKNOWN, reason=one.reason, not_before=one.look_at)
            for one in doubts
        ]
    )
    for report in reports:
        if isinstance(report, Refused):
            _refused(tx, report, plans, now)
    refusals = {lane_of(one.leased.place): one.reason for one in reports if isinstance(one, Stopped)}
    for lane, reason in refusals.items():
        tx.deliveries.add(trouble.stopped(tx, lane, reason, plans, now))


def _changed(tx: Tx, changed: Sequence[Changed], now: datetime) -> None:
    tx.outbox.end([Ended(id=one.leased.id, state=DeliveryState.SENT) for one in changed], now)
    for one in changed:
        tx.changes.keep_parts(one.original, one.parts)


def _due_again(report: TryAgain | Stopped) -> Ended:
    at = report.at if isinstance(report, TryAgain) else report.leased.not_before
    return Ended(id=report.leased.id, state=DeliveryState.DUE, reason=report.reason, not_before=at)


def _go_on(tx: Tx, begun: Sequence[Leased]) -> None:
    """A part of these was found, and those after it never left: they are due, before whatever came later."""
    tx.outbox.try_again([Ended(id=one.id, state=DeliveryState.DUE, not_before=one.due_at) for one in begun])


def _end(tx: Tx, sent: Sequence[Leased], plans: Plans, speeches: Mapping[str, Speech], now: datetime) -> None:
    """These were sent: their occurrences were shown, and what was promised with them begins."""
    tx.outbox.end([Ended(id=one.id, state=DeliveryState.SENT) for one in sent], now)
    tx.homes.changed(one.person_id for one in sent if one.person_id is not None)
    shown: list[tuple[str, datetime, datetime | None]] = []
    promises: list[Timer] = []
    for one in sent:
        plan, speech = plans.get(one.cohort), speeches.get(one.kind)
        if plan is None or speech is None:
            continue
        if one.occurrence is not None and one.kind == one.occurrence.kind:
            shown.append((one.occurrence.key, now, speech.closes(one, plan, now)))
            promises.extend(speech.promises(one, plan, now))
        if one.kind == catching_up.KIND:
            tx.occurrences.listed_shown(one.subject.split(), now)
    tx.occurrences.shown(shown)
    tx.timers.set(promises)
    tx.enrolments.wake_all([(timer.enrolment, timer.due_at) for timer in promises])


def _refused(tx: Tx, report: Refused, plans: Plans, now: datetime) -> None:
    """Try the person's next place, or another room, if nothing may have been seen; else it is dead."""
    if report.leased.frozen and not report.begun:
        tx.outbox.thaw(report.leased.id)
    other = None if report.begun else _next_place(tx, report.leased)
    if other is None and not report.begun and _another_room(tx, report, plans):
        again = Ended(
            id=report.leased.id,
            state=DeliveryState.DUE,
            reason=report.reason,
            not_before=report.leased.due_at,
        )
        tx.outbox.try_again([again])
        return
    if other is None:
        dead = Ended(id=report.leased.id, state=DeliveryState.DEAD, reason=report.reason)
        tx.outbox.end([dead], now)
        if report.leased.act is Act.SEND:
            tx.deliveries.add(trouble.unreached(tx, report.leased, report.reason, now))
            tx.deliveries.add(trouble.unheard(tx, report.leased, plans, now))
        return
    tx.outbox.move(report.leased.id, place=places.written(other), lane=lane_of(other))
    due = Ended(id=report.leased.id, state=DeliveryState.DUE, reason=report.reason, not_before=now)
    tx.outbox.try_again([due])


def _another_room(tx: Tx, report: Refused, plans: Plans) -> bool:
    """Whether another room can be tried: a private thread instead of direct messages, and back again."""
    leased, room = report.leased, report.room
    if room is None or not isinstance(leased.place.at, Account):
        return False
    if not room.aside and home_of(plans, leased) is not None:
        return tx.rooms.turn_aside(leased.place.at)
    tx.rooms.begin_anew(leased.place.at)
    # A thread that was taken away is opened anew; one that could not be opened can't be a moment later.
    return room.aside and room.id is not None and leased.attempts < MOST_ROOMS


def _next_place(tx: Tx, leased: Leased) -> Place | None:
    """The place after this one in the person's own order; None after the last."""
    if leased.person_id is None:
        return None
    known = tx.people.places(leased.person_id)
    after = known[known.index(leased.place) + 1 :] if leased.place in known else known
    return after[0] if after else None
