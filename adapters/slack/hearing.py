"""Hearing: what Slack tells becomes events, each answered by itself, and what was missed is read."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import commands as declarations
from adapters.slack import history, inbound
from adapters.slack.answering import NOTHING, Acknowledge, Answering
from adapters.slack.home import Home
from adapters.slack.places import SLACK
from adapters.slack.profiles import Profiles
from adapters.slack.rooms import Rooms
from adapters.slack.sending import Sending
from bot.chat.adapter import Door, OpenPlace
from bot.chat.command import Command
from bot.chat.event import Event
from bot.chat.place import Account
from bot.chat.reply import Reply
from bot.chat.reply import Say as SayReply
from bot.chat.text import Say
from bot.chat.typed_command import Unclear, Use
from bot.chat.waiting import passed

log = logging.getLogger(__name__)

Payload = Mapping[str, Any]
AT_ONCE = 4
"""So many rooms are read at once."""
NO_USE = Use(command="", values=())
"""A line that could not be read is answered like a command, and is none."""
BESIDE = "slack: beside"
"""What tasks are called that go on after the acknowledgement."""


class Hearing:
    """The ears of one connection."""

    answering_kind: ClassVar[type[Answering]] = Answering
    limit_lasts: ClassVar[float] = 60.0
    """Seconds of which Slack says at once that it tells no more of what happens in them."""

    def __init__(
        self,
        door: Door,
        commands: Sequence[Command],
        *,
        team: str,
        client: AsyncWebClient,
        sending: Sending,
        home: Home,
        profiles: Profiles,
        words: Callable[[str | None], Say],
        clock: Callable[[], datetime],
        prefix: str,
        patience: float,
    ) -> None:
        self._door = door
        self._commands = commands
        self._team = team
        self._client = client
        self._sending = sending
        self._home = home
        self._words = words
        self._clock = clock
        self._prefix = prefix
        self._patience = patience
        self._profiles = profiles
        self._rooms = Rooms(client)
        self._under_way: set[asyncio.Task[None]] = set()

    async def end(self) -> None:
        """Leave nothing running behind."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def command(self, body: Payload) -> Acknowledge:
        """A slash command; what can't be read is answered here."""
        began, seen = _time(), await self._seen(body)
        say = self._words(seen.profile.locale)
        word, text = str(body.get("command") or ""), str(body.get("text") or "")
        use = declarations.read(word, text, self._commands, say, self._prefix)
        if isinstance(use, Unclear):
            event: Event = inbound.command_used(body, seen, NO_USE)
            return await self._answering(body, event, say).answer(self._unclear(use, say), self._left(began))
        event = inbound.command_used(body, seen, use)
        return await self._answering(body, event, say).answer(self._reply(event), self._left(began))

    async def action(self, body: Payload) -> Acknowledge:
        """A press, or a choice."""
        began, seen = _time(), await self._seen(body)
        event = inbound.pressed(body, seen)
        if event is None:
            return NOTHING
        say = self._words(seen.profile.locale)
        return await self._answering(body, event, say).answer(self._reply(event), self._left(began))

    async def submission(self, body: Payload) -> Acknowledge:
        """A form that was sent off."""
        began, seen = _time(), await self._seen(body)
        event = inbound.submitted(body, seen)
        say = self._words(seen.profile.locale)
        return await self._answering(body, event, say).answer(self._reply(event), self._left(began))

    async def event(self, body: Payload) -> Acknowledge:
        """Something that was written, or changed, or looked at; it is acknowledged once it is kept."""
        told, team = body.get("event") or {}, self._team
        match told.get("type"):
            case "message":
                # Slack waits for the acknowledgement, and has told of whoever opened the tab to type in it.
                seen = self._profiles.known(str(told.get("user") or ""))
                text = inbound.text_of(told, team, seen)
                if text is not None:
                    self._rooms.learn(str(told["channel"]))
                    await self._keep(text)
            case "app_home_opened":
                self._beside(self._opened(told, team))
            case "user_change":
                user = told.get("user") or {}
                profile = self._profiles.learn(str(user.get("id") or ""), user)
                await self._keep(inbound.changed(told, team, profile))
            case "tokens_revoked":
                log.error("Slack says that a token of the app was revoked")
            case "app_uninstalled":
                log.error("Slack says that the app was taken out of the workspace")
            case _:
                pass
        return NOTHING

    async def connected(self) -> None:
        """Read what was written while nobody listened, beside whatever comes in."""
        self._beside(self._read_all())

    async def limited(self) -> None:
        """Slack keeps events of a whole minute to itself: what was written meanwhile is read after it."""
        log.error("Slack tells of fewer events than there are: more happens in an hour than it tells an app")
        self._beside(self._read_all(after=self.limit_lasts))

    def _answering(self, body: Payload, event: Event, say: Say) -> Answering:
        return self.answering_kind(
            body, event, client=self._client, sending=self._sending, say=say, beside=self._beside
        )

    def _left(self, began: float) -> float:
        """Of the seconds that a click waits those that are left: asking who it was took some of them."""
        return max(0.0, self._patience - (_time() - began))

    async def _keep(self, event: Event) -> None:
        """Keep what nobody is answered; what is done about it goes on beside the acknowledgement."""
        answer = await self._door.accept(event)
        if answer is not None:
            self._beside(_done(answer))

    async def _reply(self, event: Event) -> Reply | None:
        answer = await self._door.accept(event)
        return None if answer is None else await answer

    async def _unclear(self, unclear: Unclear, say: Say) -> Reply:
        return SayReply(declarations.unclear_message(unclear, say, self._prefix))

    async def _seen(self, body: Payload) -> inbound.Seen:
        user = str((body.get("user") or {}).get("id") or body.get("user_id") or "")
        asked, among = self._profiles.of(user), self._rooms.among(inbound.channel_in(body))
        if self._profiles.knows(user):
            profile, channel = await asked, await among
        else:
            profile, channel = await asyncio.gather(asked, among)
        return inbound.seen_in(body, self._team, channel, self._clock(), profile)

    async def _opened(self, told: Payload, team: str) -> None:
        profile = await self._profiles.of(str(told.get("user") or ""))
        event = inbound.home_opened(told, team, profile)
        if event is None:
            return
        await self._home.opened(event.account, await self._reply(event), self._words(profile.locale))

    async def _read_all(self, *, after: float = 0.0) -> None:
        await passed(after)
        at_once = asyncio.Semaphore(AT_ONCE)

        async def read(opened: OpenPlace) -> None:
            async with at_once:
                await self._read(opened)

        rooms = await self._door.open_places(SLACK)
        await asyncio.gather(*(read(opened) for opened in rooms if opened.place.thread is not None))

    async def _read(self, opened: OpenPlace) -> None:
        """Hear the messages of a room again, the oldest first; those heard before have the ids they had."""
        for message in await history.since(self._client, str(opened.place.thread), opened.since):
            event = inbound.text_of({**message, "channel": opened.place.thread}, self._team)
            if (
                event is not None
                and isinstance(opened.place.at, Account)
                and event.account == opened.place.at
            ):
                await self._reply(event)

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name=BESIDE)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


def _time() -> float:
    return asyncio.get_running_loop().time()


async def _done(answer: Awaitable[Reply]) -> None:
    await answer
