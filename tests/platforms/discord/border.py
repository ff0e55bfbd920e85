"""The border is what every request passes: rate limits, faults, the token, the contract, then its handler."""

import asyncio
import json
from collections.abc import Mapping
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from tests.platforms.discord import reading, refusal
from tests.platforms.discord.call import Call, Route, Routes
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.refusal import Refusal
from tests.platforms.discord.rules import Rules

BASE = "/api/v10"


class Border:
    """`requests` is the log: method, path after the API's version, and status."""

    def __init__(self, desk: Desk, routes: Routes, rules: Rules) -> None:
        self._desk = desk
        self._routes = routes
        self._rules = rules
        self.requests: list[tuple[str, str, int]] = []
        self.breaches: list[str] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(BASE)
        response = await self._answer(request, path)
        self.requests.append((request.method, path, response.status))
        self._desk.changes.happened()
        return response

    async def _answer(self, request: web.Request, path: str) -> web.Response:
        try:
            body, files = await reading.read(request)
            route, within = self._routes.find(request.method, path)
            self._check_token(request, route)
            call = Call(
                method=request.method,
                path=path,
                query=request.query,
                body=body,
                files=files,
                within=within,
                at=asyncio.get_running_loop().time(),
            )
            self._check_contract(call)
            return self.written(200, route.handler(self._desk, call))
        except Refusal as refused:
            return self.written(refused.status, refused.body())
        except (KeyError, TypeError, ValueError) as unreadable:
            self.breaches.append(f"{request.method} {path}: unreadable: {unreadable!r}")
            return self.written(400, refusal.invalid_form(repr(unreadable)).body())

    def _check_token(self, request: web.Request, route: Route) -> None:
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if not route.by_token and not (kind == "Bot" and self._desk.credential.opens(token)):
            raise refusal.unauthorized()

    def _check_contract(self, call: Call) -> None:
        found = self._rules.breaches_of(call.method, call.path, call.query, call.body)
        if found:
            self.breaches.extend(f"{call.method} {call.path}: {each}" for each in found)
            raise refusal.invalid_form(*found)

    def written(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> web.Response:
        """A response with the driver's date; nothing to say is 204."""
        date = {"Date": format_datetime(self._desk.world.clock(), usegmt=True), "Via": "1.1 google"}
        if body is None:
            return web.Response(status=204, headers=date | dict(headers or {}))
        return web.Response(
            status=status,
            body=json.dumps(body).encode(),
            content_type="application/json",
            headers=date | dict(headers or {}),
        )
