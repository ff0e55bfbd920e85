"""Troubles of the gateway and of people, drawn from a seed, at simulated times."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import assert_never

from schedules.actors.chance import between, one_of
from tests.platforms.discord.driver import Discord


class Break(Enum):
    """How a connection to the gateway ends."""

    DROPPED = auto()
    CLOSED = auto()
    TIMED_OUT = auto()
    TO_RECONNECT = auto()
    INVALID = auto()
    FORGOTTEN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that happens at a time: the gateway breaks, or somebody takes no direct messages any more."""

    at: datetime
    what: Break | str

    def happen(self, discord: Discord) -> None:
        """Let it happen."""
        match self.what:
            case str(name):
                discord.person(name).closes_dms()
            case Break.DROPPED:
                discord.gateway.cut()
            case Break.CLOSED:
                discord.close_gateway(4000)
            case Break.TIMED_OUT:
                discord.close_gateway(4009)
            case Break.TO_RECONNECT:
                discord.gateway.ask_reconnect()
            case Break.INVALID:
                discord.gateway.invalidate(resumable=True)
            case Break.FORGOTTEN:
                discord.restart_sessions()
            case never:
                assert_never(never)


def breaks(seed: int, begins: datetime, ends: datetime, every: timedelta) -> Iterator[Trouble]:
    """One in each stretch of time, all kinds by turns of chance."""
    for number in range((ends - begins) // every):
        at = begins + (number + between(0, 1, seed, "break", str(number))) * every
        yield Trouble(at=at, what=one_of(tuple(Break), seed, "kind", str(number)))
