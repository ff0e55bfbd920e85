"""A community to give commands about."""

import shutil
from pathlib import Path

import pytest

from tests.cli.shell import run


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `init` writes, once."""
    folder = tmp_path_factory.mktemp("example")
    assert run("init", folder).code == 0
    return folder


@pytest.fixture(scope="session")
def example_on_record(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, and its people are on record."""
    folder = tmp_path_factory.mktemp("on-record") / "ours"
    shutil.copytree(example, folder)
    ran = run("roster", "import", folder / "config.toml", folder / "roster.csv")
    assert (ran.code, ran.out) == (0, "spring-2027: 58 people put on record.\n")
    return folder


@pytest.fixture
def config(example: Path, tmp_path: Path) -> Path:
    """The configuration of the example cohort, in a folder of this test's own."""
    shutil.copytree(example, tmp_path / "ours")
    return tmp_path / "ours" / "config.toml"


@pytest.fixture
def on_record(example_on_record: Path, tmp_path: Path) -> Path:
    """The configuration of the example cohort, whose people are on record: all of them invited."""
    shutil.copytree(example_on_record, tmp_path / "ours")
    return tmp_path / "ours" / "config.toml"
