"""The story that a bot is killed in: a few creators of every manner, in the first weeks of the programme."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.app.acting import BEFORE
from bot.app.people import parts_of
from bot.app.plans import plan_of
from bot.config.load import load
from bot.config.roster import Roster
from bot.config.setup import CohortSetup
from bot.domain.people import QuietHours, Role
from bot.domain.wall import at_time
from bot.engine.plans import CohortPlan
from schedules.actors.behaviour import life
from schedules.actors.chance import chance
from schedules.actors.manner import Manner
from schedules.actors.manner import Role as Part

CONFIG = Path(__file__).parents[2] / "config.example.toml"
WEEKS = 4
"""Enough for one pause, one farewell and one move."""
NEVER_LATE_TO_JOIN = 0.86
UNEVENTFUL = (Manner.DILIGENT, Manner.DILIGENT, Manner.LATE, Manner.SILENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Who is in it, and from when until when."""

    seed: int
    setup: CohortSetup
    plan: CohortPlan
    quiet: QuietHours
    parts: tuple[Part, ...]
    week_one: datetime
    weeks: int

    @property
    def begins(self) -> datetime:
        """The invitation is posted."""
        return self.week_one - BEFORE

    @property
    def ends(self) -> datetime:
        """The bot is stopped, in mid-programme."""
        return self.week_one + timedelta(weeks=self.weeks)

    @property
    def judged_until(self) -> datetime:
        """What came due later may still wait for the end of quiet hours."""
        return self.ends - timedelta(days=2)

    @property
    def secret(self) -> bytes:
        """From which the keys of people are made."""
        return hashlib.sha256(f"killing {self.seed}".encode()).digest()


def story(seed: int, weeks: int = WEEKS) -> Story:
    """The story with this seed; the same in every process."""
    checked = load(CONFIG)
    setup = checked.cohorts[0]
    week_one = at_time(setup.cohort.start, time(), setup.cohort.zone)
    manners = dict(_cast(seed, setup, week_one))
    mentor = setup.people(Role.MENTOR)[0]
    staff = tuple(row for row in setup.roster.rows if Role.CREATOR not in setup.roles_of(row))
    creators = tuple(row for row in setup.roster.rows if row.name in manners)
    small = replace(setup, roster=Roster(rows=(*creators, *staff), file=setup.roster.file))
    return Story(
        seed=seed,
        setup=small,
        plan=plan_of(small),
        quiet=checked.quiet,
        parts=tuple(
            part
            for part in parts_of(small, lambda name: manners[name])
            if part.manner is not None or part.name == mentor.name
        ),
        week_one=week_one,
        weeks=weeks,
    )


def _cast(seed: int, setup: CohortSetup, week_one: datetime) -> Iterator[tuple[str, Manner]]:
    """(name, manner): those whose lives bring something bring it as early as anybody's."""
    parts = [
        part
        for part in parts_of(setup, lambda _name: Manner.DILIGENT)
        if part.manner is not None and chance(seed, part.name, "joins") < NEVER_LATE_TO_JOIN
    ]
    free = sorted(parts, key=lambda part: chance(seed, part.name, "cast"))
    for manner in (Manner.PAUSES, Manner.LEAVES, Manner.MOVES):
        chosen = min(free, key=lambda part: _first_event(seed, replace(part, manner=manner), week_one))
        free.remove(chosen)
        yield chosen.name, manner
    yield from ((part.name, manner) for part, manner in zip(free, UNEVENTFUL, strict=False))


def _first_event(seed: int, part: Part, joined: datetime) -> datetime:
    return next(life(seed, part, joined)).at
