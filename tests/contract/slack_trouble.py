"""The trouble that a scenario asks for, as faults of the small Slack."""

from typing import assert_never

from tests.contract.rig import Trouble
from tests.platforms.slack.driver import Slack
from tests.platforms.slack.faults import Fault, RateLimit, Refuse, ResetBefore, Status

WRITES = ("chat.postMessage", "chat.update", "chat.delete")
LONG = 60
"""Seconds of a Retry-After that nobody waits for by the way."""


def break_it(slack: Slack, trouble: Trouble, channel: str | None) -> None:
    """The next change of anything in this channel fails; what is closed or halted stays so."""
    match trouble:
        case Trouble.THROTTLED:
            _once(slack, RateLimit(after=LONG), channel)
        case Trouble.TIMED_OUT_BEFORE:
            _once(slack, Status(status=503), channel)
        case Trouble.TIMED_OUT_AFTER:
            _once(slack, Status(status=503, after=True), channel)
        case Trouble.DROPPED:
            _once(slack, ResetBefore(), channel)
        case Trouble.CLOSED:
            close(slack, channel, "user_disabled")
        case Trouble.HALTED:
            slack.credential.standing = "token_revoked"
        case _:
            assert_never(trouble)


def close(slack: Slack, channel: str | None, why: str) -> None:
    """Let Slack refuse whatever is written there, in its word."""
    for method in WRITES:
        slack.faults.last(Refuse(error=why), method=method, channel=channel)


def mend(slack: Slack) -> None:
    """All is well again, everywhere and with the token."""
    slack.credential.standing = ""
    slack.faults.calm()


def _once(slack: Slack, fault: Fault, channel: str | None) -> None:
    for method in WRITES:
        slack.faults.script(fault, method=method, channel=channel)
