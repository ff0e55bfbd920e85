"""How the app is told: Socket Mode and signed requests, acknowledged in time, again where they were not."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp

from tests.platforms.changes import TookTooLong
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.mischief import Twist
from tests.platforms.slack.server import START, Slack, serving
from tests.platforms.slack_bots import Json, bolt_listening, bolt_on, client_of, soon


class Ear:
    """Takes messages into a queue; refuses as often as it is told to."""

    def __init__(self, refuse: int = 0) -> None:
        self.heard: asyncio.Queue[Json] = asyncio.Queue()
        self.retries: list[str | None] = []
        self._refuse = refuse

    def __call__(self, app: AsyncApp) -> None:
        app.use(self._notes)
        app.event("message")(self._takes)
        app._process_before_response = True

    async def _notes(self, req: Any, next: Any, resp: Any) -> Any:
        self.retries.append((req.headers.get("x-slack-retry-num") or [None])[0])
        if self._refuse:
            self._refuse -= 1
            resp.status = 500
            return resp
        return await next()

    async def _takes(self, body: Json) -> None:
        self.heard.put_nowait(body)


async def test_a_message_is_heard_and_its_ack_measured() -> None:
    """In an envelope, over the socket."""
    ear = Ear()
    async with serving() as there, bolt_on(there, ear):
        there.person("Ana").types("Hello")
        body = await soon(ear.heard)
        await there.hearing.settled()

        assert body["event"]["text"] == "Hello"
        assert body["event"]["channel_type"] == "im"
        assert 0 < there.hearing.p99(Kind.EVENT) < 1
        assert there.hearing.lost == []


async def test_what_is_not_acknowledged_comes_again() -> None:
    """At once, after a minute, after five more; each says the how manieth it is."""
    ear = Ear(refuse=3)
    async with serving(within=0.1) as there, bolt_on(there, ear):
        there.person("Ana").types("Hello")
        await there.hearing.settled()
        assert ear.retries == ["0", "1"]
        there.advance(timedelta(minutes=1))
        await there.hearing.settled()
        there.advance(timedelta(minutes=5))
        await soon(ear.heard)

        assert ear.retries == ["0", "1", "2", "3"]
        assert there.hearing.failures == {"timeout": 3}


async def test_nobody_listens_and_an_event_is_lost() -> None:
    """After three more times; a click fails at once."""
    async with serving(within=0.1) as there:
        ana = there.person("Ana")
        ana.types("Hello")
        for minutes in (0, 1, 5):
            await there.hearing.settled()
            there.advance(timedelta(minutes=minutes))
        await there.hearing.settled()

        assert [each.payload["event"]["text"] for each in there.hearing.lost] == ["Hello"]
        with pytest.raises(TookTooLong, match="connection_failed"):
            await ana.uses("/program next")


async def test_a_late_acknowledgement_is_none() -> None:
    """The person is told that it timed out."""
    may = asyncio.Event()

    def setup(app: AsyncApp) -> None:
        @app.command("/program")
        async def used(ack: Any) -> None:
            await may.wait()
            await ack("Too late")

    async with serving(within=0.1) as there, bolt_on(there, setup):
        ana = there.person("Ana")
        with pytest.raises(TookTooLong, match="operation_timeout"):
            await ana.uses("/program next")
        may.set()
        await there.changes.until(lambda: there.socket.late or None, within=1, what="the ack")
        assert ana.sees() == []


async def test_each_payload_goes_to_any_one_connection() -> None:
    """Two apps share what is told."""
    one, two = Ear(), Ear()
    async with serving() as there, bolt_on(there, one), bolt_on(there, two):
        for number in range(4):
            there.person("Ana").types(f"{number}")
        await there.hearing.settled()

        assert (one.heard.qsize(), two.heard.qsize()) == (2, 2)


async def test_connections_are_refreshed_and_dropped() -> None:
    """The library opens another one; nothing is lost."""
    ear = Ear()
    async with serving() as there, bolt_on(there, ear):
        await there.refresh()
        await there.changes.until(lambda: there.socket.opened >= 2 or None, within=3, what="a new connection")
        await there.ready()
        there.person("Ana").types("Hello")
        assert (await soon(ear.heard))["event"]["text"] == "Hello"


async def test_a_ticket_serves_once() -> None:
    """And a client that is one too many is sent away."""
    async with serving() as there, aiohttp.ClientSession() as session:
        opened = await client_of(there).apps_connections_open(app_token=there.app_token)
        async with session.ws_connect(opened["url"]) as socket:
            hello = await socket.receive_json()
        assert hello["type"] == "hello"
        assert hello["num_connections"] == 1
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])
        there.desk.socket_mode = False
        with pytest.raises(Exception, match="forbidden_team"):
            await client_of(there).apps_connections_open(app_token=there.app_token)


async def test_an_app_has_ten_connections() -> None:
    """The eleventh is sent away, with the reason."""
    async with serving() as there, aiohttp.ClientSession() as session:
        sockets = []
        for _ in range(11):
            opened = await client_of(there).apps_connections_open(app_token=there.app_token)
            sockets.append(await session.ws_connect(opened["url"]))
        said = [await each.receive_json() for each in sockets]

        assert [each["type"] for each in said] == ["hello"] * 10 + ["disconnect"]
        assert said[10]["reason"] == "too_many_websockets"
        assert said[9]["num_connections"] == 10


async def test_a_reset_connection_fails_what_was_on_it() -> None:
    """And the event is told again by the next one."""
    ear = Ear()
    async with serving() as there, aiohttp.ClientSession() as session:
        opened = await client_of(there).apps_connections_open(app_token=there.app_token)
        async with session.ws_connect(opened["url"]) as socket:
            await socket.receive_json()
            there.person("Ana").types("Hello")
            assert (await socket.receive_json())["retry_attempt"] == 0
            there.socket.drop()
            await there.hearing.settled()
        async with bolt_on(there, ear):
            there.advance(timedelta(minutes=1))
            assert (await soon(ear.heard))["event"]["text"] == "Hello"


async def test_events_come_twice_and_backwards() -> None:
    """The same one, one with another id, and eleven at once."""
    ear = Ear()
    async with serving() as there, bolt_on(there, ear):
        ana = there.person("Ana")
        there.hearing.hold()
        ana.types("One")
        ana.types("Two")
        there.hearing.release(backwards=True)
        await there.hearing.settled()
        there.again(there.hearing.told[0])
        there.again(there.hearing.told[0], new_id=True)
        await there.hearing.settled()
        said = [ear.heard.get_nowait() for _ in range(4)]

        assert [each["event"]["text"] for each in said] == ["Two", "One", "One", "One"]
        assert said[1]["event_id"] == said[2]["event_id"] != said[3]["event_id"]
        there.mischief.plan("seed", 1.0, (Twist.ELEVEN,))
        ana.types("Three")
        await there.hearing.settled()
        assert ear.heard.qsize() == 11


async def listening(there: Slack) -> None:
    """Something that Slack itself has posted."""
    there.person("Ana").types("Hello")
    await there.hearing.settled()


async def test_signed_requests_are_taken_and_others_are_not() -> None:
    """By the real library: each stranger is refused, and the app hears nothing of them."""
    ear = Ear()
    async with serving() as there, bolt_listening(there, ear):
        await listening(there)
        stranger = there.stranger

        assert await there.stranger.at.verify()
        assert ear.heard.qsize() == 1
        assert (await stranger.unsigned())[0] == 401
        assert (await stranger.forged())[0] == 401
        assert (await stranger.stale())[0] == 401
        assert (await stranger.restamped())[0] == 401
        assert (await stranger.oversized())[0] in (0, 413)
        assert ear.heard.qsize() == 1
        assert (await stranger.malformed())[0] >= 400
        assert ear.heard.qsize() == 1
        assert (await stranger.replayed())[0] == 200
        assert ear.heard.qsize() == 2


async def test_requests_that_fail_come_again_by_the_drivers_clock() -> None:
    """With the number and the reason in their headers."""
    ear = Ear(refuse=2)
    async with serving() as there, bolt_listening(there, ear):
        await listening(there)
        assert ear.retries == [None, "1"]
        there.advance(timedelta(minutes=1))
        await soon(ear.heard)

        assert ear.retries == [None, "1", "2"]
        assert there.hearing.failures == {"http_error": 2}


async def test_a_command_is_answered_over_http() -> None:
    """In the very response."""

    def setup(app: AsyncApp) -> None:
        @app.command("/program")
        async def used(ack: Any, command: Json) -> None:
            await ack(f"You said {command['text']}")

    async with serving() as there, bolt_listening(there, setup):
        answer = await there.person("Ana").uses("/program next")

        assert answer.content == "You said next"
        assert there.hearing.p99(Kind.COMMAND) > 0


async def test_a_clock_that_moves_by_itself_is_looked_at() -> None:
    """When something is called or connects, and when the driver says so."""
    now = [START]
    ear = Ear(refuse=2)
    async with serving(clock=lambda: now[0], within=0.1) as there, bolt_on(there, ear):
        there.person("Ana").types("Hello")
        await there.hearing.settled()
        now[0] += timedelta(minutes=1)
        there.due()
        assert (await soon(ear.heard))["event"]["text"] == "Hello"
