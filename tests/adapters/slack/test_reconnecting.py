"""A connection that Slack refuses is asked for anew, and what opens it is told nobody."""

import asyncio
import logging

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.reconnecting import Connection, address_of, keep_connected
from tests.platforms.slack.server import Slack, serving


class Hasty(Connection):
    """Waits less for a connection that does not come."""

    within = 0.2


def connection(slack: Slack) -> Connection:
    """One that is not connected yet."""
    opener = AsyncWebClient(token=slack.app_token, base_url=slack.api_url, retry_handlers=[])
    return Hasty(slack.app_token, opener, "")


async def _told(_why: str) -> None:
    raise AssertionError("what passes by itself is told nobody")


async def test_an_address_is_tried_once(caplog: pytest.LogCaptureFixture) -> None:
    """Slack gave it, and refused the connection: the next has another, since a ticket serves once."""
    async with serving() as slack:
        client = connection(slack)
        slack.socket.closed_doors = 1
        client.wss_uri = await address_of(client)
        with caplog.at_level(logging.DEBUG), pytest.raises(TimeoutError):
            await client.connect()
        keeping = asyncio.create_task(keep_connected(client, _told))
        try:
            await slack.ready()
        finally:
            keeping.cancel()
            await asyncio.wait((keeping,))
            await client.close()  # type: ignore[no-untyped-call] # So slack_sdk wrote it.

        assert slack.breaches == []
        assert "Failed to connect (error: 503" in caplog.text
        assert "ticket=…" in caplog.text
        assert "Traceback" not in caplog.text
