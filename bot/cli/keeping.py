"""`export`, `import` and `migrate`: the database as files, and its schema."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.arguments import ConfigFile

NewFolder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")]
Export = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of an export.")]


def export_all(config: ConfigFile, folder: NewFolder) -> None:
    """Write everything that the bot knows as files.

    One CSV file for each table, and every lesson that was sent as Markdown.
    """
    from bot.app.archiving import export_to
    from bot.config.load import load

    print(export_to(load(config), folder))


def import_all(config: ConfigFile, folder: Export) -> None:
    """Fill an empty database from an export, whole or not at all."""
    from bot.app.archiving import import_from
    from bot.config.load import load

    print(import_from(load(config), folder))


def migrate(config: ConfigFile) -> None:
    """Bring an older database to the newest schema."""
    from bot.app.archiving import migrate
    from bot.config.load import load

    print(migrate(load(config)))
