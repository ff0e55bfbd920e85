"""A team: two mentors, an admin behind them, and a creator under way, on a Monday morning."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.builders import a_programme, a_step, utc
from tests.world.community import Community
from tests.world.opening import a_world
from tests.world.person import Someone

MONDAY = utc("2026-09-07 14:00")
"""Ten in the morning in New York, an hour after the lesson came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Amara and Tom are mentors, Lena is the admin, backup and safety contact; Ana is Amara's creator."""

    world: Community
    amara: Someone
    tom: Someone
    lena: Someone
    ana: Someone


@asynccontextmanager
async def a_team(**other: Any) -> AsyncIterator[Team]:
    """All of them have pressed Join; `other` is what of the world is different."""
    usual: dict[str, Any] = {
        "programme": a_programme(steps=[a_step("listen")]),
        "mentors": ["Amara", "Tom"],
        "admins": ["Lena"],
        "backup_mentor": "Lena",
        "safety_contact": "Lena",
    }
    async with a_world(**(usual | other)) as world:
        amara, tom, lena = (world.staff(name) for name in ("Amara", "Tom", "Lena"))
        ana = world.creator("Ana", mentor="Amara")
        for one in (amara, tom, lena, ana):
            await one.joins()
        await world.advance_to(MONDAY)
        yield Team(world=world, amara=amara, tom=tom, lena=lena, ana=ana)
