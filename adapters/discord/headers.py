"""Discord's own clock, as the answers to our requests tell it on the side."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from types import SimpleNamespace

import aiohttp


class DateHeaders:
    """Remembers the newest Date header; `trace` goes to the client as its `http_trace`.

    The library returns bodies only. `monotonic` gives seconds and never goes back.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._newest: tuple[str, float] | None = None
        self.trace = aiohttp.TraceConfig()
        self.trace.on_request_end.append(self._ended)

    def now(self) -> datetime | None:
        """What Discord's clock shows, to a second or two; None before the first answer that tells."""
        if self._newest is None:
            return None
        header, then = self._newest
        date = date_of(header)
        return None if date is None else date + timedelta(seconds=self._monotonic() - then)

    async def _ended(
        self, _: aiohttp.ClientSession, __: SimpleNamespace, ended: aiohttp.TraceRequestEndParams
    ) -> None:
        header = ended.response.headers.get("Date")
        if header is not None:
            # Read when it is asked for: there is one with each message, and nobody asks that often.
            self._newest = (header, self._monotonic())


# All answers of one second have the same.
@lru_cache(maxsize=1)
def date_of(header: str | None) -> datetime | None:
    """The instant of a Date header; None where there is none that can be read."""
    try:
        date = parsedate_to_datetime(header or "")
    except ValueError:
        return None
    return date.astimezone(UTC) if date.tzinfo else None
