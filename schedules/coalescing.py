"""After an outage each person gets one message at most: what has piled up becomes a list."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.decide import Skipped
from bot.domain.delivery import DeliveryState
from bot.domain.may_send import Nature
from bot.features.catching_up import MOST, catch_up
from bot.store.leased import Leased
from bot.store.outbox import Ended
from bot.store.tx import Tx
from schedules.planning import WORTH_CATCHING_UP

LATE = timedelta(hours=1)
"""What should have left that long ago has been waiting for a machine or a platform, not for its reader."""


def coalesce(tx: Tx, leased: Sequence[Leased], now: datetime) -> list[Leased]:
    """What remains to be sent of these, after each creator's pile was made one message of."""
    late = {one.enrolment_id for one in leased if one.enrolment_id is not None and _piles_up(one, now)}
    if not late:
        return list(leased)
    piles: dict[int, list[Leased]] = {}
    for one in tx.outbox.overdue(sorted(late), now - LATE):
        if one.enrolment_id is not None:
            piles.setdefault(one.enrolment_id, []).append(one)
    gone: set[int] = set()
    for pile in piles.values():
        gone |= _make_one(tx, pile, now)
    return [one for one in leased if one.id not in gone]


def _piles_up(one: Leased, now: datetime) -> bool:
    waiting = one.nature is Nature.BOT and one.occurrence is not None and not one.frozen
    return waiting and now - one.not_before > LATE


def _make_one(tx: Tx, pile: Sequence[Leased], now: datetime) -> set[int]:
    """Skip what is stale and list the rest in one message; a single one goes out by itself."""
    stale = [one for one in pile if one.late_at is not None and now > one.late_at]
    fresh = [one for one in pile if one not in stale]
    _skip(tx, stale, Skipped.LATE, now)
    if len(fresh) < 2:
        return {one.id for one in stale}
    keys = list(
        dict.fromkeys(one.occurrence.key for one in fresh if one.occurrence is not None and _is_listed(one))
    )
    _skip(tx, fresh, Skipped.CAUGHT_UP, now)
    enrolment, person = fresh[0].enrolment_id, fresh[0].person_id
    cohort = tx.cohorts.by_name(fresh[0].cohort or "")
    if keys and enrolment is not None and person is not None and cohort is not None:
        tx.occurrences.list_in_catch_up(keys)
        tx.deliveries.add(
            [
                catch_up(
                    keys[-MOST:],
                    place=fresh[0].place,
                    cohort=cohort.id,
                    person=person,
                    enrolment=enrolment,
                    key=fresh[0].enrolment_key or "",
                    due_at=now,
                )
            ]
        )
    return {one.id for one in pile}


def _is_listed(one: Leased) -> bool:
    return one.occurrence is not None and one.occurrence.kind in WORTH_CATCHING_UP


def _skip(tx: Tx, some: Sequence[Leased], why: Skipped, now: datetime) -> None:
    tx.outbox.end([Ended(id=one.id, state=DeliveryState.SKIPPED, reason=why) for one in some], now)
    tx.occurrences.skip(
        (one.occurrence.key, str(why))
        for one in some
        if one.occurrence is not None and one.kind == one.occurrence.kind
    )
