"""What the bot can do, one file a capability; `ALL` is the table of contents."""

from bot.features import (
    announcing,
    catching_up,
    checkins,
    flagging,
    joining,
    lessons,
    looking_after,
    milestones,
    missing,
    pausing,
    steps,
    stopping,
    undelivered,
)

ALL = (
    joining.FEATURE,
    steps.FEATURE,
    lessons.FEATURE,
    checkins.FEATURE,
    missing.FEATURE,
    flagging.FEATURE,
    looking_after.FEATURE,
    milestones.FEATURE,
    catching_up.FEATURE,
    pausing.FEATURE,
    announcing.FEATURE,
    undelivered.FEATURE,
    stopping.FEATURE,
)
