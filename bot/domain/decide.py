"""What becomes of an occurrence, now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from bot.domain.calendar import Occurrence
from bot.domain.programme import Backfill, IfPast


class Skipped(StrEnum):
    """Why something was not sent. Each has a sentence in `why`."""

    BEFORE_JOINING = "before_joining"
    ADDED_LATER = "added_later"
    LATE = "late"
    PAUSED = "paused"
    FORGOTTEN = "forgotten"
    """An admin told the bot to forget what a hold had stopped."""
    ANSWERED = "answered"
    CLOSED = "closed"
    LEFT = "left"
    CAUGHT_UP = "caught_up"
    """It was listed in a catch-up message instead."""
    REMOVED = "removed"
    """The programme has lost the step."""
    TAKEN_BACK = "taken_back"
    """Whoever wrote it took it back before it had left."""
    DROPPED = "dropped"
    """An admin decided that it is not sent."""
    MADE_EARLY = "made_early"
    """A change of a message that had not left yet: the message itself was changed."""
    SUPERSEDED = "superseded"
    """A change that a later change of the same message made needless."""
    NEVER_SHOWN = "never_shown"
    """A change of a message that nobody was shown."""
    SETTLED = "settled"
    """What it was about was settled before it could leave."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """Its time has not come."""


@dataclass(frozen=True, slots=True)
class Send:
    """It is sent; `due` is when it should have left, which decides whether it is late."""

    due: datetime


@dataclass(frozen=True, slots=True)
class CatchUp:
    """It is listed, once, in a catch-up message."""


@dataclass(frozen=True, slots=True)
class Skip:
    """It is not sent, for a reason."""

    why: Skipped


Decision = NotYet | Send | CatchUp | Skip


def decide(
    occurrence: Occurrence, *, joined_at: datetime, added_at: datetime | None, now: datetime
) -> Decision:
    """What becomes of an occurrence that is in no ledger yet.

    `added_at` is when its step came into a programme that was already running; None for a step that
    was there from the start.
    """
    at = occurrence.at
    if at > now:
        return NotYet()
    if occurrence.let_go:
        return Skip(Skipped.PAUSED)
    if at < joined_at:
        match occurrence.step.if_past:
            case IfPast.SKIP:
                return Skip(Skipped.BEFORE_JOINING)
            case IfPast.CATCH_UP:
                return CatchUp()
            case unknown_rule:
                assert_never(unknown_rule)
    if added_at is not None and at < added_at:
        match occurrence.step.backfill:
            case Backfill.NONE:
                return Skip(Skipped.ADDED_LATER)
            case Backfill.NEXT_DIGEST:
                return CatchUp()
            case Backfill.SEND:
                return Send(now)
            case never:
                assert_never(never)
    if now - at > occurrence.step.late_after:
        return Skip(Skipped.LATE)
    return Send(at)
