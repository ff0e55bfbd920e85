"""Where Slack's calls arrive is this machine's affair, and so is what is wrong there."""

import socket

import pytest
from slack_bolt.app.async_app import AsyncApp

from adapters.slack.connection import Identity, listen_by_http
from bot.chat.adapter import Undeliverable


async def _connected() -> None:
    raise AssertionError("nobody listens")


async def test_an_address_that_is_taken_is_named() -> None:
    """Another program has the port: Slack is not blamed for it."""
    app = AsyncApp(name="cohortbot", token="xoxb-1", signing_secret="secret")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Undeliverable) as told:
            await listen_by_http(app, Identity("T1", "U1", "B1"), "secret", "127.0.0.1", port, _connected)

    assert told.value.why == (
        f"nothing can listen on 127.0.0.1:{port}: address already in use; see [slack] listen"
    )
