"""From nothing to a configuration without a fault."""

import json
import re
from pathlib import Path

from tests.cli.shell import edit, run


def test_init_writes_what_check_finds_good(tmp_path: Path) -> None:
    """What `init` writes has no fault."""
    started = run("init", tmp_path / "ours")
    checked = run("check", tmp_path / "ours" / "config.toml")

    assert started.code == checked.code == 0
    assert f"Next: edit them, then run: cohortbot check {tmp_path}/ours/config.toml" in started.out
    assert checked.out.endswith(
        "config.toml has no fault.\n"
        "  spring-2027: “Change Makers”, 26 weeks from 2027-01-11, 83 steps;"
        " 50 creators, 6 mentors, 2 admins.\n"
    )


def test_the_smallest_start(tmp_path: Path) -> None:
    """The empty programme is good as well."""
    assert run("init", tmp_path, "--program", "empty").code == 0

    assert run("check", tmp_path / "config.toml").code == 0
    played = run("simulate", tmp_path / "config.toml").out
    assert "1 week with 1 creator\n" in played
    assert re.search(r"Creators who joined +1 of 1\n", played)


def test_the_folder_may_be_named_for_its_configuration(tmp_path: Path) -> None:
    """It is said what to write in its place."""
    run("init", tmp_path / "ours", "--program", "empty")

    checked = run("check", tmp_path / "ours")

    assert checked.code == 1
    assert f"cannot be read (is a directory); write {tmp_path}/ours/config.toml" in checked.out + checked.err


def test_init_writes_over_nothing(tmp_path: Path) -> None:
    """What is there already stays as it is."""
    (tmp_path / "roster.csv").write_text("mine")

    ran = run("init", tmp_path)

    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        f"cohortbot: {tmp_path}/roster.csv is already there; choose another folder, or move it away\n"
    )
    assert (tmp_path / "roster.csv").read_text() == "mine"


def test_every_fault_at_once(tmp_path: Path) -> None:
    """All faults are listed, each with its line and what to write instead."""
    run("init", tmp_path)
    edit(tmp_path / "config.toml", 'zone = "Europe/London"', 'zone = "Europe/Lodnon"')
    edit(tmp_path / "roster.csv", "Asia/Kathmandu,en,sun-fri,education", "Asia/Katmandhu,,sunfri,education")

    ran = run("check", tmp_path / "config.toml")

    assert ran.code == 1
    assert (
        "config.toml:21: cohorts[spring-2027].zone: 'Europe/Lodnon' is not a time zone; did you mean"
        in ran.out
    )
    assert "roster.csv:37: zone: 'Asia/Katmandhu' is not a time zone; did you mean" in ran.out
    assert ran.out.endswith("\n\n3 faults.\n")


def test_a_reader_whom_the_bot_does_not_speak_to(tmp_path: Path) -> None:
    """It is no fault, and it is noted where that reader stands, for people and for machines."""
    run("init", tmp_path)
    edit(tmp_path / "roster.csv", "Asia/Kathmandu,en,sun-fri", "Asia/Kathmandu,fr,sun-fri")

    ran = run("check", tmp_path / "config.toml")
    told = json.loads(run("check", tmp_path / "config.toml", "--json").out)

    note = "the bot's own texts are not in French (fr): they are said in English"
    assert ran.code == 0
    assert f"roster.csv:37: language: {note}  (a note)\n" in ran.out
    assert note in {one["text"] for one in told["notes"]}


def test_faults_for_machines(tmp_path: Path) -> None:
    """As JSON each fault is an object."""
    run("init", tmp_path)
    edit(tmp_path / "config.toml", "start = 2027-01-11", "strat = 2027-01-11")

    ran = run("check", tmp_path / "config.toml", "--json")

    assert ran.code == 1
    told = json.loads(ran.out)
    assert "did you mean 'start'?" in {fault["remedy"] for fault in told["faults"]}
    assert {"file", "line", "key", "problem", "remedy"} == set(told["faults"][0])


def test_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is a fault of the input."""
    ran = run("check", tmp_path / "config.toml")

    assert ran.code == 1
    assert "config.toml:1: file: cannot be read (no such file or directory); check the path" in ran.out
