"""Only one process plans, and only one sends on a lane; everybody else hears who it is."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import DatabaseError, LockedError
from bot.store.locks import hold_lane, hold_plan, lane_lock, plan_lock

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LANE = "discord/81384788765712384"
HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.store.locks import hold_plan

with hold_plan(Path(sys.argv[1]), datetime(2026, 3, 1, 12, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(database: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process of its own that plans with the database until it is told to end, or killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_lock_held_by_another_process_names_it(path: Path) -> None:
    """The message says who, where, since when, and what to do."""
    with another_process(path) as other:
        with pytest.raises(LockedError) as refusal:
            hold_plan(path, NOW)

        assert refusal.value.exit_code == 3
        assert re.fullmatch(
            rf"another process plans with cohort\.db: pid {other.pid} on \S+"
            r" since 2026-03-01T12:00:00\+00:00\."
            r" Stop that one, or wait until it ends \(.*cohort\.db\.lock\)",
            str(refusal.value),
        )


def test_a_killed_process_holds_nothing(path: Path) -> None:
    """Its note stays behind and is written over by the next holder."""
    with another_process(path) as other:
        other.kill()
        other.wait()
    assert str(other.pid) in plan_lock(path).read_text()

    with hold_plan(path, NOW):
        assert plan_lock(path).read_text().startswith(f"pid {os.getpid()} on ")


def test_a_released_lock_is_free_and_says_nothing(path: Path) -> None:
    """A restart in the same second finds it free."""
    hold_plan(path, NOW).release()

    assert plan_lock(path).read_text() == ""
    with hold_plan(path, NOW) as lock:
        lock.release()
        with hold_plan(path, NOW):
            pass


def test_one_process_cannot_hold_it_twice_either(path: Path) -> None:
    """Two bots in one process would be two bots."""
    with hold_plan(path, NOW), pytest.raises(LockedError, match=f"pid {os.getpid()} "):
        hold_plan(path, NOW)


def test_planning_and_each_lane_are_locked_apart(path: Path) -> None:
    """A terminal chat sends on its own lane beside a running bot."""
    with (
        hold_plan(path, NOW),
        hold_lane(path, LANE, NOW),
        hold_lane(path, "terminal/", NOW),
        pytest.raises(LockedError, match=f"sends on the lane {LANE} of"),
    ):
        hold_lane(path, LANE, NOW)


def test_a_lane_cannot_leave_the_folder(path: Path) -> None:
    """What a platform calls its workspace is no path of ours."""
    assert lane_lock(path, "slack/../../etc").parent == path.parent
    assert lane_lock(path, "slack/T1") != lane_lock(path, "slack%2FT1")


def test_a_lock_that_cannot_be_made_is_the_databases_fault(tmp_path: Path) -> None:
    """A folder that isn't there is named."""
    with pytest.raises(DatabaseError, match="nowhere"):
        hold_plan(tmp_path / "nowhere" / "cohort.db", NOW)
