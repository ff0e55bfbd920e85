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
from xdist.workermanage import WorkerController

ROOT = Path(__file__).parents[1]
TOGETHER = {
    "tests/browser/": "browser",
    "tests/killing/": "nursery",
    "tests/cohort_on_": "nursery",
    "tests/authority/": "authority",
    "tests/test_readme.py": "readme",
    "tests/pages_of_a_cohort/": "pages",
    "tests/features/test_holding.py": "holding",
    "tests/domain/test_wall.py": "clocks",
    "tests/domain/test_may_send.py": "clocks",
    "tests/preview/test_ics.py": "clocks",
    "tests/texts/": "texts",
    "tests/platforms/test_discord_contract.py": "contract",
    "tests/store/test_faults.py": "faults",
    "tests/app/test_demo.py": "demo",
}
"""Tests that share something costly, such as Chromium: one process runs them, so it is made once.

What takes longest stands first and is begun first, so that nobody is left to it alone at the end.
"""

# Machines are noisy: how long something takes is for the benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


class Together(LoadScopeScheduling):  # type: ignore[misc] # It comes without types.
    """Gives the tests to the processes: the groups first, then each of the others to who is free."""

    def mark_test_complete(self, node: WorkerController, item_index: int, duration: float = 0) -> None:
        """What is done is forgotten; xdist would go through all of it after each test."""
        super().mark_test_complete(node, item_index, duration)
        given = self.assigned_work[node]
        self.assigned_work[node] = {scope: tests for scope, tests in given.items() if not all(tests.values())}

    def _assign_work_unit(self, node: WorkerController) -> None:
        longest = next((group for group in TOGETHER.values() if group in self.workqueue), None)
        if longest is not None:
            self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)

    def _split_scope(self, nodeid: str) -> str:
        return next((group for place, group in TOGETHER.items() if nodeid.startswith(place)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    """Groups by what they share, where groups are asked for."""
    return Together(config, log) if config.getoption("dist") == "loadgroup" else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Hardly anything that comes now is garbage, so nobody looks for it."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was loaded stays to the end, so the garbage collector need not look at it ever again."""
    gc.collect()
    gc.freeze()
    gc.enable()


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
