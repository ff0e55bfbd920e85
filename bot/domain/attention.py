"""Attention: which creators need somebody now, from what is known of each at a glance. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.people import EnrolmentState

SILENT_AFTER = timedelta(days=14)
"""Whoever did nothing for so long is asked after."""
LATELY = timedelta(weeks=4)
"""Check-ins that were missed before that say nothing about today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What is known of a creator: `missed` check-ins lately, flags that are up, matters that wait.

    `since` is their last sign of life, or when they could first give one; None before that.
    """

    state: EnrolmentState
    since: datetime | None
    missed: int = 0
    flags: int = 0
    waiting: int = 0
    oldest: datetime | None = None
    """Since when the longest of the matters waits."""


def is_silent(glance: Glance, now: datetime) -> bool:
    """Whether an active creator gave no sign for too long; a rest is no silence."""
    return (
        glance.state is EnrolmentState.ACTIVE
        and glance.since is not None
        and now - glance.since >= SILENT_AFTER
    )


def needs_attention(glance: Glance, now: datetime) -> bool:
    """Whether somebody should look after this creator now."""
    if glance.state not in (EnrolmentState.ACTIVE, EnrolmentState.PAUSED):
        return False
    return bool(glance.waiting or glance.flags or glance.missed or is_silent(glance, now))


def urgency(glance: Glance, now: datetime) -> tuple[int, ...]:
    """Sorts those first who wait for an answer, then those with flags, who missed much, who are silent."""
    if not needs_attention(glance, now):
        return (0, 0, 0, 0)
    return (-glance.waiting, -glance.flags, -glance.missed, -int(is_silent(glance, now)))
