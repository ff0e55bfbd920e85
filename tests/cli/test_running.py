"""The bot as a process: it holds its lock, says what it does, and ends when it is told."""

import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.shell import run

ROOT = Path(__file__).parents[2]


def begun(config: Path) -> "subprocess.Popen[str]":
    """`cohortbot run` in a process of its own, once it plans."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run", str(config)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if "planning for spring-2027" in line:
            return process
    raise AssertionError("".join(said))


def test_run_until_it_is_told_to_stop(config: Path) -> None:
    """Without a chat it plans and waits; a second one is told who holds the lock."""
    with begun(config) as process:
        second = run("run", config)
        migrating = run("migrate", config)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=10)

    assert process.returncode == 0
    assert "Traceback" not in said
    assert (second.code, migrating.code) == (3, 3)
    for refused in (second, migrating):
        assert refused.err.startswith("cohortbot: another process plans with cohortbot.db: pid ")
    assert run("why", config, "Rosa Quispe").code == 0
