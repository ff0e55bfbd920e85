"""A sign of life: whatever a creator does is kept as when they were last seen, and ends their silence."""

from datetime import datetime

from bot.chat.place import Account
from bot.domain.decide import Skipped
from bot.domain.matter import MatterKind
from bot.store.flags import deliveries_of
from bot.store.tx import Tx


def sign_of_life(tx: Tx, account: Account, now: datetime) -> None:
    """Somebody did something: what was waiting to be said about their silence is not said any more."""
    known = tx.people.by_account(account)
    if known is None:
        return
    tx.enrolments.seen(known.id, now)
    for key in tx.flags.end_silence(known.id, now):
        tx.deliveries.skip_named(deliveries_of(key), Skipped.SETTLED, now)
        tx.matters.settle(MatterKind.FLAG, key, None, now)
