"""One thing owed to one place, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.calendar import Occurrence


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    DUE = "due"
    """Owed; leaves as soon as it may."""
    SENDING = "sending"
    """Handed to the adapter, by the process that holds the lane."""
    UNKNOWN = "unknown"
    """Perhaps shown: looked for before anything else is done."""
    SENT = "sent"
    SKIPPED = "skipped"
    """Not sent, for a reason that a rule gave."""
    DEAD = "dead"
    """Could not be sent; an admin can retry it."""


class Act(StrEnum):
    """What a delivery does where it is owed. A change may be made twice without harm."""

    SEND = "send"
    """It shows a message."""
    EDIT = "edit"
    """It puts other words in the place of a message already sent."""
    DELETE = "delete"
    """It takes a message already sent back."""


class OccurrenceState(StrEnum):
    """Where an occurrence stands in the ledger."""

    EARLY = "early"
    """It is being answered before its time: it is still to be planned."""
    PLANNED = "planned"
    LISTED = "listed"
    """It is a line of a catch-up message."""
    SENT = "sent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What is on record about one occurrence, for ever."""

    key: str
    step: str
    ordinal: int
    kind: str
    title: str
    week: int
    wall: str
    zone: str
    at: datetime
    state: OccurrenceState
    reason: str | None = None
    shown_at: datetime | None = None
    closes_at: datetime | None = None
    done_at: datetime | None = None


def entry_of(one: Occurrence, state: OccurrenceState, reason: str | None = None) -> LedgerEntry:
    """What is put on record about an occurrence when something has become of it."""
    return LedgerEntry(
        key=one.key,
        step=one.step.id,
        ordinal=one.ordinal,
        kind=one.step.kind,
        title=one.step.title,
        week=one.week,
        wall=one.wall.isoformat(),
        zone=one.zone,
        at=one.at,
        state=state,
        reason=reason,
    )
