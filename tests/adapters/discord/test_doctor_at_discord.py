"""The doctor and the server that plays Discord agree on what is well."""

from collections.abc import Sequence
from typing import Any

import pytest
from discord import Permissions

from adapters.discord.doctor import Wanted, examined
from adapters.discord.invite import invitation
from bot.chat.adapter import Finding
from bot.chat.place import Channel, Place, Platform
from tests.adapters.discord.stand import NOW

server = pytest.importorskip("tests.platforms.discord.server", reason="the server is not there yet")


async def looks(there: Any, **wanted: Any) -> Sequence[Finding]:
    """What the doctor finds about the channel where the bot is to work."""
    home = Channel(
        platform=Platform("discord"), workspace=str(there.guild.id), id=str(there.channel("general").id)
    )
    where = Wanted(channels=(Place(at=home),), commands=(), **wanted)
    return await examined(there.token, there.api_url, where, lambda: NOW)


async def test_where_all_is_well() -> None:
    """Every question of the doctor is one that Discord takes."""
    async with server.serving(clock=lambda: NOW) as there:
        assert [finding for finding in await looks(there) if not finding.well] == []
        assert (await invitation(there.token, there.api_url)).startswith(there.api_url.removesuffix("/api"))
        assert there.breaches == []


async def test_what_is_ill_is_found() -> None:
    """A channel that denies, an intent that was not granted, commands left in a server."""
    async with server.serving(clock=lambda: NOW) as there:
        channel, bot = there.channel("general"), there.world.bot.id
        denied = Permissions(create_private_threads=True).value
        channel.overwrites[bot] = server_overwrite(bot, denied)
        there.world.commands[there.guild.id] = [{"id": "1", "name": "program", "description": "Yours"}]

        ill = [finding for finding in await looks(there, members=True) if not finding.well]

    assert [finding.subject for finding in ill] == ["intents", f"channel {channel.id}", "commands"]
    assert "Create Private Threads" in ill[1].text


async def test_a_revoked_token() -> None:
    """Nothing else is said."""
    async with server.serving(clock=lambda: NOW) as there:
        there.revoke_token()

        assert [(finding.subject, finding.well) for finding in await looks(there)] == [("token", False)]


def server_overwrite(whom: int, deny: int) -> object:
    """An overwrite for a member."""
    state = pytest.importorskip("tests.platforms.discord.state")
    made: object = state.Overwrite(id=whom, kind=1, deny=deny)
    return made
