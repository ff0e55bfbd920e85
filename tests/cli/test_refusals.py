"""Whatever is refused ends with its code and a message for its reader, never with a traceback."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.shell import edit, run

COMMANDS = {
    "preview": (),
    "simulate": ("--weeks", "1", "--creators", "1"),
    "run": (),
    "doctor": (),
    "why": ("Rosa Quispe",),
    "hold": ("spring-2027", "--reason", "a wrong lesson"),
    "release": ("spring-2027",),
    "forget": ("spring-2027",),
    "migrate": (),
    "export": ("out",),
    "import": ("out",),
}
"""Every command that reads a configuration, with what else it needs; roster has tests of its own."""
OF_THE_DATABASE = ("run", "why", "hold", "release", "forget", "migrate")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_faulty_configuration(config: Path, command: str) -> None:
    """Every command refuses it with all faults, each at the beginning of a line."""
    edit(config, 'zone = "Europe/London"', 'zone = "Europe/Lodnon"')
    edit(config, "daily_cap = 3", "daily_cap = 0")

    ran = run(command, config, *COMMANDS[command])

    assert (ran.code, ran.out) == (1, "")
    assert [line.partition(": ")[0] for line in ran.err.splitlines()] == [f"{config}:21", f"{config}:23"]


@pytest.mark.parametrize("command", OF_THE_DATABASE)
def test_a_database_of_a_newer_program(on_record: Path, command: str) -> None:
    """A newer schema is left alone."""
    database = on_record.with_name("cohortbot.db")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    ran = run(command, on_record, *COMMANDS[command])

    assert (ran.code, ran.out) == (3, "")
    assert f"{database}: the database has schema 9999, this program knows them up to" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", OF_THE_DATABASE)
def test_a_database_that_was_cut_off(on_record: Path, command: str) -> None:
    """What is left of it stays as it is."""
    database = on_record.with_name("cohortbot.db")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    rest = database.read_bytes()[:5000]
    database.write_bytes(rest)

    ran = run(command, on_record, *COMMANDS[command])

    assert (ran.code, ran.out) == (3, "")
    assert f"{database}: the database file was cut off" in ran.err
    assert database.read_bytes() == rest


@pytest.mark.parametrize("command", [*COMMANDS, "check", "init", "roster"])
def test_used_wrongly(command: str) -> None:
    """A missing argument is a wrong use."""
    ran = run(command)

    assert (ran.code, ran.out) == (2, "")
    assert f"Usage: cohortbot {command}" in ran.err
