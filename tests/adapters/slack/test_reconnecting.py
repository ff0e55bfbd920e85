"""A connection that Slack refuses is asked for anew, and what opens it is told nobody."""

import asyncio
import logging

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import reconnecting
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


async def test_an_outage_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    """However often the library tries, the log says once what is wrong, and once that it is over."""
    said = asyncio.Event()

    def hears(record: logging.LogRecord) -> bool:
        said.set()
        return True

    async with serving() as slack:
        client = connection(slack)
        client.wss_uri = await address_of(client)
        reconnecting.log.addFilter(hears)
        with caplog.at_level(logging.INFO):
            library = client.logger
            for _ in range(300):
                library.info("The session (s_1) seems to be already closed. Reconnecting...")
                library.error("Failed to check the current session (s_1) (error: Cannot connect)")
                library.error("Failed to retrieve WSS URL: ticket=secret&n=1")
            await client.connect()
            keeping = asyncio.create_task(keep_connected(client, _told))
            try:
                await slack.ready()
                async with asyncio.timeout(3):
                    await said.wait()
            finally:
                keeping.cancel()
                await asyncio.wait((keeping,))
                reconnecting.log.removeFilter(hears)
            library.error("Failed to retrieve WSS URL: ticket=secret&n=1")
            await client.close()  # type: ignore[no-untyped-call] # So slack_sdk wrote it.

    assert [one.getMessage() for one in caplog.records if one.name.startswith(("slack_sdk", "adapters"))] == [
        "Failed to check the current session (s_1) (error: Cannot connect)",
        "Failed to retrieve WSS URL: ticket=…&n=1",
        "Slack is connected: what people press and write is heard",
        "Failed to retrieve WSS URL: ticket=…&n=1",
    ]
