"""A process that has loaded everything, says "ready", waits for a line, and only then begins.

    python -m tests.killing.armed cli ARGUMENTS...         what `cohortbot ARGUMENTS...` does
    python -m tests.killing.armed migrate DATABASE FOLDER  brings a database to these migrations

So it can be killed in its first milliseconds.
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import alembic.command
import alembic.config  # noqa: F401

import bot.app.rosters
import bot.app.running  # noqa: F401
from bot.cli import main as cohortbot
from bot.store.locks import hold_plan
from bot.store.opening import prepare

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)


def main(what: str, arguments: Sequence[str]) -> None:
    """Do it, once told."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    if what == "cli":
        cohortbot(arguments)
    else:
        database, folder = map(Path, arguments)
        with hold_plan(database, NOW):
            prepare(database, now=NOW, migrations=folder)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
