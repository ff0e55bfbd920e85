"""What all tests share: who runs them, no hurry, a seed, and a nursery that bears what is killed."""

import gc
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
TOGETHER = {
    "tests/authority/": "authority",
    "tests/browser/": "browser",
    "tests/killing/": "nursery",
    "tests/cohort_on_": "nursery",
    "tests/pages_of_a_cohort/": "pages",
    "tests/test_readme.py": "readme",
    "tests/app/test_demo.py": "demo",
    "tests/features/test_holding.py": "holding",
    "tests/store/test_faults.py": "faults",
    "tests/platforms/test_discord_contract.py": "contract",
}
"""Tests that share something costly, such as Chromium: one process runs them, so it is made once."""

# Machines are noisy: how long something takes is for the benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


class Together(LoadScopeScheduling):  # type: ignore[misc] # It comes without types.
    """Gives the tests to the processes: the largest groups first, then each of the others to who is free."""

    def _split_scope(self, nodeid: str) -> str:
        return next((group for place, group in TOGETHER.items() if nodeid.startswith(place)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    """Groups by what they share, where groups are asked for."""
    return Together(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_collection_finish() -> None:
    """What was loaded stays to the end, so the garbage collector need not look at it ever again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def attentive() -> None:
    """What is begun here heeds Ctrl-C, though who is begun in the background of a script ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The one that is printed when the tests begin: --randomly-seed=N draws the same again."""
    return int(request.config.getoption("randomly_seed"))


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where to ask for a process."""
    socket = tmp_path_factory.mktemp("nursery") / "socket"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.killing.nursery", str(socket)], stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield socket
        process.terminate()
