"""Each story has a database of its own."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.opening import open_store, prepare
from bot.store.store import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "cohort.db"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that was just made; it is copied, since making one takes a while."""
    path = tmp_path_factory.mktemp("made") / "cohort.db"
    prepare(path, now=NOW, durability="off")
    return path


@pytest.fixture
async def store(made: Path, path: Path) -> AsyncIterator[Store]:
    """A new store, open for everything."""
    shutil.copy(made, path)
    opened = open_store(path, mode="serve", now=NOW, durability="off")
    yield opened
    await opened.close()
