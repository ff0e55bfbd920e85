"""The client is discord.py, asked to keep nothing in memory and to ping nobody; it hands on what it hears."""

import asyncio
import logging
import secrets
from collections.abc import Collection
from typing import Any, Protocol

import discord

from adapters.discord.echoes import leave_alone
from adapters.discord.headers import DateHeaders
from adapters.discord.heartbeats import hang_up_begun
from adapters.discord.requests import Requests
from adapters.discord.unreadable import leave_out_unreadable
from bot.chat.waiting import passed

log = logging.getLogger(__name__)

LONGEST_WAIT = 30.0
"""Seconds that discord.py may wait for a rate limit by itself; what takes longer is for the courier."""
IDENTIFY_EVERY = 5.0
"""Seconds between two connections that are begun: Discord's own limit."""
SILENCE = 60.0
"""Seconds without a word after which a connection is dead, though nobody closed it."""
AGAIN = 0.05
"""Seconds after which what was cancelled is cancelled again."""
UNAUTHORIZED = 401
SPARED = 0.5
"""While this share of a day's connections is left, nobody waits for the next one."""


class Ears(Protocol):
    """What is heard from Discord."""

    async def interacted(self, interaction: discord.Interaction[discord.Client]) -> None:
        """Somebody pressed, chose, typed or sent off something that belongs to the bot."""

    async def written(self, message: discord.Message) -> None:
        """Somebody wrote where the bot reads."""

    async def connected(self, client: discord.Client) -> None:
        """A new session began: what happened before it was not told."""

    async def joined(self, member: discord.Member) -> None:
        """Somebody came to a server."""

    async def left(self, gone: discord.RawMemberRemoveEvent) -> None:
        """Somebody left a server."""


class Client(discord.AutoShardedClient):
    """discord.py's client, sharded as Discord asks for. Routing is by token, so no view or modal is kept."""

    def __init__(
        self,
        ears: Ears,
        headers: DateHeaders,
        *,
        members: bool,
        ready_timeout: float,
        identify_every: float = IDENTIFY_EVERY,
        silence: float = SILENCE,
    ) -> None:
        intents = discord.Intents.none()
        intents.guilds = intents.dm_messages = True
        intents.members = members
        # It never speaks, so nobody needs to hear that the libraries for that are missing.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=ready_timeout,
            heartbeat_timeout=silence,
            max_ratelimit_timeout=LONGEST_WAIT,
            http_trace=headers.trace,
        )
        # The library takes no other, and has shared it with its parts by now.
        self.http.__class__ = Requests
        leave_alone(self)
        leave_out_unreadable(self)
        self._ears = ears
        self._identify_every = identify_every

    async def listen(self) -> None:
        """Connect, and hear until cancelled. While it reconnects the library swallows a cancellation."""
        connected = asyncio.ensure_future(self.connect(reconnect=True))
        try:
            await asyncio.wait((connected,))
        finally:
            while not connected.done():
                connected.cancel()
                await asyncio.wait((connected,), timeout=AGAIN)
        await connected

    async def close(self) -> None:
        """Close every connection, those that only began as well."""
        await super().close()
        await hang_up_begun()

    async def breathe(self) -> str:
        """Wait where too many connections were begun today; where to connect then."""
        _, gateway, left = await self.http.get_bot_gateway()
        wait = breath(left["total"], left["remaining"], left["reset_after"] / 1_000)
        if wait:
            log.warning("%d connections are left for today: waiting %.0f s", left["remaining"], wait)
            await passed(wait)
        return gateway

    def is_outside(self, servers: Collection[str]) -> bool:
        """Whether the bot was thrown out of all of these servers. One that is down is not gone."""
        return self.is_ready() and bool(servers) and not any(self.get_guild(int(one)) for one in servers)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Begin no session that Discord would count one too many, whoever asks for it how often."""
        if initial:
            return
        await passed(self._identify_every)
        try:
            await self.breathe()
        except discord.GatewayNotFound as error:
            # Of a token that is refused the session itself tells, for good; here it would be asked for ever.
            if getattr(error.__cause__, "status", None) != UNAUTHORIZED:
                raise

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Hand on what happened, but for each message that was sent: all of them come back."""
        if event == "message" and args[0].author == self.user:
            return
        super().dispatch(event, *args, **kwargs)

    async def on_interaction(self, interaction: discord.Interaction[discord.Client]) -> None:
        await self._ears.interacted(interaction)

    async def on_message(self, message: discord.Message) -> None:
        await self._ears.written(message)

    async def on_shard_ready(self, shard: int) -> None:
        if shard == 0:  # Direct messages come to the first shard only.
            await self._ears.connected(self)

    async def on_member_join(self, member: discord.Member) -> None:
        await self._ears.joined(member)

    async def on_raw_member_remove(self, gone: discord.RawMemberRemoveEvent) -> None:
        await self._ears.left(gone)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Nothing of what happened is logged but its name: it holds what people wrote."""
        if self.is_closed():
            log.info("%s ended with the connection", event_method)
            return
        log.exception("%s failed; reference %s", event_method, secrets.token_hex(4))


def breath(total: int, remaining: int, reset_after: float) -> float:
    """Seconds to wait before a connection is begun, so that a crash loop can't use up a day's connections.

    Discord takes the token away after 1,000 in a day. While half of them are left nobody waits; after
    that they are spread over what is left of the day.
    """
    if remaining > total * SPARED:
        return 0.0
    return reset_after / (remaining + 1) if remaining > 1 else reset_after
