"""Requests: discord.py's own, which say whom a long rate limit is for, and are looked through seldom."""

from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
from discord.http import HTTPClient, Route

_for_all: ContextVar[bool] = ContextVar("_for_all", default=False)
"""Whether the last answer to this task said that the bot as a whole asks too much."""

FEW = 256
"""So many rate limits, which is those of as many rooms, discord.py keeps without a look at them."""


class LimitedEverywhere(discord.RateLimited):
    """The bot as a whole has to wait longer than the library does by itself."""


async def note_limit(
    _: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
) -> None:
    """Note whom a limit is for, as a tracer of the client: the library tells only how long it lasts."""
    _for_all.set(ended.response.headers.get("X-RateLimit-Global") == "true")


class Requests(HTTPClient):
    """Each room has a rate limit of its own, which the library keeps until it was not used for 5 minutes.

    Above `FEW` it looks through all of them whenever a room is new: for a message to each of a thousand
    people half a million times. Here it waits until they are twice as many as after its last look.
    """

    _enough = FEW

    async def request(self, route: Route, **more: Any) -> Any:
        """As the library does; LimitedEverywhere where it is not the one room that must be left alone."""
        _for_all.set(False)
        try:
            return await super().request(route, **more)
        except discord.RateLimited as limited:
            if not _for_all.get():
                raise
            raise LimitedEverywhere(limited.retry_after) from limited

    def _try_clear_expired_ratelimits(self) -> None:
        if len(self._buckets) >= self._enough:
            super()._try_clear_expired_ratelimits()
            self._enough = max(FEW, 2 * len(self._buckets))
