"""Carrying: one call to the chat, what came of it, and what the chat wants to be left alone with."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from bot.chat.adapter import Ambiguous, ChatAdapter, Halted, Retry, Undeliverable, Unmakeable
from bot.chat.message import Part
from bot.engine.clock import Clock
from bot.store.leased import Leased
from schedules import changing
from schedules.changing import Rework
from schedules.looking import DOUBT_LASTS, HALT_LASTS
from schedules.methods import Methods, method_of
from schedules.outages import Outages
from schedules.reaching import Reaching
from schedules.settling import Changed, InDoubt, PartShown, Refused, Report, Stopped, TryAgain

log = logging.getLogger(__name__)

ENOUGH_DOUBTS = 3
"""After so many in a row nothing more is tried before they were looked for: it could go no other way."""
CLOSED = "the chat asked the bot to wait before this left"


class Carrying:
    """Carries parts and changes to one chat, so many at once. What it may not carry yet, it hands back."""

    def __init__(
        self, lane: str, adapter: ChatAdapter, clock: Clock, reaching: Reaching, outages: Outages
    ) -> None:
        self._lane = lane
        self._adapter = adapter
        self._clock = clock
        self._reaching = reaching
        self._outages = outages
        self._turns = asyncio.Semaphore(adapter.pace.in_flight)
        self._methods = Methods()
        self._rests: dict[str, datetime] = {}
        self.closed_until: datetime | None = None
        self._asked_until: datetime | None = None
        self.halted: str | None = None
        self._carried_at: datetime | None = None
        self._in_a_row = 0
        self.missing: set[int] = set()
        """The numbers of deliveries that were in doubt, and had not been shown, as a search found."""

    def is_closed(self, now: datetime) -> bool:
        """Whether nothing at all may leave."""
        return self.closed_until is not None and self.closed_until > now

    def resting(self, now: datetime) -> Sequence[str]:
        """The places that are left alone now."""
        self._rests = {place: until for place, until in self._rests.items() if until > now}
        return tuple(self._rests)

    def rested(self) -> Sequence[datetime]:
        """When each of these may be written to again."""
        return tuple(self._rests.values())

    def rest(self, address: str, until: datetime) -> None:
        """Leave the place alone until then, or as long as it was to be left alone before."""
        self._rests[address] = max(until, self._rests.get(address, until))

    async def show(
        self, leased: Leased, ordinal: int, key: str, part: Part, *, last: bool, begun: bool
    ) -> Report:
        """Show a part, when it is its turn."""
        async with self._turns:
            now = self._clock.now()
            if self.is_closed(now):
                return TryAgain(leased=leased, at=leased.not_before, reason=CLOSED)
            return await self._sent(leased, ordinal, key, part, last=last, begun=begun, now=now)

    async def _sent(
        self, leased: Leased, ordinal: int, key: str, part: Part, *, last: bool, begun: bool, now: datetime
    ) -> Report:
        try:
            with self._methods.using(method_of(part), now):
                place = await self._reaching.place(leased)
                ref = await self._adapter.send(place, part, key=key)
        except Retry as retry:
            return self._wait(leased, retry, now)
        except Undeliverable as refused:
            room = self._reaching.room_of(leased)
            # What can't be made for this place can't be made for another.
            stays = begun or self._may_be_seen(leased) or isinstance(refused, Unmakeable)
            return Refused(leased=leased, reason=refused.why, begun=stays, room=room)
        except Halted as halted:
            return self._halt(leased, halted, now)
        except Ambiguous as doubt:
            return self._doubt(leased, now, str(doubt) or "no answer")
        except Exception as unforeseen:  # The courier's broad catch: nobody knows what happened.
            log.exception("an unforeseen error while sending %s", leased.name)
            return self._doubt(leased, now, type(unforeseen).__name__)
        self._carried()
        self.missing.discard(leased.id)
        opened = self._reaching.opened_by_itself(place, ref)
        return PartShown(leased=leased, ordinal=ordinal, ref=ref, last=last, room=opened)

    async def change(self, rework: Rework) -> Report:
        """Make an edit or a deletion; where nobody knows how it went, it is made again."""
        async with self._turns:
            return await self._changed(rework, self._clock.now())

    async def _changed(self, rework: Rework, now: datetime) -> Report:
        leased = rework.leased
        if self.is_closed(now):
            return TryAgain(leased=leased, at=leased.not_before, reason=CLOSED)
        try:
            with self._methods.using("change", now):
                await changing.make(self._adapter, rework)
        except Retry as retry:
            return self._wait(leased, retry, now)
        except Undeliverable as refused:
            return Refused(leased=leased, reason=refused.why, begun=True)
        except Halted as halted:
            return self._halt(leased, halted, now)
        except Ambiguous as doubt:
            return changing.again(leased, now, str(doubt) or "no answer")
        except Exception as unforeseen:  # The same broad catch.
            log.exception("an unforeseen error while changing %s", leased.changes)
            return changing.again(leased, now, type(unforeseen).__name__)
        self._carried()
        return Changed(leased=leased, original=rework.original, parts=len(rework.edits))

    def reconnected(self) -> None:
        """The chat is there again: it is left alone only where it asked for that itself."""
        self.closed_until = self._asked_until

    def unanswered(self, tried_at: datetime, until: datetime, now: datetime) -> None:
        """A search had no answer either. If nothing has arrived since that try, nothing more may leave.

        Else each further message would be in doubt as well, and could go no other way.
        """
        if self._carried_at is None or self._carried_at <= tried_at:
            self._nothing_arrives(until, now)

    def _nothing_arrives(self, until: datetime, now: datetime) -> None:
        self._outages.tried_in_vain(self._lane, now, until)
        self.closed_until = max(until, self.closed_until or until)

    def _carried(self) -> None:
        self.halted = None
        self._in_a_row = 0
        self._carried_at = self._clock.now()
        self._outages.carried(self._lane)

    def _wait(self, leased: Leased, retry: Retry, now: datetime) -> TryAgain:
        if retry.scope == "method":
            # A change may come after what is new at its place.
            return TryAgain(leased=leased, at=now + retry.after, reason=str(retry))
        if retry.scope == "lane":
            self.closed_until = self._asked_until = now + retry.after
            self._outages.tried_in_vain(self._lane, now)
        self.rest(leased.address, now + retry.after)
        # The place rests, not the message: else a later one would overtake it.
        return TryAgain(leased=leased, at=leased.not_before, reason=str(retry))

    def _may_be_seen(self, leased: Leased) -> bool:
        return leased.frozen and leased.id not in self.missing

    def _doubt(self, leased: Leased, now: datetime, reason: str) -> InDoubt:
        self.missing.discard(leased.id)
        # Nothing overtakes it before it was looked for.
        self.rest(leased.address, now + DOUBT_LASTS)
        self._in_a_row += 1
        if self._in_a_row >= ENOUGH_DOUBTS:
            self._nothing_arrives(now + DOUBT_LASTS, now)
        return InDoubt(leased=leased, look_at=now + DOUBT_LASTS, reason=reason)

    def _halt(self, leased: Leased, halted: Halted, now: datetime) -> Stopped:
        """Stop the lane; its rows stay due."""
        if self.halted is None:
            log.error("nothing is sent on %s, and what is due there waits: %s", self._lane, halted.why)
        self.halted = halted.why
        self._outages.tried_in_vain(self._lane, now)
        self.closed_until = now + HALT_LASTS
        return Stopped(leased=leased, reason=halted.why)
