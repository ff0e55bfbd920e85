"""The driver's hold on Discord: time, people, tokens, connections, and what was asked of the server."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiohttp import web

from tests.platforms.changes import Changes
from tests.platforms.discord import (
    events,
    mentions,
    rest_channels,
    rest_commands,
    rest_guilds,
    rest_interactions,
    rest_messages,
    rest_users,
)
from tests.platforms.discord.border import Border
from tests.platforms.discord.call import Routes
from tests.platforms.discord.credential import Credential
from tests.platforms.discord.desk import Desk
from tests.platforms.discord.events import Event
from tests.platforms.discord.gateway import Gateway
from tests.platforms.discord.people import Person
from tests.platforms.discord.rules import Rules
from tests.platforms.discord.state import Channel, Guild, World

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROUTES = (
    *rest_users.ROUTES,
    *rest_messages.ROUTES,
    *rest_interactions.ROUTES,
    *rest_channels.ROUTES,
    *rest_guilds.ROUTES,
    *rest_commands.ROUTES,
)


class Discord:
    """Holds everything; `rules` are what requests are held to, `granted` the privileged intents."""

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] | None = None,
        granted: int = 0,
        shards: int = 1,
        heartbeat: float = 41.25,
        answer_within: float = 3.0,
        rules: Rules | None = None,
    ) -> None:
        self._clock = clock or (lambda: START)
        self._advanced = timedelta()
        self.changes = Changes()
        self.world = World(lambda: self.now)
        self.credential = Credential(granted=granted, shards=shards)
        self.gateway = Gateway(
            self.world,
            self.credential,
            heartbeat=heartbeat,
            breached=lambda breach: self.breaches.append(breach),
            changed=self.changes.happened,
        )
        self.desk = Desk(self.world, self.credential, self.gateway, self.changes, answer_within=answer_within)
        self.border = Border(self.desk, Routes(ROUTES), rules or Rules())
        self.faults = self.border.rules.faults
        self.breaches = self.border.breaches
        self.requests = self.border.requests
        self.guild = self.new_guild("Creators")
        self._people: dict[str, Person] = {}

    @property
    def now(self) -> datetime:
        return self._clock() + self._advanced

    def advance(self, by: timedelta) -> None:
        self._advanced += by

    @property
    def token(self) -> str:
        return self.credential.token

    @property
    def api_url(self) -> str:
        """What stands where Discord has https://discord.com/api."""
        return f"{self.desk.site}/api"

    @property
    def gateway_url(self) -> str:
        return self.desk.site.replace("http", "ws", 1) + "/gateway"

    def person(self, name: str, *, locale: str = "en-US", member: bool = True) -> Person:
        """The person of this name; a new one is a member of the first guild, unless told otherwise."""
        if name not in self._people:
            self._people[name] = Person(self.desk, self.world.new_user(name, locale=locale))
            if member:
                self.world.join(self.guild, self._people[name].user)
        return self._people[name]

    def new_guild(self, name: str) -> Guild:
        """A guild that the bot was just added to, with a channel `general`."""
        guild = self.world.new_guild(name)
        self.world.new_channel(guild, "general")
        self.gateway.dispatch(events.guild_created(self.world, guild))
        return guild

    def remove_bot(self, guild: Guild) -> None:
        """Throw the bot out of a guild."""
        del guild.members[self.world.bot.id]
        self.gateway.dispatch(events.guild_deleted(guild))

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread, as a moderator does."""
        del self.world.channels[channel.id]
        name = "CHANNEL_DELETE" if channel.parent is None else "THREAD_DELETE"
        self.gateway.dispatch(events.about_channel(name, channel))

    def dm(self, person: Person) -> int | None:
        """The DM of this person and the bot, where it was opened."""
        found = self.world.dms.get(person.id)
        return None if found is None else found.id

    def channel(self, name: str, guild: Guild | None = None) -> Channel:
        """The channel of this name, made where there is none."""
        where = guild or self.guild
        found = (each for each in self.world.channels.values() if each.guild is where and each.name == name)
        return next(found, None) or self.world.new_channel(where, name)

    def pings(self, message_id: int) -> bool:
        """Whether this message notified anybody."""
        channels = self.world.channels.values()
        return mentions.pings(
            next(each.messages[message_id] for each in channels if message_id in each.messages)
        )

    def revoke_token(self) -> None:
        """The token is refused from now on, and its connections are closed."""
        self.credential.valid = False
        self.gateway.sessions.clear()
        self.gateway.hang_up(4004)

    def quarantine(self) -> None:
        self.world.quarantined = True

    def again(self, event: Event | None = None) -> None:
        """Deliver a gateway event a second time; the last one by default."""
        self.gateway.dispatch(event or self.gateway.dispatched[-1])

    def close_gateway(self, code: int = 4000) -> None:
        self.gateway.hang_up(code)

    def restart_sessions(self) -> None:
        """Forget every session: clients are told, and must identify anew."""
        self.gateway.invalidate(resumable=False)

    def forget_sessions(self) -> None:
        """Forget every session without a word, as after a long absence; a RESUME is then refused."""
        self.gateway.sessions.clear()

    async def ready(self, connections: int = 1, *, within: float = 5.0) -> None:
        """Wait until so many sessions have their client."""

        def found() -> bool | None:
            here = [each for each in self.gateway.sessions.values() if each.line is not None]
            return len(here) >= connections or None

        await self.changes.until(found, within=within, what=f"{connections} sessions")

    async def attachment(self, request: web.Request) -> web.Response:
        channel = self.world.channels.get(int(request.match_info["channel"]))
        kept = (
            [] if channel is None else [one for each in channel.messages.values() for one in each.attachments]
        )
        for each in kept:
            if each.id == int(request.match_info["attachment"]):
                return web.Response(body=each.content, content_type="application/octet-stream")
        raise web.HTTPNotFound
