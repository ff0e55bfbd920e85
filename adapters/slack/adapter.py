"""SlackAdapter connects the core to Slack, through slack-bolt."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

import aiohttp
from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import connection, doctor, libraries, outbound, searching
from adapters.slack.asking import date_of
from adapters.slack.attempts import Attempts
from adapters.slack.connection import Identity, Listeners
from adapters.slack.hearing import Hearing
from adapters.slack.home import Home
from adapters.slack.places import SLACK
from adapters.slack.profiles import Profiles
from adapters.slack.sending import Draw, Sending
from adapters.slack.trouble import BROKEN as CALL_BROKEN
from adapters.slack.trouble import is_gone, told
from bot.chat.adapter import (
    Ambiguous,
    CannotTell,
    Door,
    Fill,
    Finding,
    Found,
    Halted,
    Pace,
    Rate,
    Retry,
    Search,
    Undeliverable,
)
from bot.chat.command import Command
from bot.chat.message import Message, Part
from bot.chat.page import Page
from bot.chat.place import Account, MessageRef, Place, Platform
from bot.chat.text import Say

PACE = Pace(
    per_place=timedelta(seconds=1),
    per_lane=Rate(count=200, within=timedelta(minutes=1)),
    pages=timedelta(minutes=1),
    in_flight=16,
)
"""Slack: one message a second in a channel, and several hundred a minute in a workspace."""
PATIENCE = 2.0
"""Seconds after which a click is acknowledged; Slack gives up after 3."""
LONGEST_CALL = 60.0
"""Seconds after which nobody waits for an answer any more: whether it was shown is looked for."""
NOT_CONNECTED = timedelta(seconds=5)
SLACK_API = "https://slack.com/api"
BROKEN = (*CALL_BROKEN, BoltError)
"""What the libraries raise when something goes wrong."""


@dataclass(frozen=True, slots=True)
class Session:
    """What there is while the bot is connected."""

    client: AsyncWebClient
    sending: Sending
    home: Home
    profiles: Profiles


class SlackAdapter:
    """A ChatAdapter for one Slack app in one workspace."""

    hearing_kind: ClassVar[type[Hearing]] = Hearing
    sending_kind: ClassVar[type[Sending]] = Sending

    def __init__(
        self,
        bot_token: str,
        *,
        draw: Draw,
        fill: Fill,
        words: Callable[[str | None], Say],
        clock: Callable[[], datetime],
        app_token: str | None = None,
        signing_secret: str | None = None,
        listen: tuple[str, int] | None = None,
        api_url: str | None = None,
        prefix: str = "",
        channels: Sequence[Place] = (),
        commands: Sequence[Command] = (),
        pace: Pace = PACE,
        patience: float = PATIENCE,
    ) -> None:
        self.platform: Platform = SLACK
        self.pace = pace
        self._bot_token = bot_token
        self._app_token = app_token
        self._signing_secret = signing_secret
        self._listen = listen
        self._draw = draw
        self._fill = fill
        self._words = words
        self._clock = clock
        self._api_url = f"{(api_url or SLACK_API).rstrip('/')}/"
        self._prefix = prefix
        self._channels = tuple(channels)
        self._commands = tuple(commands)
        self._patience = patience
        self._attempts = Attempts()
        self._session: Session | None = None
        self._refused: Halted | None = None

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        """Read what was missed, then hear until cancelled.

        slack_sdk reconnects by itself; what it gives up on is raised as one of the four.
        """
        try:
            async with self._web_client() as client:
                identity = await self._identified(client)
                sending = self.sending_kind(client, self._draw, self._fill, self._prefix)
                session = Session(client, sending, Home(client, sending), Profiles(client))
                self._session, self._refused = session, None
                try:
                    await self._hear(session, identity, commands, door)
                finally:
                    self._session = None
        except BROKEN as error:
            trouble = told(error)
            self._refused = trouble if isinstance(trouble, Halted) else None
            raise trouble from error

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here."""
        return outbound.layout(message, self._prefix)

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        """Show the part, with its key as metadata. A key that was tried lately is looked for first."""
        async with self._calling() as session:
            match self._attempts.of(key):
                case MessageRef() as stands:
                    return stands
                case datetime() as since:
                    found = await searching.find(session.client, place, key, since)
                    if isinstance(found, Found):
                        self._attempts.posted(key, found.ref)
                        return found.ref
                    if isinstance(found, CannotTell):
                        raise Ambiguous(found.why)
                case None:
                    pass
            return await self._post(session.sending, place, part, key)

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        """Look in the history of the channel since then."""
        try:
            async with self._calling() as session:
                return await searching.find(session.client, place, key, since)
        except (Undeliverable, Halted) as barred:
            return CannotTell(barred.why)

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Put the part in the place of a message that was sent; twice is as good as once."""
        async with self._calling() as session:
            await session.sending.edit(ref, part)

    async def delete(self, ref: MessageRef) -> None:
        """Take a message back; twice is as good as once."""
        async with self._calling() as session:
            try:
                await session.sending.delete(ref)
            except SlackApiError as error:
                if not is_gone(error):
                    raise

    async def open(self, account: Account, near: Place | None) -> Place:
        """The conversation with an account. Slack has no private threads: it is the same near any channel."""
        async with self._calling() as session:
            opened = await session.client.conversations_open(users=account.user)
            return Place(at=account, thread=str(opened["channel"]["id"]))

    async def show(self, account: Account, page: Page) -> None:
        """Publish the page in the Home of the account."""
        async with self._calling() as session:
            profile = await session.profiles.of(account.user)
            await session.home.publish(account, page, self._words(profile.locale))

    async def time(self) -> datetime | None:
        """Slack's clock, from the header of an answer; None where a proxy took it away."""
        async with self._calling() as session:
            return date_of(await session.client.api_test())

    async def doctor(self) -> Sequence[Finding]:
        """Look at everything that can be wrong, whether or not the bot is connected."""
        wanted = doctor.Wanted(
            channels=self._channels,
            socket_mode=self._listen is None,
            app_token=self._app_token,
            signing_secret=self._signing_secret,
        )
        return await doctor.examined(self._bot_token, self._api_url, wanted, self._clock)

    async def _post(self, sending: Sending, place: Place, part: Part, key: str) -> MessageRef:
        """Post it, and remember of the key what is known then."""
        began = self._attempts.of(key) is None
        self._attempts.begins(key, self._clock())
        try:
            ref = await sending.send(place, part, key)
        except BROKEN as error:
            # What an earlier attempt left open stays open.
            if began and not isinstance(told(error), Ambiguous):
                self._attempts.refused(key)
            raise
        self._attempts.posted(key, ref)
        return ref

    async def _hear(
        self, session: Session, identity: Identity, commands: Sequence[Command], door: Door
    ) -> None:
        hearing = self.hearing_kind(
            door,
            commands,
            team=identity.team,
            client=session.client,
            sending=session.sending,
            home=session.home,
            profiles=session.profiles,
            words=self._words,
            clock=self._clock,
            prefix=self._prefix,
            patience=self._patience,
        )
        listeners = Listeners(
            command=hearing.command,
            action=hearing.action,
            submission=hearing.submission,
            event=hearing.event,
            limited=hearing.limited,
        )
        app = connection.app_of(session.client, identity, listeners, self._signing_secret)
        try:
            if self._listen is None:
                token = self._app_token or ""
                deafened = partial(door.deafened, SLACK)
                await connection.listen_by_socket(app, identity, token, hearing.connected, deafened)
            else:
                secret = self._signing_secret or ""
                await connection.listen_by_http(app, identity, secret, *self._listen, hearing.connected)
        finally:
            await hearing.end()

    async def _identified(self, client: AsyncWebClient) -> Identity:
        me = await client.auth_test()
        return Identity(str(me["team_id"]), str(me["user_id"]), str(me.get("bot_id") or ""))

    @asynccontextmanager
    async def _web_client(self) -> AsyncIterator[AsyncWebClient]:
        """A client that never posts twice by itself: slack_sdk would after a broken connection."""
        async with aiohttp.ClientSession() as session:
            yield AsyncWebClient(
                token=self._bot_token,
                base_url=self._api_url,
                session=session,
                retry_handlers=[],
                logger=libraries.calls(),
            )

    @asynccontextmanager
    async def _calling(self) -> AsyncIterator[Session]:
        """What goes wrong in a call to Slack is told as one of the four."""
        session = self._session
        if session is None:
            raise self._refused or Retry(NOT_CONNECTED, "lane")
        try:
            async with asyncio.timeout(LONGEST_CALL):
                yield session
        except BROKEN as error:
            raise told(error) from error
