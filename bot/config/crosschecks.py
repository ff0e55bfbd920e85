"""What no file can know by itself: whether configuration, programme and roster fit together."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.config.document import Document
from bot.config.fields import WEEKDAYS, no_discord_id, no_slack_id, spell_duration
from bot.config.findings import Findings, Where
from bot.config.flag_checks import check_flags
from bot.config.people_checks import check_people
from bot.config.programme import ProgrammeFolder
from bot.config.roster_csv import RosterFile
from bot.config.settings import CohortTable
from bot.config.setup import build_cohort
from bot.domain.programme import Questions


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortFiles:
    """One cohort's table and what it names, as far as that could be read."""

    doc: Document
    index: int
    table: CohortTable
    programme: ProgrammeFolder | None
    people: RosterFile | None

    def at(self, *key: str | int) -> Where:
        """Where a key of the cohort's table stands."""
        return self.doc.at("cohorts", self.index, *key)


def cross_check(files: CohortFiles, findings: Findings) -> None:
    """Every fault between the files of one cohort, and what is worth a note."""
    _check_start(files, findings)
    _check_breaks(files, findings)
    _check_channels(files, findings)
    check_flags(files.at, files.table, files.programme, findings)
    check_people(files.at, files.table, files.programme, files.people, findings)
    if files.programme is not None:
        _check_reminders(files, files.programme, findings)
        _note_outside(files, files.programme, findings)


def _check_start(files: CohortFiles, findings: Findings) -> None:
    start, first = files.table.start, files.table.week_starts
    if start.weekday() != first:
        before = start - timedelta(days=(start.weekday() - first) % 7)
        problem = (
            f"{start} is a {WEEKDAYS[start.weekday()].title()}, and weeks start on {WEEKDAYS[first].title()}"
        )
        remedy = f"write {before} or {before + timedelta(days=7)}, or week_starts"
        findings.fault(files.at("start"), problem, remedy)


def _check_breaks(files: CohortFiles, findings: Findings) -> None:
    breaks = files.table.breaks
    for index, one in enumerate(breaks):
        if one.until <= one.first:
            problem = f"{one.until} is not after {one.first}, when the break begins"
            findings.fault(files.at("breaks", index, "until"), problem, "write the first day after the break")
        for other in breaks[:index]:
            if one.first < other.until and other.first < one.until:
                problem = f"overlaps the break {other.name!r}"
                findings.fault(files.at("breaks", index, "from"), problem, "make one break of the two")


def _check_channels(files: CohortFiles, findings: Findings) -> None:
    homes = [channel.platform for channel in files.table.channels]
    for index, platform in enumerate(homes):
        if platform in homes[:index]:
            problem = f"{platform!r} already has its home channel"
            findings.fault(files.at("channels", index, "platform"), problem, "keep one of the two")
    for index, channel in enumerate(files.table.channels):
        for key, written, begins in (("workspace", channel.workspace, "TE"), ("id", channel.id, "CG")):
            on_discord = channel.platform == "discord"
            fault = no_discord_id(written) if on_discord else no_slack_id(written, begins)
            if fault is not None:
                findings.fault(files.at("channels", index, key), *fault)
    for platform in ("discord", "slack"):
        if platform in files.doc.values and platform not in homes:
            text = f"has none on {platform}, so nobody there finds the Join button"
            findings.note(files.at("channels"), text)


def _check_reminders(files: CohortFiles, programme: ProgrammeFolder, findings: Findings) -> None:
    after = files.table.reminders.after
    closing = {
        step.id: step.content.closes_after
        for step in programme.programme.steps
        if isinstance(step.content, Questions) and step.content.closes_after <= after
    }
    if closing:
        first = min(closing, key=lambda step: closing[step])
        problem = f"is {spell_duration(after)}, and {first!r} closes after {spell_duration(closing[first])}"
        remedy = f"write less than {spell_duration(closing[first])}"
        findings.fault(files.at("reminders", "after"), problem, remedy)


def _note_outside(files: CohortFiles, programme: ProgrammeFolder, findings: Findings) -> None:
    """A note for each date that the cohort never meets."""
    cohort = build_cohort(files.table)
    weeks = timedelta(weeks=len(programme.programme.weeks))
    end = cohort.start + sum((one.weeks for one in cohort.breaks), start=weeks)

    def look(day: date, where: Where) -> None:
        if not cohort.start <= day < end:
            text = (
                f"{day} is not between {cohort.start} and {end - timedelta(days=1)}, when {cohort.name} ends"
            )
            findings.note(where, text)

    for index, holiday in enumerate(files.table.holidays):
        look(holiday.date, files.at("holidays", index, "date"))
    for index, one in enumerate(files.table.breaks):
        look(one.first, files.at("breaks", index, "from"))
    for step in programme.programme.steps:
        if isinstance(step.date, date):
            look(step.date, programme.written[step.id].at("date"))
