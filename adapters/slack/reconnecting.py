"""Reconnecting: a connection that broke is replaced at once, and one that is refused is asked for again."""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import ClassVar

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackClientError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import libraries
from adapters.slack.echoes import envelope_of
from adapters.slack.trouble import told
from bot.chat.adapter import Halted, Retry
from bot.chat.waiting import passed

log = logging.getLogger(__name__)

PING = 10.0
"""Seconds between two signs of life, as Bolt has it."""
LOOK_EVERY = 0.5
"""Seconds. slack_sdk itself looks every ten, in which Slack shows an error to everybody who presses."""
LONGEST = 60.0
"""Seconds between two tries where Slack gives no connection."""
BROKEN = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)


TICKET = re.compile(r"(?<=ticket=)[^&\s'\"]+")


class Connection(SocketModeClient):
    """slack_sdk's, which would connect twice where Slack says that it hangs up, and then does.

    It hears nothing of what the bot wrote: Bolt would set everything out, and then leave it alone.
    """

    within: ClassVar[float] = 5.0
    """Seconds in which a connection must stand, after which another address is asked for."""

    def __init__(self, app_token: str, opener: AsyncWebClient, bot_id: str) -> None:
        troubles = libraries.socket()
        for earlier in [one for one in troubles.filters if isinstance(one, Once)]:
            troubles.removeFilter(earlier)
        self.once = Once()
        troubles.addFilter(self.once)
        super().__init__(app_token=app_token, web_client=opener, logger=troubles, ping_interval=PING)
        self._turn = asyncio.Lock()
        self._bot_id = bot_id

    async def enqueue_message(self, message: str) -> None:
        """Have it heard in turn, or acknowledge at once what tells of the bot's own words."""
        envelope = envelope_of(message, self._bot_id)
        if envelope is None:
            await super().enqueue_message(message)
            return
        with suppress(ConnectionError):  # Slack tells again what nobody acknowledged.
            await self.send_socket_mode_response(SocketModeResponse(envelope_id=envelope))

    async def connect(self) -> None:
        """Connect in time. slack_sdk itself would try the one address for ever, which serves once."""
        try:
            async with asyncio.timeout(self.within):
                await super().connect()  # type: ignore[no-untyped-call] # So slack_sdk wrote it.
        except TimeoutError:
            if self.current_session is not None:
                await self.current_session.close()  # It may have come just now, and nobody hears by it.
            raise

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Replace the connection that there is now; somebody else may have done so when it is our turn."""
        left = self.current_session
        async with self._turn:
            if self.current_session is left or not force:
                await super().connect_to_new_endpoint(force)


class Once:
    """Lets the library tell of its troubles, each once until the next connection stands.

    It tries every ten seconds, for as long as an outage lasts. What it tells holds neither the ticket in the
    address, nor where in the library it was.
    """

    def __init__(self) -> None:
        self._said: set[str] = set()

    def again(self) -> None:
        """All is well: what comes next is another trouble."""
        self._said.clear()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this was not told yet."""
        record.msg, record.args = TICKET.sub("…", record.getMessage()), ()
        if record.exc_info and isinstance(record.exc_info[1], BROKEN):
            record.exc_info = None
        if record.levelno < logging.WARNING:
            return True
        known = record.msg in self._said
        self._said.add(record.msg)
        return not known


class Handler(AsyncSocketModeHandler):
    """Bolt's, with our connection."""

    def __init__(self, app: AsyncApp, client: Connection) -> None:
        # Without Bolt's own, which would open a connection of its own kind.
        self.app, self.client = app, client
        self.app_token = client.app_token


async def keep_connected(client: Connection, deafened: Callable[[str], Awaitable[None]]) -> None:
    """Replace each connection that is gone, until cancelled. What is due is sent meanwhile as ever.

    `deafened` is told why Slack gives none, where that does not pass by itself.
    """
    pause, known, heard = LOOK_EVERY, "", False
    while True:
        await passed(pause)
        if client.current_session is not None and not client.current_session.closed:
            if not heard:
                log.info("Slack is connected: what people press and write is heard")
            pause, known, heard = LOOK_EVERY, "", True
            client.once.again()
            continue
        try:
            await client.connect_to_new_endpoint()
        except (*BROKEN, AttributeError) as error:
            trouble = told(error)  # An answer that is no JSON is an AttributeError of slack_sdk's.
            why = "it is busy or out of reach" if isinstance(trouble, Retry) else str(trouble)
            if why != known:
                log.error("Slack gives no connection, so nothing is heard; it is asked again: %s", why)
                if isinstance(trouble, Halted):
                    await deafened(why)
            pause, known, heard = min(2 * pause, LONGEST), why, False


async def address_of(client: SocketModeClient) -> str:
    """Where the next connection is opened. Raises what Slack refuses."""
    try:
        return await client.issue_new_wss_url()
    except AttributeError as unreadable:
        # slack_sdk looks for an error's name in an answer that is no JSON.
        raise SlackClientError("an answer of Slack's could not be read") from unreadable
