"""The bot as a process: it holds its lock, says what it does, and ends when it is told."""

import json
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


def test_a_simulation_for_machines(config: Path, tmp_path: Path) -> None:
    """One JSON object, and the same one for the same seed; the configured database is not touched."""
    arguments = ("simulate", config, "--weeks", 1, "--creators", 3, "--seed", 7, "--json")

    first = run(*arguments, "--out", tmp_path / "out")
    again = run(*arguments)

    assert (first.code, first.err) == (0, "")
    figures, others = json.loads(first.out), json.loads(again.out)
    assert {**figures, "seconds": 0, "peak_rss_mb": 0} == {**others, "seconds": 0, "peak_rss_mb": 0}
    assert (figures["creators"], figures["weeks"], figures["lost"], figures["duplicates"]) == (3, 1, 0, 0)
    assert json.loads((tmp_path / "out" / "figures.json").read_text()) == figures
    shown = (tmp_path / "out" / "shown.csv").read_text(encoding="utf-8").splitlines()
    assert shown[0] == "at,platform,to,key,text"
    assert len(shown) > 3
    assert not config.with_name("cohortbot.db").exists()


def test_a_simulation_in_words(config: Path) -> None:
    """Each figure has a line."""
    ran = run("simulate", config, "--weeks", 1, "--creators", 3)

    assert ran.code == 0
    lines = [line.strip() for line in ran.out.splitlines()]
    assert lines[:2] == ["3 creators", "1 weeks"]
    assert "0 steps lost" in lines


def test_a_simulation_of_nobody(config: Path) -> None:
    """No creators are no cohort."""
    assert run("simulate", config, "--creators", 0).code == 2
    assert run("simulate", config, "--weeks", "many").code == 2


def test_an_out_folder_that_is_a_file(config: Path) -> None:
    """What cannot be written is a fault of the input."""
    ran = run("simulate", config, "--weeks", 1, "--creators", 1, "--out", config)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"cohortbot: {config} cannot be made (file exists); name another folder\n"
