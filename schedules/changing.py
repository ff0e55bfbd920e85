"""Changing: edits and deletions of messages already sent, worked out at the lease and made one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.chat.adapter import ChatAdapter
from bot.chat.codec import load_message, load_ref
from bot.chat.message import Message, Part
from bot.chat.place import MessageRef
from bot.domain.decide import Skipped
from bot.domain.delivery import Act, DeliveryState
from bot.domain.guard import LONGEST_ABSENCE
from bot.store.changes import Original
from bot.store.leased import Leased
from bot.store.outbox import Ended
from bot.store.tx import Tx
from schedules.settling import Refused, TryAgain

Layout = Callable[[Message], tuple[Part, ...]]
SOON = timedelta(seconds=15)
SELDOM = timedelta(hours=1)
"""How long a change waits that can't be made yet: the first time, and at most."""
LOOKED_FOR = "the message that it changes is still under way"
NOT_TOLD = "nobody can tell whether the message that it changes was shown"
NO_ANSWER = "the chat gave no answer for two weeks"
NO_WORDS = "its words are gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """A change on its way: the new part of each message that stays, and the messages that go.

    All of it may be made twice, so nothing is on record before its end.
    """

    leased: Leased
    original: int
    edits: tuple[tuple[MessageRef, Part], ...]
    deletions: tuple[MessageRef, ...]


@dataclass(slots=True, kw_only=True)
class Sorted:
    """What became of the changes that were looked at."""

    go: list[Rework] = field(default_factory=list)
    wait: list[tuple[int, datetime, str]] = field(default_factory=list)
    end: list[Ended] = field(default_factory=list)
    moved: int = 0


def sort(tx: Tx, changes: Sequence[Leased], layout: Layout, now: datetime) -> Sorted:
    """What each of these changes comes to now."""
    result = Sorted()
    if not changes:
        return result
    names = [str(one.changes) for one in changes]
    originals, newest = tx.changes.originals(names), tx.changes.newest(names)
    for one in changes:
        original = originals.get(str(one.changes))
        if original is not None and original.address != one.address:
            tx.outbox.move(one.id, place=original.address, lane=original.lane)
            result.moved += 1
            continue
        match _decide(one, original, newest.get(str(one.changes)), layout, now):
            case Rework() as rework:
                result.go.append(rework)
            case Ended() as ended:
                result.end.append(ended)
            case waits:
                result.wait.append((one.id, waits, LOOKED_FOR))
    return result


def _decide(
    one: Leased, original: Original | None, newest: int | None, layout: Layout, now: datetime
) -> Rework | Ended | datetime:
    if newest is not None and newest != one.id:
        return _skipped(one, Skipped.SUPERSEDED)
    if original is None:
        return _skipped(one, Skipped.NEVER_SHOWN)
    match original.state:
        case DeliveryState.DUE | DeliveryState.SENDING | DeliveryState.UNKNOWN:
            too_long = now - one.due_at > LONGEST_ABSENCE
            return _dead(one, NOT_TOLD) if too_long else now + _pause(now - one.due_at)
        case DeliveryState.SENT | DeliveryState.SKIPPED | DeliveryState.DEAD:
            if not original.refs:
                return _skipped(one, Skipped.NEVER_SHOWN)
            return _rework(one, original, layout)


def _rework(one: Leased, original: Original, layout: Layout) -> Rework | Ended:
    refs = tuple(load_ref(ref) for ref in original.refs)
    if one.act is Act.DELETE:
        return Rework(leased=one, original=original.id, edits=(), deletions=refs)
    if one.content is None:
        return _dead(one, NO_WORDS)
    parts = layout(load_message(one.content))
    if len(parts) > len(refs):
        return _dead(one, f"the new words need {len(parts)} messages, and only {len(refs)} can be changed")
    kept, gone = refs[: len(parts)], refs[len(parts) :]
    edits = tuple(zip(kept, parts, strict=True))
    return Rework(leased=one, original=original.id, edits=edits, deletions=gone)


def _skipped(one: Leased, why: Skipped) -> Ended:
    return Ended(id=one.id, state=DeliveryState.SKIPPED, reason=why)


def _dead(one: Leased, why: str) -> Ended:
    return Ended(id=one.id, state=DeliveryState.DEAD, reason=why)


def _pause(since: timedelta) -> timedelta:
    """The longer it lasts, the more seldom it is tried."""
    return min(max(since, SOON), SELDOM)


def again(leased: Leased, now: datetime, reason: str) -> TryAgain | Refused:
    """What is reported of a change whose outcome nobody knows: it is made again, for two weeks."""
    past = now - leased.due_at
    if past > LONGEST_ABSENCE:
        return Refused(leased=leased, reason=f"{NO_ANSWER}: {reason}", begun=True)
    return TryAgain(leased=leased, at=now + _pause(past), reason=reason)


async def make(adapter: ChatAdapter, rework: Rework) -> None:
    """Make a change. Raises what the adapter raises; then it is made again from its beginning."""
    for ref, part in rework.edits:
        await adapter.edit(ref, part)
    for ref in rework.deletions:
        await adapter.delete(ref)
