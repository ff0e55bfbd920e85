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

    `guild`: in that server only. Otherwise everywhere. What was declared elsewhere before, everywhere or in
    one of the `servers`, is taken back, since it would be offered beside them.
    """
    for scope in dict.fromkeys((None, *servers)):
        if scope != guild and await _listed(http, application, scope):
            await _put(http, application, (), scope)
    wanted = declarations.payloads(commands)
    listed = await _listed(http, application, guild)
    if same(listed, wanted):
        return declarations.ids_of(listed)
    log.info("declaring %d commands on Discord", len(commands))
    try:
        return declarations.ids_of(await _put(http, application, wanted, guild))
    except discord.HTTPException as error:
        if error.status in (401, 429) or error.status >= 500:
            raise
        # With the commands that are there already the bot can work, and its doctor tells of these.
        log.error("Discord does not take the commands as they are: %s", error)
        return declarations.ids_of(listed)


async def _put(http: HTTPClient, application: int, wanted: Listed, guild: str | None) -> Listed:
    """Have just these declared everywhere, or in one server."""
    payload: list[Any] = list(wanted)
    if guild is None:
        return await http.bulk_upsert_global_commands(application, payload=payload)
    return await http.bulk_upsert_guild_commands(application, int(guild), payload=payload)


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
