"""Rate limits of rooms that nobody writes to any more are forgotten, without a look at all for each room."""

import asyncio

from adapters.discord.requests import FEW, Requests
from tests.adapters.discord.test_answering import at_work
from tests.contract.door import ScriptedDoor
from tests.platforms.discord.server import serving

AGO = 301.0
"""discord.py forgets a rate limit that was not used for 300 seconds."""


async def test_rooms_are_forgotten_once_they_are_twice_as_many() -> None:
    """Not at each new room: that would be half a million looks for a thousand."""
    requests = Requests(asyncio.get_running_loop())
    _rooms(requests, 1, FEW)
    _rooms(requests, FEW + 1, 2 * FEW - 1)
    assert len(requests._buckets) == 2 * FEW - 1, "all of them were used lately"

    for limit in requests._buckets.values():
        limit._last_request -= AGO
    _rooms(requests, 2 * FEW, 2 * FEW)

    assert list(requests._buckets) == [str(2 * FEW)]


async def test_few_rooms_are_never_looked_through() -> None:
    """As the library has it."""
    requests = Requests(asyncio.get_running_loop())
    for number in range(1, FEW):
        requests.get_ratelimit(str(number))._last_request -= AGO

    assert len(requests._buckets) == FEW - 1


async def test_the_bot_asks_so() -> None:
    """Whatever it asks of Discord."""
    async with serving() as discord, at_work(discord, ScriptedDoor()) as adapter:
        assert isinstance(adapter._connected().http, Requests)


def _rooms(requests: Requests, first: int, last: int) -> None:
    for number in range(first, last + 1):
        requests.get_ratelimit(str(number))
