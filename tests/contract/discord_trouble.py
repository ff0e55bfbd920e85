"""The trouble that a scenario asks for, as faults of the small Discord."""

from typing import assert_never

from tests.contract.rig import Trouble
from tests.platforms.discord.faults import CLOSED, Fault, RateLimit, ResetBefore, Status
from tests.platforms.discord.server import Discord

LONGER_THAN_THE_LIBRARY_WAITS = 60.0
CHANGES = ("PATCH", "DELETE")


def break_it(discord: Discord, trouble: Trouble, channel: str) -> None:
    """The next change of anything in this channel fails; what is closed or halted stays so."""
    match trouble:
        case Trouble.THROTTLED:
            _once(discord, RateLimit(after=LONGER_THAN_THE_LIBRARY_WAITS), channel)
        case Trouble.TIMED_OUT_BEFORE:
            # The library tries again after 500, 502 and 504, but not after 503.
            _once(discord, Status(status=503), channel)
        case Trouble.TIMED_OUT_AFTER:
            _once(discord, Status(status=503, after=True), channel)
        case Trouble.DROPPED:
            _once(discord, ResetBefore(), channel)
            # aiohttp deletes a second time by itself when a connection that stood breaks.
            discord.faults.script(ResetBefore(), method="DELETE", path=f"/channels/{channel}/messages/*")
        case Trouble.CLOSED:
            discord.faults.close(channel)
            for method in CHANGES:
                discord.faults.last(CLOSED, method=method, path=f"/channels/{channel}/messages/*")
        case Trouble.HALTED:
            # Every request is refused; that its connections end as well is a test of its own.
            discord.credential.valid = False
        case _:
            assert_never(trouble)


def mend(discord: Discord, channel: str) -> None:
    """All is well again, in this channel and with the token."""
    discord.credential.valid = True
    discord.faults.calm()


def _once(discord: Discord, fault: Fault, channel: str) -> None:
    discord.faults.script(fault, method="POST", path=f"/channels/{channel}/messages")
    for method in CHANGES:
        discord.faults.script(fault, method=method, path=f"/channels/{channel}/messages/*")
