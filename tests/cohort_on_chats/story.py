"""The story of a cohort on its chats: who has an account on which of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta

from bot.app.people import parts_of
from bot.app.plans import plan_of
from bot.chat.place import Account, Platform
from bot.config.load import load
from bot.config.roster import Roster
from bot.config.setup import CohortSetup
from bot.domain.people import Role
from bot.domain.wall import at_time
from schedules.actors.manner import manner_of
from schedules.verdict import Player
from tests.killing.story import CONFIG, Story
from tests.killing.story import story as small_story

DISCORD = Platform("discord")
SLACK = Platform("slack")
VISIT_AFTER = timedelta(days=4, hours=10)
"""So long after the start of week 1 those who live on another chat look in."""
ON_BOTH = 5
"""So many creators of a cohort on two chats have an account on each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who is in it, for how long: a few creators of every manner, or the whole roster.

    On two chats a half of them is on each, and ON_BOTH creators are on both: those join on the first.
    """

    seed: int
    weeks: int
    whole: bool = False
    chats: tuple[Platform, ...]

    def told(self) -> Story:
        """The story as the roster has it."""
        return _whole_story(self.seed, self.weeks) if self.whole else small_story(self.seed, self.weeks)

    def chats_of(self, told: Story) -> Mapping[str, tuple[Platform, ...]]:
        """On which chats everybody is, the one where they join first."""
        creators = [row.name for row in told.setup.people(Role.CREATOR)]
        both = set(creators[:ON_BOTH]) if len(self.chats) > 1 else set()
        names = [row.name for row in told.setup.roster.rows]
        return {
            name: self.chats if name in both else (self.chats[number % len(self.chats)],)
            for number, name in enumerate(names)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """Where a chat is, and who is who there: `people` are the ids of accounts by name."""

    api_url: str
    tokens: tuple[str, ...]
    workspace: str
    channel: str
    people: Mapping[str, str]


def on_chats(told: Story, cast: Cast, there: Mapping[Platform, There]) -> Story:
    """The same story, in which everybody has their accounts on these chats, and the cohort a channel."""
    chats = cast.chats_of(told)

    def user(name: str, chat: Platform) -> str:
        return there[chat].people[name] if chat in chats[name] else ""

    rows = tuple(
        replace(row, discord=user(row.name, DISCORD), slack=user(row.name, SLACK))
        for row in told.setup.roster.rows
    )
    channels = tuple(
        one.model_copy(
            update={
                "workspace": there[Platform(one.platform)].workspace,
                "id": there[Platform(one.platform)].channel,
            }
        )
        for one in told.setup.settings.channels
        if one.platform in there
    )
    setup = replace(
        told.setup,
        roster=Roster(rows=rows, file=told.setup.roster.file),
        settings=told.setup.settings.model_copy(update={"channels": channels}),
    )
    parts = tuple(replace(part, account=accounts(cast, told, there, part.name)[0]) for part in told.parts)
    return replace(told, setup=setup, plan=plan_of(setup), parts=parts)


def accounts(cast: Cast, told: Story, there: Mapping[Platform, There], name: str) -> tuple[Account, ...]:
    """Somebody's accounts, the one with which they join first."""
    return tuple(
        Account(
            platform=chat,
            workspace=there[chat].workspace if chat == SLACK else "",
            user=there[chat].people[name],
        )
        for chat in cast.chats_of(told)[name]
    )


def at_their_places(players: list[Player], cast: Cast, there: Mapping[Platform, There]) -> list[Player]:
    """The players where they joined, and where else they can be written to."""
    told = cast.told()
    placed = [(player, accounts(cast, told, there, player.person.name)) for player in players]
    return [replace(player, account=own[0], elsewhere=own[1:]) for player, own in placed]


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
