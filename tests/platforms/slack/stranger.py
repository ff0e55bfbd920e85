"""A stranger posts to the app's address what Slack would not; each act returns status and answer."""

import json

from tests.platforms.slack import events
from tests.platforms.slack.request_url import RequestUrl
from tests.platforms.slack.state import Json, World

JSON = {"Content-Type": "application/json"}
Answered = tuple[int, str]


class Stranger:
    """`older` seconds of a signature are against the app's own clock."""

    def __init__(self, at: RequestUrl, world: World) -> None:
        self.at = at
        self._world = world

    def event(self, **other: object) -> Json:
        """An event as Slack would write it, or as of another workspace."""
        someone = next(each for each in self._world.users.values() if not each.is_bot)
        channel = self._world.im(someone)
        said: Json = {
            "type": "message",
            "user": someone.id,
            "text": "I am Slack",
            "ts": self._world.ids.ts(),
            "channel": channel.id,
            "channel_type": "im",
        }
        return events.callback(said, self._world) | other

    async def unsigned(self) -> Answered:
        return await self.at.post(json.dumps(self.event()).encode(), JSON)

    async def posing(self) -> Answered:
        """Unsigned, and as if the bot itself had written it."""
        told = self.event()
        told["event"]["bot_id"] = self._world.bot_id
        return await self.at.post(json.dumps(told).encode(), JSON)

    async def forged(self) -> Answered:
        """Signed with another secret."""
        body = json.dumps(self.event()).encode()
        return await self.at.post(body, JSON | self.at.sign(body, secret="guessed"))

    async def stale(self, older: int = 301) -> Answered:
        """Rightly signed, but so many seconds ago."""
        body = json.dumps(self.event()).encode()
        return await self.at.post(body, JSON | self.at.sign(body, older=older))

    async def replayed(self) -> Answered:
        """The very request that Slack sent last."""
        body, headers = self.at.last
        return await self.at.post(body, headers)

    async def restamped(self) -> Answered:
        """The request that Slack sent last, with a newer time that its signature does not cover."""
        body, headers = self.at.last
        newer = {"X-Slack-Request-Timestamp": self.at.sign(body)["X-Slack-Request-Timestamp"]}
        old = self.at.sign(body, older=600)
        return await self.at.post(body, headers | old | newer)

    async def stamped(self, when: str) -> Answered:
        """Signed with what is no time at all."""
        body = json.dumps(self.event()).encode()
        return await self.at.post(body, JSON | self.at.sign(body) | {"X-Slack-Request-Timestamp": when})

    async def scrawled(self) -> Answered:
        """Signed in letters that no signature has."""
        body = json.dumps(self.event()).encode()
        return await self.at.post(body, JSON | self.at.sign(body) | {"X-Slack-Signature": "v0=é"})

    async def oversized(self, size: int = 3 * 1024 * 1024) -> Answered:
        """Rightly signed, and far too long."""
        body = json.dumps(self.event() | {"padding": "x" * size}).encode()
        return await self.at.post(body, JSON | self.at.sign(body))

    async def malformed(self) -> Answered:
        """Rightly signed, and no JSON."""
        body = b'{"type": "event_callback", "event": '
        return await self.at.post(body, JSON | self.at.sign(body))

    async def signed(self, body: bytes, content: str = "application/json") -> Answered:
        """Rightly signed, whatever it says."""
        return await self.at.post(body, {"Content-Type": content} | self.at.sign(body))

    async def in_no_letters(self) -> Answered:
        """In letters that nobody knows; it is not even signed."""
        return await self.at.post(b"{}", {"Content-Type": "application/json; charset=klingon"})

    async def other_team(self) -> Answered:
        """Rightly signed, and of another workspace."""
        body = json.dumps(self.event(team_id="T0OTHER", authorizations=[])).encode()
        return await self.at.post(body, JSON | self.at.sign(body))
