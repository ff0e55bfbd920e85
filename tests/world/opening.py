"""Opening a world: a database of its own for each story, which is gone when the story ends."""

import shutil
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from bot.chat.adapter import Pace
from bot.domain.cohort import Cohort
from bot.domain.programme import Programme
from bot.store.opening import prepare
from tests.builders import JOINED, SECRET, a_cohort, a_programme
from tests.world.community import Community


@cache
def _empty() -> Path:
    """A database that was just made; it is copied, since making one takes a while."""
    file = Path(mkdtemp(prefix="cohortbot-")) / "empty.db"
    prepare(file, now=JOINED, durability="off", secret=SECRET)
    return file


@asynccontextmanager
async def a_world(
    *,
    programme: Programme | None = None,
    cohort: Cohort | None = None,
    at: datetime = JOINED,
    pace: Pace | None = None,
    mentors: Iterable[str] = (),
    admins: Iterable[str] = (),
    **leading: Any,
) -> AsyncIterator[Community]:
    """A community whose bot has just started; when the story ends, no rule of a chat was broken.

    `leading` are further fields of the cohort's plan: safety_contact="Lena", mentors_see_all=True ...
    """
    with TemporaryDirectory(prefix="cohortbot-") as folder:
        file = Path(folder) / "cohortbot.db"
        shutil.copy(_empty(), file)
        world = Community(
            file,
            cohort or a_cohort(),
            programme or a_programme(),
            at,
            pace or Pace(),
            mentors,
            admins,
            leading,
        )
        await world.connect()
        try:
            yield world
        finally:
            await world.store.close()
        assert await world.chat.breaches() == ()
