"""The border is what every request passes: the contract, rate limits, faults, the token, then its handler."""

import asyncio
import json
import socket
import struct
from collections.abc import Mapping
from email.utils import format_datetime
from typing import assert_never

from aiohttp import web

from tests.platforms.discord import reading, refusal
from tests.platforms.discord.call import Call, Routes
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.faults import (
    Fault,
    RateLimit,
    Refuse,
    ResetAfter,
    ResetBefore,
    Slow,
    Status,
)
from tests.platforms.discord.ratelimits import Limited, limited
from tests.platforms.discord.refusal import Refusal
from tests.platforms.discord.rules import Rules

BASE = "/api/v10"
# Closing with this option set sends a reset, not a goodbye.
_AT_ONCE = struct.pack("ii", 1, 0)


class Border:
    """`requests` is the log: method, path after the API's version, and status (0 where none was sent)."""

    def __init__(self, desk: Desk, routes: Routes, rules: Rules) -> None:
        self._desk = desk
        self._routes = routes
        self.rules = rules
        self.requests: list[tuple[str, str, int]] = []
        self.breaches: list[str] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, or break its connection."""
        path = request.rel_url.raw_path.removeprefix(BASE)
        at = asyncio.get_running_loop().time()
        response = await self._answer(request, path, at)
        if response is None:
            _reset(request)
            response = web.Response(status=500)
            self.requests.append((request.method, path, 0))
        else:
            self.rules.answered(response.status, at, response.headers)
            self.requests.append((request.method, path, response.status))
        self._desk.changes.happened()
        return response

    async def _answer(self, request: web.Request, path: str, at: float) -> web.Response | None:
        """The response; None: the connection is to break."""
        headers: Mapping[str, str] = {}
        try:
            call = await self._read(request, path, at)
            taken = self.rules.take(request.method, path, at)
            if isinstance(taken, Limited):
                return self._limited(taken)
            headers = taken.headers
            fault = self.rules.befalls(request.method, path, call.body)
            return await self._done(request, call, fault, headers)
        except Refusal as refused:
            return self._written(refused.status, refused.body(), headers)
        except (KeyError, TypeError, ValueError) as unreadable:
            self.breaches.append(f"{request.method} {path}: unreadable: {unreadable!r}")
            return self._written(400, refusal.invalid_form(repr(unreadable)).body(), headers)

    async def _read(self, request: web.Request, path: str, at: float) -> Call:
        """The request, when it breaches nothing."""
        body, files = await reading.read(request)
        found = self.rules.breaches_of(request.method, path, request.query, body, files)
        if found:
            self.breaches.extend(found)
            raise refusal.invalid_form(*found)
        return Call(method=request.method, path=path, query=request.query, body=body, files=files, at=at)

    async def _done(
        self, request: web.Request, call: Call, fault: Fault | None, headers: Mapping[str, str]
    ) -> web.Response | None:
        match fault:
            case None:
                return self._written(200, self._handled(request, call), headers)
            case ResetBefore():
                return None
            case ResetAfter():
                self._handled(request, call)
                return None
            case Status(status=status, after=after):
                if after:
                    self._handled(request, call)
                return self._written(status, {"message": f"{status}: a fault", "code": 0}, headers)
            case Slow(seconds=seconds):
                done = self._handled(request, call)
                await _pass(seconds)
                return self._written(200, done, headers)
            case Refuse(status=status, code=code, message=message):
                raise Refusal(status, code, message)
            case RateLimit(after=after, scope=scope):
                return self._limited(limited(after, scope=scope, headers=headers))
            case _:
                assert_never(fault)

    def _handled(self, request: web.Request, call: Call) -> object:
        """Find the route, look at the token, and let the handler do it."""
        route, within = self._routes.find(call.method, call.path)
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if not route.by_token:
            if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
                self.breaches.append(f"{call.method} {call.path}: a bot names itself, or it may be blocked")
            if not (kind == "Bot" and self._desk.credential.opens(token)):
                raise refusal.unauthorized()
        return route.handler(self._desk, call.matched(within))

    def _limited(self, answer: Limited) -> web.Response:
        date = {"Date": format_datetime(self._desk.world.clock(), usegmt=True)}
        return web.Response(
            status=answer.status, body=answer.body.encode(), headers={**answer.headers, **date}
        )

    def _written(self, status: int, body: object, headers: Mapping[str, str]) -> web.Response:
        """A response with the driver's date; nothing to say is 204."""
        whole = {
            **headers,
            "Date": format_datetime(self._desk.world.clock(), usegmt=True),
            "Via": "1.1 google",
        }
        if body is None:
            return web.Response(status=204, headers=whole)
        raw = json.dumps(body).encode()
        return web.Response(status=status, body=raw, content_type="application/json", headers=whole)


def _reset(request: web.Request) -> None:
    """Break the connection, as a network does."""
    if (transport := request.transport) is not None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        transport.abort()


async def _pass(seconds: float) -> None:
    """Let real time pass."""
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    await over.wait()
