"""The guard from the command line."""

import re
from pathlib import Path

from tests.cli.shell import run


def test_hold_and_release(on_record: Path) -> None:
    """A hold stays until it is released; the first reason counts."""
    held = run("hold", on_record, "spring-2027", "--reason", "a wrong lesson")
    again = run("hold", on_record, "spring-2027", "--reason", "to be sure")
    released = run("release", on_record, "spring-2027")
    idle = run("release", on_record, "spring-2027")

    assert [held.code, again.code, released.code, idle.code] == [0, 0, 0, 0]
    assert held.out == (
        "spring-2027 is held: nothing is planned or sent until `cohortbot release` or `forget`.\n"
    )
    since = r"since \d{4}-\d\d-\d\d \d\d:\d\d UTC by the command line: a wrong lesson"
    assert re.fullmatch(f"spring-2027 is held already {since}. That hold stays.\n", again.out)
    assert re.fullmatch(f"spring-2027 goes on. It was held {since}.\n", released.out)
    assert idle.out == "spring-2027 is not held; nothing was changed.\n"


def test_forget(on_record: Path) -> None:
    """Nobody has joined, so there is nothing that anybody is spared."""
    run("hold", on_record, "spring-2027", "--reason", "a wrong lesson")

    assert run("forget", on_record, "spring-2027").out == (
        "spring-2027 goes on. 0 of 50 creators are spared 0 steps not planned by then"
        " and 0 messages not sent by then.\n"
    )
    again = run("forget", on_record, "spring-2027")
    assert (again.code, again.out) == (1, "")
    assert again.err == "cohortbot: spring-2027 is not held, so there is nothing to forget\n"


def test_a_cohort_that_nobody_has(on_record: Path) -> None:
    """A misspelt cohort is answered with the nearest one."""
    ran = run("release", on_record, "sprng-2027")

    assert ran.code == 1
    assert ran.err == f"cohortbot: {on_record} has no cohort 'sprng-2027'; did you mean 'spring-2027'?\n"


def test_a_hold_without_a_reason(on_record: Path) -> None:
    """Whoever finds the hold later must be able to read why."""
    assert run("hold", on_record, "spring-2027").code == 2
    assert run("hold", on_record, "spring-2027", "--reason", " ").code == 2


def test_a_cohort_that_is_not_on_record(config: Path) -> None:
    """Without a database there is nothing to hold, and none is made."""
    ran = run("hold", config, "spring-2027", "--reason", "too early")

    assert ran.code == 3
    assert "cohortbot.db: there is no such database" in ran.err
    assert not config.with_name("cohortbot.db").exists()
