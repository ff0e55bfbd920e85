"""Requests: discord.py's own, which looks through its rate limits as seldom as it needs to."""

from discord.http import HTTPClient

FEW = 256
"""So many rate limits, which is those of as many rooms, discord.py keeps without a look at them."""


class Requests(HTTPClient):
    """Each room has a rate limit of its own, which the library keeps until it was not used for 5 minutes.

    Above `FEW` it looks through all of them whenever a room is new: for a message to each of a thousand
    people half a million times. Here it waits until they are twice as many as after its last look.
    """

    _enough = FEW

    def _try_clear_expired_ratelimits(self) -> None:
        if len(self._buckets) >= self._enough:
            super()._try_clear_expired_ratelimits()
            self._enough = max(FEW, 2 * len(self._buckets))
