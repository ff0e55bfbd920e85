"""A whole cohort carried through its programme without a chat, for people and for machines."""

import csv
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.shell import run

ROOT = Path(__file__).parents[2]
SMALL = ("--weeks", 2, "--creators", 6, "--seed", 3)


def rows(sheet: Path) -> list[dict[str, str]]:
    """A CSV file's rows, by the names of its columns."""
    return list(csv.DictReader(sheet.read_text(encoding="utf-8").splitlines()))


def test_for_machines(config: Path) -> None:
    """One JSON object, and the same one for the same seed; the configured database is not touched."""
    arguments = ("simulate", config, *SMALL, "--json")

    first, again = run(*arguments), run(*arguments)

    assert (first.code, first.err) == (0, "")
    figures, others = json.loads(first.out), json.loads(again.out)
    assert {**figures, "seconds": 0, "peak_rss_mb": 0} == {**others, "seconds": 0, "peak_rss_mb": 0}
    assert (figures["creators"], figures["weeks"], figures["lost"], figures["duplicates"]) == (6, 2, 0, 0)
    assert figures["checkins_answered"] > 0
    assert not config.with_name("cohortbot.db").exists()


def test_files_to_look_into(config: Path, tmp_path: Path) -> None:
    """A folder gets the figures, the picture, both sheets and a conversation; stdout only the object."""
    out = tmp_path / "new" / "out"

    ran = run("simulate", config, *SMALL, "--json", "--out", out)

    assert (ran.code, ran.err) == (0, "")
    figures = json.loads(ran.out)
    kept = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert kept == {"cohort": "spring-2027", "seed": 3, **figures}
    with Image.open(out / "load.png") as picture:
        assert picture.width == 960
    calendar = rows(out / "calendar.csv")
    assert len(calendar) == figures["planned"]
    assert {row["state"] for row in calendar} == {"sent"}
    assert all(row["planned_utc"] <= row["shown_utc"] for row in calendar)
    assert len(rows(out / "shown.csv")) >= figures["sent"]
    assert "Welcome to **Change Makers**!" in (out / "transcript.md").read_text(encoding="utf-8")


def test_for_people(config: Path) -> None:
    """The summary says what came of it in words."""
    ran = run("simulate", config, *SMALL)

    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert lines[0] == "Change Makers, Spring 2027: 2 weeks with 6 creators"
    assert "Creators who joined 6 of 6" in lines
    assert any(line.startswith("Lost: 0. Doubled: 0. A day late or more: 0.") for line in lines)
    assert not any(line != line.rstrip() for line in ran.out.splitlines())


def test_nobody_and_nonsense(config: Path) -> None:
    """No creators are no cohort."""
    assert run("simulate", config, "--creators", 0).code == 2
    assert run("simulate", config, "--weeks", "many").code == 2
    assert run("simulate", config, "--cohort", "autumn").code == 1


@pytest.mark.parametrize("command", ["simulate", "demo"])
def test_a_folder_that_is_a_file(config: Path, command: str) -> None:
    """What cannot be written is told before the work begins."""
    ran = run(command, *([config] if command == "simulate" else []), "--out", config)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"cohortbot: {config} cannot be made (file exists); name another folder\n"


@pytest.mark.parametrize(("by", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_interrupted(tmp_path: Path, by: signal.Signals, code: int) -> None:
    """It ends in time, in words, and leaves no throw-away file."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "demo", "--summary", "--out", str(tmp_path / "out")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        while process.poll() is None and not any(tmp_path.glob("cohortbot-*/simulation.db")):
            os.sched_yield()
        process.send_signal(by)
        out, err = process.communicate(timeout=5)

    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
