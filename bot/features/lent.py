"""What other capabilities lend to those who look after creators, each behind one name."""

from datetime import datetime

from bot.store.tx import Tx


def joining_code(tx: Tx, person: int, now: datetime) -> str | None:
    """A code by which an account is tied to a person: 14 days, once. None where codes can't be made yet."""
    return None
