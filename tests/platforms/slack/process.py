"""A Slack in another process, for bots that are killed and for measuring."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.platforms.slack.filling import ClientRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """Where it is, and the driver's hold on it."""

    api_url: str
    control: str
    bot_token: str
    app_token: str
    signing_secret: str
    team: str
    channel: str
    session: aiohttp.ClientSession

    async def asks(self, do: str, **said: Any) -> Any:
        """Do one of control's acts; ClientRefused where it was refused."""
        async with self.session.post(self.control, json={"do": do, **said}) as response:
            answer = await response.json()
        if "refused" in answer:
            raise ClientRefused(answer["refused"])
        return answer["done"]


@asynccontextmanager
async def elsewhere(*options: str) -> AsyncIterator[Remote]:
    """Run it with these options of its command line; gone at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.platforms.slack",
        *options,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        addresses = json.loads(await process.stdout.readline())
        async with aiohttp.ClientSession() as session:
            yield Remote(**addresses, session=session)
    finally:
        process.stdin.close()
        await process.wait()
