"""The connection: slack-bolt hears everything by a few catch-all listeners, over a socket or over HTTP."""

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import libraries
from adapters.slack.echoes import is_own
from adapters.slack.guard import Guard
from adapters.slack.inbound import is_for
from adapters.slack.manifest import EVENT_TYPES
from adapters.slack.reconnecting import Connection, Handler, address_of, keep_connected
from adapters.slack.shapes import is_slacks
from bot.chat.adapter import Undeliverable

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]
"""The parsed JSON of what Slack tells, before anything of it is checked."""
Acknowledge = Mapping[str, Any]
"""What the acknowledgement carries: nothing, a message, or what becomes of a modal."""
Hear = Callable[[Payload], Awaitable[Acknowledge]]

ANYTHING = re.compile(r"[\s\S]*")
LARGEST = 1_000_000
"""Bytes of a request: Slack's own are far smaller."""
PATH = "/slack/events"
JSON = "application/json"
SIGNED_AT, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
UNSIGNED = "; if nothing of Slack's comes through, the signing secret or this machine's clock is wrong"
SECONDS = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listeners:
    """Who hears what; each gives what Slack's three seconds are answered with."""

    command: Hear
    action: Hear
    submission: Hear
    event: Hear
    limited: Callable[[], Awaitable[None]]
    """Slack told of fewer events than there were."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is in its workspace."""

    team: str
    bot_user: str
    bot_id: str


def app_of(client: AsyncWebClient, identity: Identity, listeners: Listeners, secret: str | None) -> AsyncApp:
    """A Bolt app that routes nothing: what came is handed on as it is, and acknowledged with the answer."""
    token = client.token
    # Bolt takes the token from `authorize`, and warns of one that it finds elsewhere.
    unnamed = AsyncWebClient(
        base_url=client.base_url, session=client.session, retry_handlers=[], logger=libraries.calls()
    )

    async def authorize(**_: object) -> AuthorizeResult:
        # Bolt would ask auth.test, which was asked when the bot connected.
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team,
            bot_token=token,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user,
        )

    app = AsyncApp(
        # Without a name Bolt looks at the whole stack for one, which takes a tenth of a second.
        name="cohortbot",
        logger=libraries.bolt(),
        client=unnamed,
        authorize=authorize,
        before_authorize=Guard(listeners.limited),
        signing_secret=secret,
        request_verification_enabled=secret is not None,
        # An event is acknowledged once it is kept, not before.
        process_before_response=True,
    )
    app.command(ANYTHING)(_acknowledged(identity.team, listeners.command))
    app.action(ANYTHING)(_acknowledged(identity.team, listeners.action))
    app.view(ANYTHING)(_acknowledged(identity.team, listeners.submission))
    for name in EVENT_TYPES:
        app.event(name)(_acknowledged(identity.team, listeners.event))
    return app


def _acknowledged(team: str, hear: Hear) -> Callable[..., Awaitable[None]]:
    async def listener(body: dict[str, Any], ack: AsyncAck) -> None:
        if not is_for(team, body):
            log.warning("something of another workspace was left alone")
            await ack()
            return
        await ack(**await hear(body))

    return listener


async def listen_by_socket(
    app: AsyncApp,
    identity: Identity,
    app_token: str,
    connected: Callable[[], Awaitable[None]],
    deafened: Callable[[str], Awaitable[None]],
) -> None:
    """Hear over Socket Mode until cancelled, connecting anew whenever that is wanted.

    Raises what Slack refuses at the start; a connection that is refused later is asked for again and again.
    """
    opener = AsyncWebClient(
        token=app_token, base_url=app.client.base_url, retry_handlers=[], logger=libraries.calls()
    )
    client = Connection(app_token, opener, identity.bot_id)
    handler = Handler(app, client)

    async def greeted(_: object, message: Payload, __: object = None) -> None:
        if message.get("type") == "hello":
            await connected()

    async def hear(_: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if not is_slacks(request.payload):
            log.warning("something that is none of Slack's was left alone")
        else:
            await handler.handle(client, request)

    client.message_listeners.append(greeted)
    client.socket_mode_request_listeners[:] = [hear]
    try:
        # slack_sdk would try for ever; a token that is refused must be told.
        client.wss_uri = await address_of(client)
        await handler.connect_async()  # type: ignore[no-untyped-call] # So Bolt wrote it.
        await keep_connected(client, deafened)
    finally:
        with suppress(OSError, asyncio.CancelledError):
            await handler.close_async()  # type: ignore[no-untyped-call] # So Bolt wrote it.


async def listen_by_http(
    app: AsyncApp,
    identity: Identity,
    secret: str,
    host: str,
    port: int,
    connected: Callable[[], Awaitable[None]],
) -> None:
    """Hear requests that Slack signs, until cancelled; anything else is refused, and told in the log."""
    verifier = SignatureVerifier(secret)

    async def is_echo(request: web.Request) -> bool:
        body = await request.text()
        # Looked at before it is read: most of what comes is nothing of the bot's own.
        known = bool(identity.bot_id) and identity.bot_id in body and request.content_type == JSON
        at, signature = _signed(request)
        return known and is_own(json.loads(body), identity.bot_id) and verifier.is_valid(body, at, signature)

    async def hear(request: web.Request) -> web.StreamResponse:
        response = await _answered(app, request, is_echo)
        if response.status >= 400:
            advice = UNSIGNED if response.status == 401 else ""
            log.warning("a request that is none of Slack's was refused (%d)%s", response.status, advice)
        return response

    server = web.Application(client_max_size=LARGEST)
    server.router.add_post(PATH, hear)
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as taken:
            # It is this machine that refuses: what is told of calls would be told of Slack.
            why = (taken.strerror or str(taken)).rpartition(": ")[2].lower()
            raise Undeliverable(f"nothing can listen on {host}:{port}: {why}; see [slack] listen") from taken
        await connected()
        await asyncio.get_running_loop().create_future()
    finally:
        await runner.cleanup()


def _signed(request: web.Request) -> tuple[str, str]:
    """When it says that it was signed, and how."""
    return request.headers.get(SIGNED_AT, "0"), request.headers.get(SIGNATURE, "")


def _can_be_signed(request: web.Request) -> bool:
    """Whether both have their form: the library breaks over a time that is no number."""
    at, signature = _signed(request)
    return SECONDS.fullmatch(at) is not None and signature.isascii()


async def _answered(
    app: AsyncApp, request: web.Request, is_echo: Callable[[web.Request], Awaitable[bool]]
) -> web.StreamResponse:
    """What Bolt answers; it reads the body before it looks at the signature."""
    if not _can_be_signed(request):
        return web.Response(status=401)
    try:
        if await is_echo(request):
            # As over a socket: Bolt would set everything out, and then leave it alone.
            return web.Response()
        asked = await to_bolt_request(request)
    except web.HTTPRequestEntityTooLarge:
        return web.Response(status=413)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return web.Response(status=400)
    return await to_aiohttp_response(await app.async_dispatch(asked))
