"""A cohort's setup is everything that the admins wrote for it, checked."""

import hashlib
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from zoneinfo import TZPATH

from bot.config.findings import Note
from bot.config.roster import Roster, RosterRow, folded
from bot.config.settings import CohortTable, Config
from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause
from bot.domain.people import QuietHours, Role
from bot.domain.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortSetup:
    """A cohort with its programme and people. `fingerprint` changes with whatever may move a calendar."""

    cohort: Cohort
    programme: Programme
    roster: Roster
    settings: CohortTable
    fingerprint: str

    def roles_of(self, row: RosterRow) -> frozenset[Role]:
        """What the configuration says that a person of the roster is; whom it does not name is a creator."""
        name = folded(row.name)
        named = ((Role.MENTOR, self.settings.mentors), (Role.ADMIN, self.settings.admins))
        roles = frozenset(role for role, names in named if name in map(folded, names))
        return roles or frozenset({Role.CREATOR})

    def name_of(self, name: str | None) -> str | None:
        """Somebody's name as the roster writes it."""
        return next((row.name for row in self.roster.rows if name and folded(row.name) == folded(name)), None)

    def people(self, role: Role) -> tuple[RosterRow, ...]:
        """The rows of everybody who is this."""
        return tuple(row for row in self.roster.rows if role in self.roles_of(row))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Everything that the admins wrote, without a fault. `store_url` names its file from anywhere."""

    path: Path
    config: Config
    cohorts: tuple[CohortSetup, ...]
    notes: tuple[Note, ...]
    store_url: str

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes of the cohorts, each once."""
        return tuple({plan.programme.fingerprint: plan.programme for plan in self.cohorts}.values())

    @property
    def rosters(self) -> tuple[Roster, ...]:
        """The rosters of the cohorts."""
        return tuple(plan.roster for plan in self.cohorts)

    @property
    def quiet(self) -> QuietHours:
        """The quiet hours of people who have not chosen their own."""
        return QuietHours(start=self.config.people.quiet_from, end=self.config.people.quiet_until)

    def plan(self, name: str) -> CohortSetup | None:
        """The plan of the cohort with this name."""
        return next((plan for plan in self.cohorts if plan.cohort.name == name), None)


def build_cohort(table: CohortTable) -> Cohort:
    """The cohort as the domain knows it."""
    return Cohort(
        name=table.name,
        title=table.title,
        zone=table.zone,
        start=table.start,
        holidays=frozenset(holiday.date for holiday in table.holidays),
        breaks=tuple(Pause(start=one.first, end=one.until) for one in table.breaks),
        working_days=table.working_days,
        daily_cap=table.daily_cap,
    )


def build_plan(table: CohortTable, programme: Programme, roster: Roster) -> CohortSetup:
    """A cohort's plan, from parts that were checked."""
    cohort = build_cohort(table)
    return CohortSetup(
        cohort=cohort,
        programme=programme,
        roster=roster,
        settings=table,
        fingerprint=calendar_fingerprint(cohort, programme.fingerprint, tzdata_version()),
    )


def calendar_fingerprint(cohort: Cohort, programme: str, tzdata: str) -> str:
    """A hash of whatever may move a calendar: the programme, the cohort's days and the rules of the zones."""
    days = replace(cohort, title="", daily_cap=0)
    parts = (
        days.name,
        days.zone,
        days.start.isoformat(),
        *sorted(day.isoformat() for day in days.holidays),
        *(f"{one.start}/{one.end}" for one in days.breaks),
        *map(str, sorted(days.working_days)),
        programme,
        tzdata,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def tzdata_version() -> str:
    """The version of the rules that zoneinfo follows: this machine's if it has any, else the package's."""
    for folder in map(Path, TZPATH):
        for name in ("+VERSION", "tzdata.zi"):
            try:
                with (folder / name).open(encoding="utf-8") as lines:
                    return lines.readline().strip().removeprefix("# version ")
            except (OSError, ValueError):
                continue
        if (folder / "Europe" / "London").is_file():
            return f"of {folder}"
    return metadata.version("tzdata")
