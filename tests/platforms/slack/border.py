"""The border is what every call passes: limits, rate limits, faults, the token, then its handler."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from email.utils import format_datetime
from typing import Any, assert_never

from aiohttp import web

from tests.platforms.slack import reading
from tests.platforms.slack.call import Call, Method
from tests.platforms.slack.connection import pass_time, reset
from tests.platforms.slack.desk import Desk
from tests.platforms.slack.faults import Fault, RateLimit, Refuse, ResetAfter, ResetBefore, Slow, Status
from tests.platforms.slack.refusal import Refusal
from tests.platforms.slack.rules import Rules


class Border:
    """`calls` is the log: method, and the error, `ok`, a status, or nothing where no answer was sent."""

    def __init__(self, desk: Desk, methods: Iterable[Method], rules: Rules) -> None:
        self._desk = desk
        self._methods = {each.name: each for each in methods}
        self.rules = rules
        self.calls: list[tuple[str, str]] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, or break its connection."""
        name = request.match_info.get("method", "response_url")
        self._desk.hearing.due()
        try:
            response, outcome = await self._answer(request, name, request.match_info.get("secret", ""))
        except Refusal as refused:
            response, outcome = self._refused(name, refused), refused.error
        except (KeyError, TypeError, ValueError, AttributeError) as unreadable:
            self._desk.breach(f"{name}: unreadable: {unreadable!r}")
            response, outcome = (
                self._refused(name, Refusal("invalid_arguments", repr(unreadable))),
                "unreadable",
            )
        self.calls.append((name, outcome))
        self._desk.changes.happened()
        if response is None:
            reset(request)
            return web.Response(status=500)
        return response

    async def _answer(self, request: web.Request, name: str, secret: str) -> tuple[web.Response | None, str]:
        """The response, if one is to be sent, and what is noted of it."""
        call = await reading.read(request, name, secret)
        if (method := self._methods.get(name)) is None:
            raise Refusal("unknown_method", req_method=name)
        if method.token:
            self._desk.credential.check(request.headers.get("Authorization"), app=method.app)
        if method.scope:
            self._desk.credential.need(method.scope)
        names = self._desk.world.names(call.channel)
        if waits := self.rules.take(method, names[0], asyncio.get_running_loop().time()):
            raise _limited(waits)
        if found := self.rules.breaches_of(call):
            self._desk.breach(*(f"{name}: {each.what}" for each in found))
            raise Refusal(found[0].error, *(each.what for each in found))
        return await self._done(method, call, self.rules.befalls(call, names))

    async def _done(self, method: Method, call: Call, fault: Fault | None) -> tuple[web.Response | None, str]:
        match fault:
            case None:
                return self._well(method, call), "ok"
            case ResetBefore():
                return None, ""
            case ResetAfter():
                self._well(method, call)
                return None, ""
            case Status(status=status, after=after):
                if after:
                    self._well(method, call)
                return self._written(status, f"{status}: a fault", {}), str(status)
            case Slow(seconds=seconds):
                done = self._well(method, call)
                await pass_time(seconds)
                return done, "ok"
            case Refuse(error=error, after=after):
                if after:
                    self._well(method, call)
                raise Refusal(error)
            case RateLimit(after=waits):
                raise _limited(waits)
            case _:
                assert_never(fault)

    def _well(self, method: Method, call: Call) -> web.Response:
        done = method.handler(self._desk, call)
        more = {"X-Accepted-OAuth-Scopes": method.scope} if method.scope else {}
        return self._written(200, done if isinstance(done, str) else {"ok": True, **done}, more)

    def _refused(self, name: str, refused: Refusal) -> web.Response:
        return self._written(refused.status, refused.body(), refused.headers)

    def _written(self, status: int, body: dict[str, Any] | str, more: Mapping[str, str]) -> web.Response:
        """A response with the driver's date and the scopes of the bot."""
        headers = {
            "Date": self._date(),
            "X-OAuth-Scopes": ",".join(self._desk.credential.scopes),
            **more,
        }
        if isinstance(body, str):
            return web.Response(status=status, body=body.encode(), content_type="text/plain", headers=headers)
        raw = json.dumps(body).encode()
        return web.Response(status=status, body=raw, content_type="application/json", headers=headers)

    def _date(self) -> str:
        said = self._desk.says_date
        return format_datetime(self._desk.world.clock(), usegmt=True) if said is None else said


def _limited(waits: int) -> Refusal:
    return Refusal("ratelimited", status=429, headers={"Retry-After": str(waits)})
