"""Declaring: the commands are told to Discord where it lists other ones, for every server or for one."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord
from discord.http import HTTPClient, Route

from adapters.discord import commands as declarations
from adapters.discord.sync import same
from bot.chat.command import Command

log = logging.getLogger(__name__)

Listed = Sequence[Mapping[str, Any]]
WITH_LOCALIZATIONS = {"with_localizations": "true"}
"""Without it Discord leaves the names in other languages out, and every start would declare anew."""


async def declare(
    http: HTTPClient, application: int, commands: Sequence[Command], guild: str | None, servers: Iterable[str]
) -> Mapping[str, str]:
    """Have just these commands declared; their ids by full name.

    `guild`: in that server only. Otherwise everywhere, and what an earlier test left behind in one of the
    `servers` is taken back, since it would be offered beside them.
    """
    if guild is None:
        for server in servers:
            if await _listed(http, application, server):
                await http.bulk_upsert_guild_commands(application, int(server), payload=[])
    wanted = declarations.payloads(commands)
    listed = await _listed(http, application, guild)
    if same(listed, wanted):
        return declarations.ids_of(listed)
    log.info("declaring %d commands on Discord", len(commands))
    try:
        if guild is None:
            now: Listed = await http.bulk_upsert_global_commands(application, payload=list(wanted))
        else:
            now = await http.bulk_upsert_guild_commands(application, int(guild), payload=list(wanted))
    except discord.HTTPException as error:
        if error.status in (401, 429) or error.status >= 500:
            raise
        # With the commands that are there already the bot can work, and its doctor tells of these.
        log.error("Discord does not take the commands as they are: %s", error)
        return declarations.ids_of(listed)
    return declarations.ids_of(now)


async def _listed(http: HTTPClient, application: int, guild: str | None) -> Listed:
    """What Discord lists; nothing for a server that the bot is not in."""
    if guild is None:
        route = Route("GET", "/applications/{application_id}/commands", application_id=application)
    else:
        path = "/applications/{application_id}/guilds/{guild_id}/commands"
        route = Route("GET", path, application_id=application, guild_id=int(guild))
    try:
        listed: Listed = await http.request(route, params=WITH_LOCALIZATIONS)
    except (discord.Forbidden, discord.NotFound):
        return ()
    return listed
