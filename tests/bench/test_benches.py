"""Each benchmark runs to its end on a tiny crowd; nothing is timed here."""

from pathlib import Path

import pytest

from bench import commands, drain, idle_tick, memory, simulation, transactions
from bench.crowd import settle_in
from bench.figure import Figure, table
from bench.machine import machine


@pytest.fixture
async def crowds(tmp_path: Path) -> tuple[Path, Path]:
    """A small crowd, and a larger one in which as many wait."""
    small, large = tmp_path / "small.db", tmp_path / "large.db"
    await settle_in(small, 10)
    await settle_in(large, 60, waiting=10)
    return small, large


def test_the_courier_drains_what_the_job_store_drains(tmp_path: Path) -> None:
    """As many messages as jobs, all of them."""
    rates = drain.measure(tmp_path, messages=120, rounds=1)

    assert [one.name for one in rates][-1] == "courier against job store"


def test_an_idle_tick_is_measured_over_both_crowds(crowds: tuple[Path, Path]) -> None:
    """In turns."""
    (ratio,) = idle_tick.measure(*crowds, enrolments=(10, 60), ticks=3)

    assert "that with 10" in ratio.figure


def test_transactions_are_counted_by_callers(crowds: tuple[Path, Path]) -> None:
    """Reading and writing, alone and together."""
    rates = transactions.measure(crowds[0], transactions=4, callers=(1, 2))

    assert [one.name.split()[0] for one in rates] == ["read", "read", "write", "write"]


def test_every_command_is_used_in_the_busiest_hour(tmp_path: Path) -> None:
    """By a handful, once each; and again while time flies."""
    at_rest, busiest, flying, *slowest = commands.measure(tmp_path, creators=6, rounds=1)

    assert "at rest" in at_rest.name
    assert busiest.goal
    assert "while time flies" in flying.name
    assert not flying.goal
    assert len(slowest) == commands.SLOWEST


def test_memory_is_that_of_another_process(crowds: tuple[Path, Path]) -> None:
    """It sends what is due before it is measured."""
    (peak,) = memory.measure(*crowds, enrolments=(10, 60), waiting=10)

    assert "MB" in peak.figure


def test_a_simulation_is_measured_in_creator_weeks() -> None:
    """Two creators, one week."""
    rate, _ = simulation.measure(creators=2, weeks=1, rounds=1)

    assert float(rate.figure.replace(",", "")) > 0


def test_the_table_says_what_was_met() -> None:
    """And what has no goal; the machine is named above it."""
    shown = table(
        [Figure(name="one", figure="9x", goal=">= 6x", met=True), Figure(name="another", figure="2 MB")]
    )

    assert shown.splitlines() == [
        "what     measured  goal   met",
        "one      9x        >= 6x  yes",
        "another  2 MB      -      -",
    ]
    assert "SQLite" in machine()
