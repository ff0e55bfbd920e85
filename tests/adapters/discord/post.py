"""A post office: takes what the library sends, and answers as Discord does; it keeps what it was sent."""

import contextlib
import itertools
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import discord
from aiohttp import web
from discord.http import Route

BOT = {"id": "900", "username": "cohortbot", "discriminator": "0", "avatar": None, "bot": True}
ROOM = 200


@dataclass(slots=True)
class Post:
    """What was sent, and the client that sends it."""

    client: discord.Client
    sent: list[dict[str, Any]] = field(default_factory=list)

    @property
    def room(self) -> discord.PartialMessageable:
        """Where messages go."""
        return self.client.get_partial_messageable(ROOM)

    def click(self) -> "discord.Interaction[discord.Client]":
        """A click on a button, which may be answered by a form."""
        data: Any = {
            "id": "1", "application_id": "901", "type": 3, "token": "t", "version": 1, "locale": "en-US",
            "channel": {"id": str(ROOM), "type": 1, "recipients": [], "last_message_id": None},
            "user": BOT, "attachment_size_limit": 1, "authorizing_integration_owners": {},
            "entitlements": [], "data": {"component_type": 2, "custom_id": "a/b//0"},
        }  # fmt: skip
        click: discord.Interaction[discord.Client] = discord.Interaction(
            data=data, state=self.client._connection
        )
        click._session = self.client.http._HTTPClient__session  # type: ignore[attr-defined] # Its own name.
        return click

    @property
    def kept(self) -> bool:
        """Whether the library keeps a view or modal in memory."""
        store = self.client._connection._view_store
        return bool(store._views or store._synced_message_views or store._modals)


@contextlib.asynccontextmanager
async def a_post() -> AsyncIterator[Post]:
    """A post office on this machine, and a client that is logged in there."""
    client = discord.Client(intents=discord.Intents.none())
    post, ids = Post(client), itertools.count(1_000)

    async def me(_: web.Request) -> web.Response:
        return _json(BOT)

    async def message(request: web.Request) -> web.Response:
        sent = await request.json()
        post.sent.append(sent)
        return _json(_message(next(ids), sent))

    async def answer(request: web.Request) -> web.Response:
        post.sent.append(await request.json())
        return _json({"interaction": {"id": "1", "type": 3}})

    server = web.Application()
    server.add_routes(
        [
            web.get("/users/@me", me),
            web.post("/channels/{room}/messages", message),
            web.patch("/channels/{room}/messages/{id}", message),
            web.post("/interactions/{id}/{token}/callback", answer),
        ]
    )
    runner = web.AppRunner(server)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    Route.BASE = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with client:
            await client.http.static_login("a.bot's.token")
            yield post
    finally:
        await runner.cleanup()


def _json(body: Any) -> web.Response:
    # The library reads no other content type as JSON, not even one with a charset.
    return web.Response(body=json.dumps(body).encode(), content_type="application/json")


def _message(id: int, sent: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(id), "channel_id": str(ROOM), "author": BOT, "content": sent.get("content", ""),
        "timestamp": "2027-01-11T09:00:00+00:00", "edited_timestamp": None, "tts": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": False, "type": 0, "components": sent.get("components", []),
    }  # fmt: skip
