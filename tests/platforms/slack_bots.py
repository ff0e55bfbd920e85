"""A bare app with the real library, to try the server that plays Slack."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms.slack.request_url import RequestUrl
from tests.platforms.slack.server import Slack

Json = dict[str, Any]
Setup = Callable[[AsyncApp], None]
ANY = re.compile("")
"""What every id matches."""
_QUIET = logging.getLogger("tests.platforms.slack_bots")
_QUIET.setLevel(logging.CRITICAL)


def client_of(there: Slack, token: str | None = None) -> AsyncWebClient:
    """A client that never tries again by itself."""
    return client_at(there.api_url, token or there.bot_token)


def client_at(api_url: str, token: str) -> AsyncWebClient:
    return AsyncWebClient(token=token, base_url=api_url, retry_handlers=[], logger=_QUIET)


def app_at(api_url: str, token: str, secret: str = "") -> AsyncApp:
    client = client_at(api_url, token)
    return AsyncApp(token=token, client=client, signing_secret=secret or "none", logger=_QUIET)


@asynccontextmanager
async def bolt_on(there: Slack, setup: Setup = lambda app: None) -> AsyncIterator[AsyncApp]:
    """An app in Socket Mode, connected."""
    before = len(there.socket.lines)
    async with bolt_at(there.api_url, there.bot_token, there.app_token, setup) as app:
        await there.ready(before + 1)
        yield app


@asynccontextmanager
async def bolt_at(
    api_url: str, token: str, app_token: str, setup: Setup = lambda app: None
) -> AsyncIterator[AsyncApp]:
    """The same, for a server that may be in another process."""
    app = app_at(api_url, token)
    setup(app)
    handler = AsyncSocketModeHandler(
        app, app_token, logger=_QUIET, web_client=client_at(api_url, token), ping_interval=5
    )
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield app
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def bolt_listening(
    there: Slack, setup: Setup = lambda app: None
) -> AsyncIterator[tuple[AsyncApp, RequestUrl]]:
    """An app in HTTP mode, on a port of its own."""
    app = app_at(there.api_url, there.bot_token, there.signing_secret)
    setup(app)
    runner = web.AppRunner(app.web_app("/slack/events"), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        yield app, there.listens_at(f"http://{host}:{port}/slack/events")
    finally:
        await runner.cleanup()


async def soon(queue: "asyncio.Queue[Json]") -> Json:
    """The next thing that the app was told."""
    return await asyncio.wait_for(queue.get(), 3)


def buttons(*labels: str) -> list[Json]:
    """A row of buttons; the action id of each tells its label."""
    elements = [
        {"type": "button", "action_id": f"press:{label}", "text": {"type": "plain_text", "text": label}}
        for label in labels
    ]
    return [{"type": "actions", "block_id": "row", "elements": elements}]


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def asking(*questions: str, title: str = "Check-in") -> Json:
    """A modal with a line to write for each question; the block id is the question."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [
            {
                "type": "input",
                "block_id": question,
                "label": {"type": "plain_text", "text": question},
                "element": {"type": "plain_text_input", "action_id": "value"},
            }
            for question in questions
        ],
    }


def pressing(does: Callable[[Json, Any], Awaitable[None]]) -> Setup:
    """An app that acknowledges each press, and then does this."""

    def setup(app: AsyncApp) -> None:
        @app.action(ANY)
        async def pressed(ack: Any, body: Any, client: Any) -> None:
            await ack()
            await does(body, client)

    return setup


async def lesson(there: Slack, client: AsyncWebClient) -> str:
    """A lesson with two buttons for Ana; its timestamp."""
    ana = there.person("Ana")
    posted = await client.chat_postMessage(channel=ana.id, text="Lesson", blocks=buttons("Done", "Ask"))
    return str(posted["ts"])
