"""Each story has a database of its own."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.store.opening import open_store
from bot.store.store import Store

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "cohort.db"


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    """A new store, open for everything."""
    opened = open_store(path, mode="serve", now=NOW, durability="off")
    yield opened
    await opened.close()
