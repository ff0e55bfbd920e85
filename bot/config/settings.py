"""config.toml as types: the admin's whole interface."""

from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.config.fields import (
    ClockTime,
    Day,
    DiscordId,
    Duration,
    FilePath,
    Language,
    Name,
    Slug,
    Title,
    WebAddress,
    Weekday,
    Zone,
    spell,
    wrong,
)
from bot.config.flag_tables import USUAL, Flags, LadderTable
from bot.config.playground import Playground
from bot.config.secret import SecretReference
from bot.config.slack import Slack
from bot.config.table import Table
from bot.config.working_days import WorkingDays


def _store_url(value: str) -> str:
    if not value.startswith("sqlite:///") or value in ("sqlite:///", "sqlite:///:memory:") or "\0" in value:
        raise wrong(f"{spell(value)} is not a SQLite file", 'write "sqlite:///cohortbot.db"')
    return value


class Store(Table):
    """Where the bot keeps what it knows."""

    url: Annotated[str, AfterValidator(_store_url)] = "sqlite:///cohortbot.db"
    """A SQLite file; a relative one lies beside config.toml."""


class People(Table):
    """What holds for people who have not chosen otherwise."""

    quiet_from: ClockTime = time(21)
    """From then on nobody is disturbed, in their own time."""
    quiet_until: ClockTime = time(8)
    """Until then nobody is disturbed."""
    language: Language = "en"
    """The language of roster rows that name none."""


class Channel(Table):
    """A channel of a cohort, by the ids that its platform gave it."""

    platform: Literal["discord", "slack"]
    """The chat platform."""
    workspace: Annotated[str, Field(min_length=1, max_length=40, examples=["T0ABCDEF1"])]
    """Discord: the server's id. Slack: the workspace's id, T..."""
    id: Annotated[str, Field(min_length=1, max_length=40, examples=["C0ABCDEF1"])]
    """The channel's id."""
    purpose: Literal["home"] = "home"
    """home: where creators find the message with the Join button."""


class Holiday(Table):
    """A day on which nobody of the cohort works."""

    name: Name
    """What people call it."""
    date: Day
    """The day."""


class Break(Table):
    """A time off for the whole cohort: what would come in it and after it comes whole weeks later."""

    name: Name
    """What people call it."""
    first: Day = Field(alias="from")
    """The first day of the break."""
    until: Day
    """The first day after the break."""


class Reminders(Table):
    """When the bot asks again."""

    after: Duration = timedelta(days=2)
    """So long after a check-in was sent that is still not answered."""


class CohortTable(Table):
    """One run of a programme."""

    name: Annotated[Slug, Field(examples=["spring-2027"])]
    """Its short name, which never changes."""
    title: Annotated[Title, Field(examples=["Spring 2027"])]
    """What people call it."""
    program: Annotated[FilePath, Field(examples=["programs/change-makers"])]
    """The programme's folder, relative to this file."""
    roster: Annotated[FilePath, Field(examples=["roster.csv"])]
    """The file that says who is in it, relative to this file."""
    start: Day
    """The first day of week 1."""
    zone: Zone
    """The time zone of meetings and notices."""
    mentors: Annotated[tuple[Name, ...], Field(examples=[("Amara Obi",)])]
    """Who are mentors, by the names of the roster."""
    admins: Annotated[tuple[Name, ...], Field(examples=[("Lena Fischer",)])]
    """Who are admins, by the names of the roster."""
    safety_contact: Name | None = None
    """Who is told when a creator may be in danger, by the name of the roster."""
    backup_mentor: Name | None = None
    """Who gets what a mentor has not answered for a day, by the name of the roster; else the admins do."""
    mentors_see: Literal["own", "all"] = "own"
    """Whether mentors see and look after their own creators only, or everybody's."""
    mentor_capacity: Annotated[int, Field(ge=1, le=500)] = 12
    """How many creators one mentor has at most."""
    week_starts: Weekday = 0
    """The first day of the cohort's weeks."""
    working_days: WorkingDays = frozenset(range(5))
    """The days on which meetings and notices may fall, and creators work who name none."""
    daily_cap: Annotated[int, Field(ge=1, le=20)] = 3
    """How many messages a day the bot may start with one person."""
    reminders: Reminders = Reminders()
    """When the bot asks again."""
    flags: Flags = USUAL
    """When a creator needs looking after; [] for never."""
    ladder: LadderTable = LadderTable()
    """Who hears of a flag, and when."""
    channels: tuple[Channel, ...] = ()
    """Where the cohort meets."""
    holidays: tuple[Holiday, ...] = ()
    """Days on which nobody works."""
    breaks: tuple[Break, ...] = ()
    """Times off for everybody."""


class Discord(Table):
    """The Discord bot."""

    token: SecretReference
    """Where its token is found."""
    members: bool = False
    """Ask for the privileged members intent, so that the team hears of who leaves the server."""
    test_server: DiscordId | None = None
    """Declare the commands in this server only, at once; leave it out to declare them everywhere."""
    api_url: WebAddress | None = None
    """Another address of the API: a proxy, a test server."""


class Config(Table):
    """The whole of config.toml."""

    store: Store = Store()
    """Where the bot keeps what it knows."""
    people: People = People()
    """What holds for people who have not chosen otherwise."""
    cohorts: Annotated[tuple[CohortTable, ...], Field(min_length=1)]
    """The cohorts, one table each."""
    discord: Discord | None = None
    """The Discord bot; leave it out to run without Discord."""
    slack: Slack | None = None
    """The Slack app; leave it out to run without Slack."""
    playground: Playground | None = None
    """The pages in the browser."""

    @property
    def pages(self) -> str | None:
        """What links to the pages begin with; None where `run` serves none."""
        table = self.playground
        if table is None:
            return None
        alone = self.discord is None and self.slack is None and bool(table.accounts)
        return table.address if (alone if table.serve is None else table.serve) else None
