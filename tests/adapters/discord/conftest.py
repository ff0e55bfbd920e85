"""What the tests of the Discord adapter share."""

from collections.abc import AsyncIterator, Iterator

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.adapters.discord.stand import Stand


@pytest.fixture(autouse=True)
def address() -> Iterator[None]:
    """The library's addresses are put back after each test."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    """A stand where everything is well."""
    async with Stand().open() as stand:
        yield stand
