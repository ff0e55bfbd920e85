"""The roster between its file and the database."""

from pathlib import Path

from bot.app.database import change, look, make_ready
from bot.app.files import write_file
from bot.config.other_roster import with_roster
from bot.config.roster import RosterRow
from bot.config.roster_csv import write_roster
from bot.config.setup import Checked, CohortSetup
from bot.engine.clock import SystemClock
from bot.features.enrolling import on_record
from bot.features.re_enrolling import import_roster
from bot.features.roster_changes import told


def import_file(checked: Checked, plan: CohortSetup, path: Path) -> str:
    """Take over a roster file, whole or not at all; the differences in words."""
    given = with_roster(checked, plan, path)
    make_ready(checked)
    now = SystemClock().now()
    imported = change(checked, lambda tx: import_roster(tx, given, checked.quiet, now))
    return told(imported, plan.cohort.name)


def export_file(checked: Checked, plan: CohortSetup, path: Path) -> tuple[RosterRow, ...]:
    """Write everybody on record to a new roster file, as they are by now."""
    rows = look(checked, lambda tx: on_record(tx, plan))
    write_file(path, write_roster(rows), anew=True)
    return rows
