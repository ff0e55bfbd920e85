"""People at home: the page that a chat keeps open for each of them, and what it shows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from adapters.memory.outbound import readable
from bot.chat.adapter import Pace
from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.world import Community, Someone, Team, a_team, a_world

STEPS = (
    a_step("listen", title="Listen first"),
    a_step("friday", StepKind.CHECK_IN, title="How was it?"),
    a_step("speak", week=2, title="Speak up"),
    a_step("friday-2", StepKind.CHECK_IN, week=2),
)
PROGRAMME = a_programme(steps=STEPS)
KEPT_OPEN = Pace(pages=timedelta(minutes=1))
MONDAY = utc("2026-09-07 14:00")
"""Ten in the morning in New York, an hour after the lesson came."""


@asynccontextmanager
async def at_home() -> AsyncIterator[tuple[Community, Someone]]:
    """Ana's lesson has come, and she has opened her home."""
    async with a_world(programme=PROGRAMME, pace=KEPT_OPEN) as world:
        ana = world.creator("Ana")
        await ana.joins()
        await world.advance_to(MONDAY)
        await ana.opens("home")
        yield world, ana


@asynccontextmanager
async def a_leading_team(**other: Any) -> AsyncIterator[Team]:
    """Amara looks after Ana."""
    async with a_team(pace=KEPT_OPEN, **other) as team:
        yield team


async def sees(world: Community, someone: Someone) -> str:
    """What the chat shows at somebody's home, without their doing anything; empty where it shows nothing."""
    part = await world.chat.page(someone.accounts[0])
    return "" if part is None else readable(part.content)
