"""Each story has a desk of its own."""

from pathlib import Path

import pytest

from tests.config.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk on which everything is valid."""
    return Desk(tmp_path)
