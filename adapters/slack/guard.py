"""The guard lets in what has one of Slack's shapes, once its signature was found good, and nothing else."""

from collections.abc import Awaitable, Callable, Sequence

from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.shapes import LIMITED, is_slacks

NO_MORE: dict[str, str | Sequence[str]] = {"x-slack-no-retry": "1"}
"""Slack: what is refused so is not told again."""


class Guard(AsyncMiddleware):
    """A middleware, since what Bolt does before any listener breaks over what it did not expect."""

    def __init__(self, limited: Callable[[], Awaitable[None]]) -> None:
        self._limited = limited

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Refuse it, or let it pass; that Slack tells less than there is has no listener in Bolt."""
        if not is_slacks(req.body):
            return BoltResponse(status=400, headers=NO_MORE)
        if req.body.get("type") == LIMITED:
            await self._limited()
            return BoltResponse(status=200)
        return await next()
