"""A stand that answers the questions of the doctor as Discord does, and as a test wants it to."""

import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Self

from aiohttp import web

from adapters.discord.permissions import needed
from bot.chat.place import Channel, Place, Platform

TOKEN = "a.bot's.token"
NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
BOT, APP, OWNER = "900", "901", "902"
GUILD, CHANNEL, ROLE = "100", "200", "300"
HOME = Place(at=Channel(platform=Platform("discord"), workspace=GUILD, id=CHANNEL))


def role(id: str, permissions: int = 0) -> dict[str, Any]:
    """A role of the server."""
    return {"id": id, "name": f"role {id}", "permissions": str(permissions)}


def overwrite(id: str, *, allow: int = 0, deny: int = 0) -> dict[str, Any]:
    """What a channel allows and denies somebody."""
    return {"id": id, "type": int(id == BOT), "allow": str(allow), "deny": str(deny)}


@dataclass(slots=True, kw_only=True)
class Stand:
    """What it answers, to be changed by tests; a status of its own is refused with that code."""

    url: str = ""
    date: datetime = NOW
    me: dict[str, Any] = field(default_factory=lambda: {"id": BOT, "username": "cohortbot", "bot": True})
    app: dict[str, Any] = field(
        default_factory=lambda: {
            "id": APP,
            "name": "Change Makers",
            "flags": 1 << 15,
            "interactions_endpoint_url": None,
        }
    )
    left: int = 990
    guild: dict[str, Any] = field(
        default_factory=lambda: {
            "id": GUILD,
            "name": "Spring 2027",
            "owner_id": OWNER,
            "roles": [role(GUILD), role(ROLE, needed().value)],
        }
    )
    member: dict[str, Any] = field(default_factory=lambda: {"user": {"id": BOT}, "roles": [ROLE]})
    channel: dict[str, Any] = field(
        default_factory=lambda: {
            "id": CHANNEL,
            "type": 0,
            "guild_id": GUILD,
            "name": "welcome",
            "permission_overwrites": [],
        }
    )
    commands: dict[str | None, list[dict[str, Any]]] = field(default_factory=dict)
    refusals: dict[str, tuple[int, int]] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Self]:
        """Answer on a port of this machine until the end."""
        app = web.Application()
        app.router.add_get("/api/v10/{path:.*}", self._answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/api"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        path = f"/{request.match_info['path']}"
        self.asked.append(path)
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return self._said(401, {"message": "401: Unauthorized", "code": 0})
        if path in self.refusals:
            status, code = self.refusals[path]
            return self._said(status, {"message": "No", "code": code})
        if path in self.strange:
            return web.Response(text="<html>Welcome to the proxy</html>", content_type="text/html")
        body = self._bodies().get(path)
        return self._said(200, body) if body is not None else self._said(404, {"message": "404", "code": 0})

    def _bodies(self) -> dict[str, object]:
        listed: dict[str, object] = {
            f"/applications/{APP}{f'/guilds/{guild}' if guild else ''}/commands": self.commands.get(guild, [])
            for guild in (None, GUILD)
        }
        limit = {"total": 1000, "remaining": self.left, "reset_after": 5_400_000, "max_concurrency": 1}
        return listed | {
            "/users/@me": self.me,
            "/applications/@me": self.app,
            "/gateway/bot": {"url": "ws://127.0.0.1", "shards": 1, "session_start_limit": limit},
            f"/guilds/{GUILD}": self.guild,
            f"/guilds/{GUILD}/members/{BOT}": self.member,
            f"/channels/{CHANNEL}": self.channel,
        }

    def _said(self, status: int, body: object) -> web.Response:
        # The library reads a body as JSON only when its type stands alone, without a charset.
        return web.Response(
            status=status,
            body=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Date": format_datetime(self.date, usegmt=True)},
        )
