"""Looking: what may have been shown is looked for on the platform before it is sent again."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.adapter import (
    Absent,
    Ambiguous,
    CannotTell,
    ChatAdapter,
    Found,
    Halted,
    Retry,
    Undeliverable,
)
from bot.chat.place import Place
from bot.domain.guard import LONGEST_ABSENCE
from schedules.lease import Job
from schedules.settling import InDoubt, Missing, PartShown, Proved, Report, TryAgain, Unanswered

log = logging.getLogger(__name__)

DOUBT_LASTS = timedelta(seconds=15)
"""A platform may need that long to show what it took: nobody looks sooner."""
HALT_LASTS = timedelta(minutes=5)
"""How long a halted lane waits before it tries the platform again."""
PATIENCE = 12
"""The next look is so many times nearer than the attempt was."""
LOOK_AGAIN_AFTER = timedelta(hours=1)
"""The longest time between two looks. Where a chat can't tell, it is asked again for some days:
a halt ends, a place is opened again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A delivery with the parts that are not on record as shown; `known`: it was laid out."""

    job: Job
    known: bool
    tried_at: datetime


async def look_for(adapter: ChatAdapter, doubtful: Doubtful, place: Place, now: datetime) -> Report:
    """What became of the first part that is not on record; only what is certainly absent is sent again."""
    leased, parts = doubtful.job.leased, doubtful.job.parts
    if not parts:
        known = doubtful.known
        return (
            Proved(leased=leased) if known else TryAgain(leased=leased, at=now, reason="nothing was laid out")
        )
    ordinal, key, part = parts[0]
    try:
        found = await adapter.find(place, part, key=key, since=doubtful.tried_at - DOUBT_LASTS)
    except Retry as retry:
        report = Unanswered if retry.scope == "lane" else InDoubt
        return report(leased=leased, look_at=now + retry.after, reason=str(retry))
    except (Ambiguous, Undeliverable, Halted) as refused:
        look_at = now + ever_later(doubtful.tried_at, now)
        return Unanswered(leased=leased, look_at=look_at, reason=str(refused))
    except Exception as unforeseen:  # The courier's broad catch: a search that breaks is made again.
        log.exception("an unforeseen error while looking for %s", leased.name)
        look_at = now + ever_later(doubtful.tried_at, now)
        return InDoubt(leased=leased, look_at=look_at, reason=type(unforeseen).__name__)
    match found:
        case Found(ref=ref):
            return PartShown(leased=leased, ordinal=ordinal, ref=ref, last=len(parts) == 1, found=True)
        case Absent():
            # It was due before whatever came after it, and is so again.
            return Missing(leased=leased, at=leased.due_at, reason="it was looked for and had not been shown")
        case CannotTell(why=why):
            again = now - doubtful.tried_at < LONGEST_ABSENCE
            return InDoubt(leased=leased, look_at=now + LOOK_AGAIN_AFTER if again else None, reason=why)


def ever_later(tried_at: datetime, now: datetime) -> timedelta:
    """How long to wait after a look without an answer: minutes in the first hour, at most an hour.

    It is never given up, and who waits longer for it waits a twelfth of the outage at most.
    """
    return min(max((now - tried_at) / PATIENCE, HALT_LASTS), LOOK_AGAIN_AFTER)
