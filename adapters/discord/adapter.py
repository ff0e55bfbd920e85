"""DiscordAdapter connects the core to Discord, through discord.py."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import discord
from discord.http import Route

from adapters.discord import commands as declarations
from adapters.discord import declaring, doctor, opening, outbound, searching
from adapters.discord.address import set_address
from adapters.discord.client import IDENTIFY_EVERY, SILENCE, Client
from adapters.discord.headers import DateHeaders
from adapters.discord.hearing import Hearing
from adapters.discord.places import DISCORD
from adapters.discord.requests import note_limit
from adapters.discord.sending import Draw, Sending
from adapters.discord.sync import same
from adapters.discord.trouble import BROKEN, is_gone, no_thread, told
from bot.chat.adapter import (
    Ambiguous,
    CannotTell,
    Door,
    Fill,
    Finding,
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

LIBRARY = logging.getLogger("discord")
"""What discord.py tells about itself."""
PACE = Pace(per_lane=Rate(40, timedelta(seconds=1)), opens=timedelta(seconds=10), in_flight=16)
"""Discord allows a bot 50 requests in a second, and calls for restraint in opening direct messages."""
PATIENCE = 2.0
"""Seconds after which a click is acknowledged; Discord gives up after 3."""
READY = 2.0
"""Seconds that discord.py waits for further servers before it calls itself ready."""
LONGEST_CALL = 60.0
"""Seconds after which nobody waits for an answer any more: whether it was shown is looked for."""
OUTSIDE = (
    "the bot is in no server of any cohort; the address that `cohortbot invite discord` prints lets it in"
)
NOT_CONNECTED = timedelta(seconds=5)


class DiscordAdapter:
    """A ChatAdapter for one Discord bot."""

    def __init__(
        self,
        token: str,
        *,
        draw: Draw,
        fill: Fill,
        words: Callable[[str | None], Say],
        clock: Callable[[], datetime],
        api_url: str | None = None,
        guild: str | None = None,
        members: bool = False,
        channels: Sequence[Place] = (),
        commands: Sequence[Command] = (),
        pace: Pace = PACE,
        patience: float = PATIENCE,
        ready_timeout: float = READY,
        identify_every: float = IDENTIFY_EVERY,
        silence: float = SILENCE,
    ) -> None:
        self.platform: Platform = DISCORD
        self.pace = pace
        self._token = token
        self._draw = draw
        self._fill = fill
        self._words = words
        self._clock = clock
        self._api_url = api_url
        self._guild = guild
        self._members = members
        self._channels = tuple(channels)
        self._servers = tuple(dict.fromkeys(place.workspace for place in channels))
        self._commands = tuple(commands)
        self._patience = patience
        self._ready_timeout = ready_timeout
        self._identify_every = identify_every
        self._silence = silence
        self._headers = DateHeaders()
        self._headers.trace.on_request_end.append(note_limit)
        self._ids: dict[str, str] = {}
        self._client: Client | None = None
        self._sending: Sending | None = None
        self._refused: Halted | None = None

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        """Declare the commands where they differ, read what was missed, then hear until cancelled.

        discord.py reconnects by itself; what it gives up on is raised as one of the four.
        """
        hearing = self._hearing(door, commands)
        try:
            async with self._logged_in(hearing) as client:
                sending = Sending(client, self._draw, self._fill, self._ids)
                hearing.begin(sending)
                await self._declare(client, commands)
                await self._find_gateway(client)
                await self._listen(client, sending)
        except BROKEN as error:
            trouble = told(error)
            self._refused = trouble if isinstance(trouble, Halted) else None
            raise trouble from error
        finally:
            await hearing.end()

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here; the declared commands that it names can be clicked."""
        return outbound.layout(message, self._ids)

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        """Show the part; within some minutes the same key shows nothing new."""
        async with self._calling() as sending:
            self._stop_outside()
            return await sending.send(place, part, key)

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        """Look among the messages of the channel since then."""
        try:
            async with self._calling():
                return await searching.find(self._connected(), place, part, key, since)
        except (Undeliverable, Halted) as barred:
            return CannotTell(barred.why)

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Put the part in the place of a message that was sent; twice is as good as once."""
        async with self._calling() as sending:
            await sending.edit(ref, part)

    async def delete(self, ref: MessageRef) -> None:
        """Take a message back; twice is as good as once."""
        async with self._calling() as sending:
            try:
                await sending.delete(ref)
            except discord.NotFound as error:
                if not is_gone(error):
                    raise

    async def open(self, account: Account, near: Place | None) -> Place:
        """The direct messages with an account; with `near`, a private thread of their own in that channel."""
        async with self._calling():
            self._stop_outside()
            if near is None:
                return await opening.direct(self._connected(), account)
            try:
                return await opening.aside(self._connected(), account, near, self._words(None))
            except discord.HTTPException as error:
                raise no_thread(error) from error

    async def show(self, account: Account, page: Page) -> None:
        """Nothing: Discord has no place of its own for pages, they are answers to a command."""

    async def time(self) -> datetime | None:
        """Discord's clock, from the headers of its answers."""
        async with self._calling():
            await self._connected().http.request(Route("GET", "/gateway"))
            return self._headers.now()

    async def doctor(self) -> Sequence[Finding]:
        """Look at everything that can be wrong, whether or not the bot is connected."""
        wanted = doctor.Wanted(
            channels=self._channels,
            guild=self._guild,
            members=self._members,
            commands=declarations.payloads(self._commands) if self._commands else None,
            same=same,
        )
        return await doctor.examined(self._token, self._api_url, wanted, self._clock)

    def _hearing(self, door: Door, commands: Sequence[Command]) -> Hearing:
        servers = frozenset(self._servers)
        return Hearing(door, commands, self._words, self._clock, self._patience, servers)

    async def _listen(self, client: Client, sending: Sending) -> None:
        self._client, self._sending, self._refused = client, sending, None
        try:
            await client.listen()
        finally:
            # From here on the client is being closed: whoever calls it is told to come back.
            self._client = self._sending = None

    def _absent(self) -> Retry | Halted:
        """What a call is told while there is no connection; a refused bot stays so until it is let in."""
        return self._refused or Retry(NOT_CONNECTED, "lane")

    def _stop_outside(self) -> None:
        """Nobody can be reached by a bot that is in no server of theirs, and nothing is to be given up."""
        if self._connected().is_outside(self._servers):
            raise Halted(OUTSIDE)

    def _connected(self) -> Client:
        if self._client is None:
            raise self._absent()
        return self._client

    @asynccontextmanager
    async def _calling(self) -> AsyncIterator[Sending]:
        """What goes wrong in a call to Discord is told as one of the four."""
        sending = self._sending
        if sending is None:
            raise self._absent()
        try:
            async with asyncio.timeout(LONGEST_CALL):
                yield sending
        except BROKEN as error:
            raise told(error) from error
        except RuntimeError as error:
            # What the library raises for calls that had not their turn yet when the client was closed.
            if sending is self._sending:
                raise
            raise Ambiguous("the connection to Discord was closed") from error

    @asynccontextmanager
    async def _logged_in(self, hearing: Hearing) -> AsyncIterator[Client]:
        """A client that can call Discord, and does not listen yet."""
        set_address(self._api_url)
        if LIBRARY.isEnabledFor(logging.DEBUG):
            # It would word each event and each request, with all that people wrote.
            LIBRARY.setLevel(logging.INFO)
        client = Client(
            hearing,
            self._headers,
            members=self._members,
            ready_timeout=self._ready_timeout,
            identify_every=self._identify_every,
            silence=self._silence,
        )
        async with client:
            await client.login(self._token)
            yield client

    async def _declare(self, client: Client, commands: Sequence[Command]) -> None:
        application = client.application_id
        if application is None:
            raise discord.ClientException("Discord named no application for this token")
        ids = await declaring.declare(client.http, application, commands, self._guild, self._servers)
        self._ids.clear()
        self._ids.update(ids)

    async def _find_gateway(self, client: Client) -> None:
        """Learn where to listen, and wait where too many connections were begun today."""
        set_address(self._api_url, await client.breathe())
