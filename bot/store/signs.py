"""A sign of life: whatever somebody does is kept as when they were last seen, and ends their silence."""

from datetime import datetime, timedelta

from bot.chat.place import Account
from bot.domain.decide import Skipped
from bot.domain.matter import MatterKind
from bot.store.flags import deliveries_of
from bot.store.people import Known
from bot.store.tx import Tx

ENOUGH = timedelta(days=1)
"""Who only looks is seen so often: what reads need not write each time."""


def sign_of_life(tx: Tx, account: Account, now: datetime, room: str | None = None) -> None:
    """Somebody did something: they may be written to, and nothing is said about their silence any more.

    `room` is where they did it, if only they read there: they are written to there from now on.
    """
    known = tx.people.by_account(account)
    if known is None:
        return
    if room is not None:
        tx.rooms.learn(account, room)
    _meet(tx, known, account, now)
    tx.enrolments.seen(known.id, now)
    tx.homes.changed([known.id])
    for key in tx.flags.end_silence(known.id, now):
        tx.deliveries.skip_named(deliveries_of(key), Skipped.SETTLED, now)
        tx.matters.settle(MatterKind.FLAG, key, None, now)


def is_news(tx: Tx, account: Account, now: datetime) -> bool:
    """Whether a look at something is a sign that must be kept: the first one, or the first for a day."""
    return tx.enrolments.is_unseen(account, now - ENOUGH)


def _meet(tx: Tx, known: Known, account: Account, now: datetime) -> None:
    """Who never acted at the place that the roster prefers is written to where they did."""
    if not tx.people.opened(account, now):
        return
    preferred = tx.people.accounts(known.id)[0]
    if all(place.at != preferred for place in tx.people.open_places(known.id)):
        tx.people.set_preferred(known.id, account)
