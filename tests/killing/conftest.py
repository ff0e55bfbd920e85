"""What every kill needs: a seed, and a nursery that bears what is killed."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killing.stage import ROOT


@pytest.fixture(scope="session", autouse=True)
def attentive() -> None:
    """What is begun here heeds Ctrl-C, though who is begun in the background of a script ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The one that is printed when the tests begin: -p randomly_seed=N draws the same points again."""
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
