"""HTTP mode: each payload posted to the app's own address, signed, and again where it was not taken."""

import asyncio
import hashlib
import hmac
import io
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from tests.platforms.slack.hearing import Ack, Failure, Json, Kind, Told


def signed(secret: str, stamp: int, body: bytes) -> dict[str, str]:
    """The headers by which an app knows Slack."""
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(stamp), "X-Slack-Signature": f"v0={digest}"}


def written(kind: Kind, payload: Json) -> tuple[bytes, str]:
    """The body and its content type."""
    match kind:
        case Kind.EVENT:
            return json.dumps(payload).encode(), "application/json"
        case Kind.INTERACTIVE:
            return urlencode({"payload": json.dumps(payload)}).encode(), "application/x-www-form-urlencoded"
        case Kind.COMMAND:
            return urlencode(payload).encode(), "application/x-www-form-urlencoded"


class RequestUrl:
    """`stamp` gives the seconds that a signature carries; the app compares them with its own clock."""

    def __init__(self, url: str, *, secret: str, within: float, stamp: Callable[[], int]) -> None:
        self.url = url
        self._secret = secret
        self._within = within
        self._stamp = stamp
        self._session = aiohttp.ClientSession()
        self.last: tuple[bytes, dict[str, str]] = b"", {}

    async def carry(self, told: Told, attempt: int, reason: str) -> Ack | Failure:
        """Post it, and take any 2xx in time for an acknowledgement."""
        body, content = written(told.kind, told.payload)
        again = {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason} if attempt else {}
        loop = asyncio.get_running_loop()
        since = loop.time()
        try:
            async with asyncio.timeout(self._within):
                headers = {**signed(self._secret, self._stamp(), body), "Content-Type": content, **again}
                self.last = body, headers
                async with self._session.post(self.url, data=body, headers=headers) as response:
                    raw = await response.read()
        except TimeoutError:
            return Failure(reason="http_timeout")
        except aiohttp.ClientError:
            return Failure(reason="connection_failed")
        if not 200 <= response.status < 300:
            return Failure(reason="http_error", final=response.headers.get("X-Slack-No-Retry") == "1")
        try:
            return Ack(seconds=loop.time() - since, said=read(raw, response.content_type))
        except ValueError:
            return Failure(reason="http_error")

    async def verify(self) -> bool:
        """Whether the app answers the question that Slack asks when the address is entered."""
        body = json.dumps({"token": "x", "challenge": "3eZbrw1aB", "type": "url_verification"}).encode()
        headers = {"Content-Type": "application/json", **self.sign(body)}
        status, said = await self.post(body, headers)
        return status == 200 and "3eZbrw1aB" in said

    def sign(self, body: bytes, *, older: int = 0, secret: str | None = None) -> dict[str, str]:
        """Headers for this body, as of so many seconds ago."""
        return signed(secret or self._secret, self._stamp() - older, body)

    async def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        """Post anything; the status and the answer, 0 where the app hung up on it."""
        try:
            async with self._session.post(self.url, data=io.BytesIO(body), headers=headers) as response:
                return response.status, await response.text()
        except aiohttp.ClientError as hung_up:
            return 0, repr(hung_up)

    async def close(self) -> None:
        await self._session.close()


def read(raw: bytes, content: str) -> object:
    """What an acknowledgement says: JSON, plain text, or nothing."""
    if not raw:
        return None
    if content == "application/json":
        said: object = json.loads(raw)
        return said
    return {"text": raw.decode()}
