"""What all tests share: who runs them, no hurry, a seed, and a nursery that bears what is killed."""

import gc
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parents[1]
COSTLY = ("stage", "browser", "nursery", "demo", "made", "bot", "contract")
"""Fixtures that are made once for many tests, and take a while."""

# Machines are noisy: how long something takes is for the benchmarks.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Of several processes one runs all that shares something costly: it is not made in each of them."""
    for item in items:
        shared = item.fixturenames if isinstance(item, pytest.Function) else ()
        group = next((name for name in COSTLY if name in shared), None)
        if group is not None:
            item.add_marker(pytest.mark.xdist_group(group))


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
