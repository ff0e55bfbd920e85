"""The gateway hangs up on clients that do not keep to its rules, each with the code that says why."""

from typing import Any

import aiohttp
import pytest

from tests.platforms.discord import intents, opcode
from tests.platforms.discord.server import Discord, serving

Frame = dict[str, Any]


def identify(there: Discord, **otherwise: Any) -> Frame:
    """A well-formed IDENTIFY, but for what is given."""
    asked = {"token": there.token, "intents": intents.GUILDS, "properties": {}, **otherwise}
    return {"op": opcode.IDENTIFY, "d": asked}


async def closed_with(there: Discord, *frames: Frame) -> int | None:
    """The code that a client is hung up on with after these frames."""
    async with aiohttp.ClientSession() as session, session.ws_connect(there.gateway_url) as socket:
        for frame in frames:
            await socket.send_json(frame)
        async for _ in socket:
            pass
        return socket.close_code


@pytest.mark.parametrize(
    ("otherwise", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"intents": None}, 4013),
        ({"intents": 1 << 30}, 4013),
        ({"intents": intents.MESSAGE_CONTENT}, 4014),
    ],
)
async def test_a_wrong_identify_is_refused(otherwise: Frame, code: int) -> None:
    """The token, the shard and the intents are looked at."""
    async with serving() as there:
        assert await closed_with(there, identify(there, **otherwise)) == code
        assert there.credential.identified == []


async def test_other_breaches_of_the_protocol_end_it() -> None:
    """An unknown opcode, a second IDENTIFY, too few shards, and a RESUME with a wrong token."""
    async with serving(shards=2) as there:
        resume = {"op": opcode.RESUME, "d": {"token": "wrong", "session_id": "x", "seq": 1}}
        sharded = identify(there, shard=[0, 2])

        assert await closed_with(there, {"op": 99}) == 4001
        assert await closed_with(there, sharded, sharded) == 4005
        assert await closed_with(there, identify(there)) == 4011
        assert await closed_with(there, resume) == 4004


async def test_identifies_that_come_too_fast_are_put_off() -> None:
    """One for each key in its window; INVALID_SESSION for the next."""
    async with serving() as there, aiohttp.ClientSession() as session:
        there.credential.identify_every = 5.0
        heard = []
        for _ in range(2):
            async with session.ws_connect(there.gateway_url) as socket:
                await socket.send_json(identify(there))
                heard.append([(await socket.receive_json())["op"] for _ in range(2)])

        assert heard == [[opcode.HELLO, opcode.DISPATCH], [opcode.HELLO, opcode.INVALID_SESSION]]


async def test_more_than_120_sends_a_minute_are_a_breach() -> None:
    """Heartbeats count, too."""
    async with serving() as there:
        beats = [{"op": opcode.HEARTBEAT, "d": None}] * 121

        assert await closed_with(there, *beats) == 4008
        assert there.breaches == ["gateway: more than 120 sends in 60 seconds"]


async def test_a_silent_client_is_left() -> None:
    """No heartbeat for three of its intervals."""
    async with serving(heartbeat=0.02) as there:
        assert await closed_with(there, identify(there)) == 4009
