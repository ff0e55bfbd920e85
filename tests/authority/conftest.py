"""A database with the cast and everything that can be named, made once for all tries."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.authority.cast import settle_in
from tests.authority.stage import Stage
from tests.authority.things import Things, make_things


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cast, on record."""
    path = tmp_path_factory.mktemp("authority") / "cohortbot.db"
    settle_in(path)
    return path


@pytest.fixture(scope="session")
def things(database: Path) -> Things:
    """What tokens and paths can name."""
    return asyncio.run(make_things(database))


@pytest.fixture(scope="session")
def stage(database: Path, things: Things) -> Iterator[Stage]:
    """The engine, over things that exist; nobody leaves a trace on it."""
    assert things
    stage = Stage(database)
    yield stage
    asyncio.run(stage.store.close())
