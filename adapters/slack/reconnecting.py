"""Reconnecting: a connection that broke is replaced at once, and one that is refused is asked for again."""

import asyncio
import logging

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from adapters.slack.trouble import told

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
"""Seconds. slack_sdk itself looks every ten, in which Slack shows an error to everybody who presses."""
LONGEST = 60.0
"""Seconds between two tries where Slack gives no connection."""
BROKEN = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)


async def keep_connected(client: SocketModeClient) -> None:
    """Replace each connection that is gone, until cancelled. What is due is sent meanwhile as ever."""
    pause, known = LOOK_EVERY, ""
    while True:
        await asyncio.wait((asyncio.get_running_loop().create_future(),), timeout=pause)
        if client.current_session is not None and not client.current_session.closed:
            pause, known = LOOK_EVERY, ""
            continue
        try:
            await client.connect_to_new_endpoint()
        except (*BROKEN, AttributeError) as error:
            why = str(told(error))  # An answer that is no JSON is an AttributeError of slack_sdk's.
            if why != known:
                log.error("Slack gives no connection, so nothing is heard; it is asked again: %s", why)
            pause, known = min(2 * pause, LONGEST), why


async def address_of(client: SocketModeClient) -> str:
    """Where the next connection is opened. Raises what Slack refuses."""
    try:
        return await client.issue_new_wss_url()
    except AttributeError as unreadable:
        # slack_sdk looks for an error's name in an answer that is no JSON.
        raise SlackClientError("an answer of Slack's could not be read") from unreadable
