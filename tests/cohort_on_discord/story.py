"""The story of a cohort on Discord: everybody has an account there, and nobody has any other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time

from bot.app.people import parts_of
from bot.app.plans import plan_of
from bot.chat.place import Account, Platform
from bot.config.load import load
from bot.config.roster import Roster
from bot.config.setup import CohortSetup
from bot.domain.wall import at_time
from schedules.actors.manner import manner_of
from tests.killing.story import CONFIG, Story
from tests.killing.story import story as small_story

DISCORD = Platform("discord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who is in it, for how long: a few creators of every manner, or the whole roster."""

    seed: int
    weeks: int
    whole: bool = False

    def told(self) -> Story:
        """The story as the roster has it."""
        return _whole_story(self.seed, self.weeks) if self.whole else small_story(self.seed, self.weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """Where Discord is, and who is who there: `people` are the ids of accounts by name."""

    api_url: str
    token: str
    guild: str
    channel: str
    people: Mapping[str, str]


def on_discord(told: Story, there: There) -> Story:
    """The same story, in which everybody has their account of that server, and the cohort a channel."""
    rows = tuple(replace(row, discord=there.people[row.name], slack="") for row in told.setup.roster.rows)
    channels = tuple(
        one.model_copy(update={"workspace": there.guild, "id": there.channel})
        for one in told.setup.settings.channels
        if one.platform == DISCORD
    )
    setup = replace(
        told.setup,
        roster=Roster(rows=rows, file=told.setup.roster.file),
        settings=told.setup.settings.model_copy(update={"channels": channels}),
    )
    parts = tuple(
        replace(part, account=Account(platform=DISCORD, user=there.people[part.name])) for part in told.parts
    )
    return replace(told, setup=setup, plan=plan_of(setup), parts=parts)


def _whole_story(seed: int, weeks: int) -> Story:
    checked = load(CONFIG)
    setup: CohortSetup = checked.cohorts[0]
    return Story(
        seed=seed,
        setup=setup,
        plan=plan_of(setup),
        quiet=checked.quiet,
        parts=tuple(parts_of(setup, lambda name: manner_of(seed, name))),
        week_one=at_time(setup.cohort.start, time(), setup.cohort.zone),
        weeks=weeks,
    )
