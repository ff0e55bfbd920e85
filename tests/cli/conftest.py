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


@pytest.fixture
def config(example: Path, tmp_path: Path) -> Path:
    """The configuration of the example cohort, in a folder of this test's own."""
    shutil.copytree(example, tmp_path / "ours")
    return tmp_path / "ours" / "config.toml"
