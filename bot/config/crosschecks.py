"""What no file can know by itself: whether configuration, programme and roster fit together."""

from bot.config.document import Document
from bot.config.findings import Findings
from bot.config.programme import ProgrammeFolder
from bot.config.roster import Roster
from bot.config.settings import CohortTable


def cross_check(
    doc: Document,
    index: int,
    table: CohortTable,
    programme: ProgrammeFolder | None,
    roster: Roster | None,
    findings: Findings,
) -> None:
    """Every fault between the files of one cohort."""
