"""One bot for whoever only looks; whoever kills one has their own."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.pages_of_a_cohort.bot import Bot, a_bot


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bot]:
    """A bot that runs."""
    async with a_bot(tmp_path_factory.mktemp("cohort")) as running:
        yield running
