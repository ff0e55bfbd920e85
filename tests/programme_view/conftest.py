"""Each story has an admin's desk, and a clock for looking at its files."""

from pathlib import Path

import pytest

from bot.engine.clock import ManualClock
from tests.builders import utc
from tests.config.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk on which everything is valid."""
    return Desk(tmp_path)


@pytest.fixture
def clock() -> ManualClock:
    """The machine's clock, which stands until the story goes on."""
    return ManualClock(utc("2027-01-02 10:00"))
