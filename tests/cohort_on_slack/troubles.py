"""Troubles of the sockets, and what people do besides, drawn from a seed, at simulated times."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import assert_never

from schedules.actors.chance import between, one_of
from tests.platforms.slack.driver import Slack

QUESTION = "What is next?"


class Break(Enum):
    """How the connections of Socket Mode end."""

    REFRESHED = auto()
    DROPPED = auto()


async def happen(slack: Slack, what: Break) -> None:
    """Let all connections end so."""
    match what:
        case Break.REFRESHED:
            await slack.refresh()
        case Break.DROPPED:
            slack.socket.drop()
        case never:
            assert_never(never)


def breaks(
    seed: int, begins: datetime, ends: datetime, every: timedelta, kinds: Sequence[Break]
) -> Iterator[tuple[datetime, Break]]:
    """One in each stretch of time, all kinds by turns of chance."""
    for number in range((ends - begins) // every):
        at = begins + (number + between(0, 1, seed, "break", str(number))) * every
        yield at, one_of(tuple(kinds), seed, "kind", str(number))


def questions(
    seed: int, names: Sequence[str], begins: datetime, ends: datetime, every: timedelta
) -> Iterator[tuple[datetime, str]]:
    """Somebody who types something in each stretch of time."""
    for number in range((ends - begins) // every):
        at = begins + (number + between(0, 1, seed, "asks", str(number))) * every
        yield at.replace(microsecond=0), one_of(tuple(names), seed, "who", str(number))
