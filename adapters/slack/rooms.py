"""Rooms: which direct messages are the bot's own, since its commands can be used in anybody's."""

import asyncio
from collections import OrderedDict

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.places import is_direct
from adapters.slack.trouble import code_of

KEPT = 2_000
"""So many rooms are known again without being asked for."""
PATIENCE = 0.5
"""Seconds that a command waits for it; without an answer the room is taken for somebody else's."""
FOREIGN = "channel_not_found"
"""Slack: what is said of a conversation that the bot is not in."""


class Rooms:
    """The conversations of two that were asked about, and whether the bot is one of the two."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._own: OrderedDict[str, bool] = OrderedDict()

    def learn(self, channel: str, *, own: bool = True) -> None:
        """Something came of this room that only who is in it is told."""
        self._own[channel] = own
        self._own.move_to_end(channel)
        while len(self._own) > KEPT:
            self._own.popitem(last=False)

    async def among(self, channel: str) -> str:
        """The channel, if the bot may speak there to all who read; nothing for other people's messages."""
        return channel if not is_direct(channel) or await self._is_own(channel) else ""

    async def _is_own(self, channel: str) -> bool:
        if channel not in self._own:
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._client.conversations_open(channel=channel)
            except (SlackClientError, aiohttp.ClientError, OSError) as error:
                if code_of(error) == FOREIGN:
                    self.learn(channel, own=False)
                return False
            self.learn(channel)
        return self._own[channel]
