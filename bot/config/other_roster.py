"""A roster file that the configuration does not name, held against it as if it did."""

from dataclasses import replace
from pathlib import Path

from bot.config.document import read_document
from bot.config.findings import Findings
from bot.config.people_checks import check_people
from bot.config.programme import ProgrammeFolder
from bot.config.roster_csv import read_roster
from bot.config.roster_row import Unsaid
from bot.config.setup import Checked, CohortSetup


def with_roster(checked: Checked, plan: CohortSetup, path: Path) -> CohortSetup:
    """The cohort's plan with the people of this file; FaultyInput with every fault, and every bad row."""
    findings = Findings()
    doc = read_document(checked.path, str(checked.path), findings)
    unsaid = Unsaid(language=checked.config.people.language, working_days=plan.settings.working_days)
    people = read_roster(path, str(path), unsaid, findings)
    if doc is not None:
        config, index = doc, checked.cohorts.index(plan)
        programme = ProgrammeFolder(programme=plan.programme, written={})
        check_people(
            lambda *key: config.at("cohorts", index, *key), plan.settings, programme, people, findings
        )
    findings.stop_if_faulty()
    if people is None:
        raise AssertionError("a file that cannot be read is a fault")
    return replace(plan, roster=people.roster)
