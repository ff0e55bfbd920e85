"""Help comes at once, and used wrongly is told from refused."""

import json
import subprocess
import sys
from pathlib import Path

from tests.cli.shell import run

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("pydantic", "sqlalchemy", "alembic", "matplotlib", "apscheduler", "aiosqlite", "rich"),
    *("discord", "slack_bolt", "nicegui"),
)
"""What takes long to import: help must not wait for any of it."""


def test_help_imports_nothing_heavy() -> None:
    """`cohortbot --help` names the commands before anything heavy was imported."""
    program = (
        "import sys, json, bot.cli\n"
        "try:\n"
        "    bot.cli.main(['--help'])\n"
        "finally:\n"
        f"    print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    assert "Usage: cohortbot" in done.stdout
    assert "check" in done.stdout
    assert json.loads(done.stderr) == []


def test_no_command_shows_help() -> None:
    """Without a command help is shown, and the code says that nothing was done."""
    ran = run()

    assert ran.code == 2
    assert "Usage: cohortbot" in ran.out + ran.err


def test_a_command_that_is_not_there() -> None:
    """A wrong command is a wrong use."""
    ran = run("chekc", "config.toml")

    assert (ran.code, ran.out) == (2, "")
    assert "No such command 'chekc'" in ran.err
    assert "Traceback" not in ran.err
