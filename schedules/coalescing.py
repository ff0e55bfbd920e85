"""After an outage each person gets one message at most: what has piled up becomes a list."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.decide import Skipped
from bot.domain.delivery import DeliveryState
from bot.domain.may_send import Nature
from bot.features.catching_up import KIND, MOST, catch_up
from bot.store.leased import Leased
from bot.store.outbox import Ended
from bot.store.tx import Tx

LATE = timedelta(hours=1)
"""What should have left that long ago has been waiting for a machine or a platform, not for its reader."""


def coalesce(tx: Tx, leased: Sequence[Leased], now: datetime) -> list[Leased]:
    """What remains to be sent of these, after each creator's pile was made one message of."""
    late = {one.enrolment_id for one in leased if one.enrolment_id is not None and _piles_up(one, now)}
    if not late:
        return list(leased)
    piles: dict[int, list[Leased]] = {}
    for one in tx.outbox.overdue(sorted(late), now - LATE):
        if one.enrolment_id is not None and _is_a_line(one):
            piles.setdefault(one.enrolment_id, []).append(one)
    gone: set[int] = set()
    for pile in piles.values():
        gone |= _make_one(tx, pile, now)
    return [one for one in leased if one.id not in gone]


def _piles_up(one: Leased, now: datetime) -> bool:
    waiting = one.nature is Nature.BOT and one.enrolment_id is not None and not one.frozen
    return waiting and _is_a_line(one) and now - one.not_before > LATE


def _is_a_line(one: Leased) -> bool:
    """Whether a list can hold it: it is about steps, and a nudge is about a person."""
    return one.occurrence is not None or one.kind == KIND


def _make_one(tx: Tx, pile: Sequence[Leased], now: datetime) -> set[int]:
    """Skip what is stale and list the rest in one message; a single one goes out by itself."""
    stale = [one for one in pile if one.late_at is not None and now > one.late_at]
    fresh = [one for one in pile if one not in stale]
    _skip(tx, stale, Skipped.LATE, now)
    if len(fresh) < 2:
        return {one.id for one in stale}
    _list(tx, fresh, now)
    return {one.id for one in pile}


def _list(tx: Tx, fresh: Sequence[Leased], now: datetime) -> None:
    """One message for all of these: the catch-up that waits among them, else a new one."""
    lists = [one for one in fresh if one.kind == KIND]
    steps = {one.occurrence.key: one.occurrence for one in fresh if one.occurrence is not None}
    named = list(dict.fromkeys((*(key for one in lists for key in one.subject.split()), *steps)))
    keys, left_out = named[-MOST:], named[:-MOST]
    _skip(tx, [one for one in fresh if one.kind != KIND], Skipped.CAUGHT_UP, now)
    # What is only called to mind was sent before, and stays so.
    tx.occurrences.list_in_catch_up(key for key in keys if key in steps and steps[key].shown_at is None)
    tx.occurrences.skip((key, str(Skipped.LATE)) for key in left_out)
    if lists:
        tx.deliveries.extend(lists[0].name, " ".join(keys))
        _skip(tx, lists[1:], Skipped.CAUGHT_UP, now)
        return
    first, cohort = fresh[0], tx.cohorts.by_name(fresh[0].cohort or "")
    if first.enrolment_id is not None and first.person_id is not None and cohort is not None:
        owed = catch_up(
            keys,
            place=first.place,
            cohort=cohort.id,
            person=first.person_id,
            enrolment=first.enrolment_id,
            key=first.enrolment_key or "",
            due_at=now,
        )
        tx.deliveries.add([owed])


def _skip(tx: Tx, some: Sequence[Leased], why: Skipped, now: datetime) -> None:
    tx.outbox.end([Ended(id=one.id, state=DeliveryState.SKIPPED, reason=why) for one in some], now)
    tx.occurrences.skip(
        (one.occurrence.key, str(why))
        for one in some
        if one.occurrence is not None and one.kind == one.occurrence.kind
    )
