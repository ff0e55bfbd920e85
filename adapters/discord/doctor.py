"""The doctor of Discord looks at everything there that can keep the bot from working."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from discord.http import HTTPClient, Route

from adapters.discord import diagnoses, sync
from adapters.discord.asking import Unanswered, ask, ask_all, logged_in
from adapters.discord.diagnoses import Payload
from adapters.discord.headers import DateHeaders
from bot.chat.adapter import Finding
from bot.chat.place import Channel, Place

Payloads = Sequence[dict[str, Any]]
Same = Callable[[Payloads, Payloads], bool]
"""Whether the commands that Discord lists are the wanted ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What should be so on Discord."""

    channels: Sequence[Place] = ()
    guild: str | None = None
    """The server in which alone the commands are declared; None for everywhere."""
    members: bool = False
    commands: Payloads | None = None
    """None where nobody knows them: then they are not looked at."""
    same: Same = sync.same

    @property
    def guilds(self) -> tuple[str, ...]:
        """Every server that is configured, once."""
        named = [place.workspace for place in self.channels]
        return tuple(dict.fromkeys([*named, self.guild] if self.guild else named))


async def examined(
    token: str, api_url: str | None, wanted: Wanted, clock: Callable[[], datetime]
) -> Sequence[Finding]:
    """The findings, by a connection of the doctor's own: the bot may be running or not."""
    dates = DateHeaders()
    try:
        async with logged_in(token, api_url, dates) as http:
            return await findings(http, wanted, dates=dates, clock=clock)
    except Unanswered as no:
        return (diagnoses.unanswered("connection", no),)


async def findings(
    http: HTTPClient, wanted: Wanted, *, dates: DateHeaders, clock: Callable[[], datetime]
) -> Sequence[Finding]:
    """One finding a thing; what can't be looked at because of an earlier one is left out. Never raises."""
    found: list[Finding] = []
    try:
        me = await ask(http, Route("GET", "/users/@me"), "id", "username")
        found.append(diagnoses.token(me))
        app = await ask(http, Route("GET", "/applications/@me"), "id", "name", "flags")
    except Unanswered as no:
        return (*found, diagnoses.unanswered("application" if found else "connection", no))
    found += diagnoses.application(app)
    found.append(diagnoses.intents(app, members=wanted.members))
    found.append(await _gateway(http))
    inside: list[str] = []
    for guild in wanted.guilds:
        its = await _server(http, guild, str(me["id"]), wanted)
        found += its
        if its[0].well:
            inside.append(guild)
    found += await _commands(http, str(app["id"]), wanted, inside)
    found.append(diagnoses.clock(dates.now(), clock()))
    return found


async def _gateway(http: HTTPClient) -> Finding:
    try:
        answer = await ask(http, Route("GET", "/gateway/bot"), "session_start_limit", "shards")
    except Unanswered as no:
        return diagnoses.unanswered("gateway", no)
    return diagnoses.gateway(answer)


async def _server(http: HTTPClient, id: str, me: str, wanted: Wanted) -> Sequence[Finding]:
    """The server, and its configured channels where the bot is in it."""
    try:
        guild = await ask(
            http, Route("GET", "/guilds/{guild_id}", guild_id=id), "id", "name", "roles", "owner_id"
        )
        whom = Route("GET", "/guilds/{guild_id}/members/{user_id}", guild_id=id, user_id=me)
        member = await ask(http, whom, "user", "roles")
    except Unanswered as no:
        return (diagnoses.outside(id, no),)
    found = [diagnoses.inside(guild)]
    for place in dict.fromkeys(wanted.channels):
        if isinstance(place.at, Channel) and place.workspace == id:
            found += await _channel(http, place.at.id, guild, member)
    return found


async def _channel(http: HTTPClient, id: str, guild: Payload, member: Payload) -> Sequence[Finding]:
    try:
        its = await ask(http, Route("GET", "/channels/{channel_id}", channel_id=id), "id", "type")
    except Unanswered as no:
        return (diagnoses.unseen(id, no),)
    return diagnoses.channel(its, guild, member)


async def _commands(http: HTTPClient, app: str, wanted: Wanted, inside: Sequence[str]) -> Sequence[Finding]:
    """The commands in their scope, and what is left in the others: of servers that the bot is in only."""
    if wanted.commands is None:
        return ()
    scopes = [guild for guild in (None, *inside) if guild != wanted.guild]
    found: list[Finding] = []
    try:
        if wanted.guild is None or wanted.guild in inside:
            listed = await _listed(http, app, wanted.guild)
            same = wanted.same(listed, wanted.commands)
            found.append(diagnoses.commands(_spell(wanted.guild), declared=bool(listed), same=same))
        found += [diagnoses.stale(_spell(scope)) for scope in scopes if await _listed(http, app, scope)]
    except Unanswered as no:
        found.append(diagnoses.unanswered("commands", no))
    return found


async def _listed(http: HTTPClient, app: str, guild: str | None) -> Payloads:
    if guild is None:
        path = "/applications/{application_id}/commands?with_localizations=true"
        return await ask_all(http, Route("GET", path, application_id=app))
    path = "/applications/{application_id}/guilds/{guild_id}/commands?with_localizations=true"
    return await ask_all(http, Route("GET", path, application_id=app, guild_id=guild))


def _spell(guild: str | None) -> str:
    return f"in the server {guild}" if guild else "for every server"
