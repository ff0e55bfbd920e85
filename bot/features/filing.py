"""Filing: what is in a file, when it is sent or fetched; by then it may be nobody's any more."""

from datetime import datetime
from typing import assert_never

from bot.chat.message import File
from bot.engine.plans import Plans
from bot.features import exporting, roll
from bot.store.tx import Tx


def contents(tx: Tx, file: File, plans: Plans, now: datetime) -> bytes | None:
    """The bytes of a file; None where its reader was erased, or may not read it any more."""
    match file.kind:
        case "copy":
            (key,) = file.ids
            known = tx.people.by_key(key)
            if known is None:
                return None
            return exporting.document(tx, known.id, tx.people.places(known.id)).encode()
        case "roll":
            cohort, reader = file.ids
            return roll.sheet(tx, plans, cohort, reader, now)
        case never:
            assert_never(never)
