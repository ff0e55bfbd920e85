"""The seed of a story."""

import pytest


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The one that is printed when the tests begin: --randomly-seed=N draws the same story again."""
    return int(request.config.getoption("randomly_seed"))
