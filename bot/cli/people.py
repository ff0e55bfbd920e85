"""`roster import` and `roster export`: people between a CSV file and the database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.arguments import CohortOption, ConfigFile

RosterFile = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file.", show_default=False)]


def import_roster(config: ConfigFile, file: RosterFile, cohort: CohortOption = None) -> None:
    """Take a roster over, whole or not at all.

    What a person set in chat wins; every difference is listed; nobody is deleted.
    """
    from bot.app.naming import cohort_named
    from bot.app.rosters import import_file
    from bot.config.load import load

    checked = load(config)
    print(import_file(checked, cohort_named(checked, cohort), file))


def export_roster(config: ConfigFile, file: RosterFile, cohort: CohortOption = None) -> None:
    """Write everybody on record to a new file."""
    from bot.app.naming import cohort_named
    from bot.app.rosters import export_file
    from bot.config.load import load

    checked = load(config)
    rows = export_file(checked, cohort_named(checked, cohort), file)
    print(f"{file}: {len(rows)} people.")
