"""Bare programs of slack_sdk and Bolt, as anybody would write them: what the bot is compared with."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.slack_peer import PATH, free_address
from tests.platforms.slack.process import Remote

ECHO = "Week 20 of 26: 17 done, 1 open, 41 still to come."
Message = Mapping[str, Any]
"""A message as the history of a channel has it."""


@asynccontextmanager
async def client_of(there: Remote) -> AsyncIterator[AsyncWebClient]:
    """A client with one session for everything, which never tries again by itself, as the bot's own."""
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient(
            token=there.bot_token, base_url=there.api_url, session=session, retry_handlers=[]
        )


async def send_all(client: AsyncWebClient, users: Sequence[str], like: Message, at_once: int) -> None:
    """Send the same to everybody by chat_postMessage, each message with buttons that carry its own key."""
    left = iter(enumerate(users))

    async def send() -> None:
        for number, user in left:
            await client.chat_postMessage(
                channel=user,
                text=like["text"],
                blocks=[_block(block, number) for block in like["blocks"]],
                metadata={"event_type": "bare", "event_payload": {"key": f"{number:024}"}},
                unfurl_links=False,
                unfurl_media=False,
            )

    await asyncio.gather(*(send() for _ in range(at_once)))


def _block(block: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The block as it was sent, its buttons with keys of this message."""
    own = {key: value for key, value in block.items() if key != "block_id"}
    if block["type"] == "actions":
        own["elements"] = [
            {**button, "action_id": f"lesson/{number:024}/{number:024}/{at}"}
            for at, button in enumerate(block["elements"])
        ]
    return own


@asynccontextmanager
async def echoing(there: Remote) -> AsyncIterator[None]:
    """A Bolt app in HTTP mode that answers /program with what it has at hand, where everybody reads it."""
    async with client_of(there) as client:
        app = AsyncApp(client=client, signing_secret=there.signing_secret)

        @app.command("/program")
        async def used(ack: AsyncAck) -> None:
            await ack(text=ECHO, response_type="in_channel")

        host, port = free_address()
        runner = web.AppRunner(app.web_app(PATH), access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
            await there.asks("listens_at", url=f"http://{host}:{port}{PATH}")
            yield
        finally:
            await runner.cleanup()
