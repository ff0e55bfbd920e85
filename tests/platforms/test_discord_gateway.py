"""The gateway of the server that plays Discord: sessions break, resume, are replayed or begin anew."""

import asyncio

import discord
import pytest

from tests.platforms.bots import bot_on
from tests.platforms.discord.server import serving


async def test_a_closed_connection_resumes_and_hears_what_it_missed() -> None:
    """What happens between the close and the resume is replayed, once."""
    async with serving() as there, bot_on(there) as bot:
        ana = there.person("Ana")
        dm = await bot.create_dm(discord.Object(ana.id))
        there.close_gateway(4000)
        ana.types(dm.id, "Are you there?")

        assert (await bot.hears()).content == "Are you there?"
        await bot.has_resumed()
        assert len(there.credential.identified) == 1


async def test_a_reconnect_request_is_followed_by_a_resume() -> None:
    """Op 7."""
    async with serving() as there, bot_on(there) as bot:
        there.gateway.ask_reconnect()
        await bot.has_resumed()

        assert there.gateway.handshake.resumes == 1


async def test_a_cut_line_resumes() -> None:
    """The network breaks without a close frame."""
    async with serving() as there, bot_on(there) as bot:
        there.gateway.cut()
        await bot.has_resumed()

        assert there.gateway.handshake.resumes == 1


async def test_a_zombie_is_left_and_resumed() -> None:
    """When heartbeats are no longer acknowledged, the client leaves and comes again."""
    async with serving(heartbeat=0.05) as there, bot_on(there, heartbeat_timeout=0.2) as bot:
        there.gateway.acknowledges = False
        await there.changes.until(
            lambda: there.gateway.connected > 1 or None, within=5, what="a second connection"
        )
        there.gateway.acknowledges = True
        await bot.has_resumed()

        assert there.gateway.heartbeats > 1


async def test_a_forgotten_session_begins_anew() -> None:
    """INVALID_SESSION with false: a new IDENTIFY, and what was missed is lost."""
    async with serving() as there, bot_on(there) as bot:
        there.restart_sessions()
        await there.changes.until(
            lambda: len(there.credential.identified) > 1 or None, within=9, what="a second IDENTIFY"
        )
        await there.ready()

        assert bot.resumes.empty()
        assert there.credential.remaining == 998


async def test_guilds_are_spread_over_shards() -> None:
    """Each shard has its own guilds; DMs come to the first."""
    async with serving(shards=2) as there:
        there.world.new_guild("Another")
        async with bot_on(there) as bot:
            ana = there.person("Ana")
            dm = await bot.create_dm(discord.Object(ana.id))
            ana.types(dm.id, "Hello")

            assert {each.shard_id for each in bot.guilds} == {0, 1}
            assert (await bot.hears()).content == "Hello"


async def test_messages_in_channels_come_without_content_unless_the_bot_is_meant() -> None:
    """Without the message content intent only mentions and own messages can be read."""
    wanted = discord.Intents(guilds=True, guild_messages=True)
    async with serving() as there, bot_on(there, intents=wanted) as bot:
        ana, general = there.person("Ana"), there.channel("general")
        ana.types(general.id, "Between us")
        ana.types(general.id, f"<@{bot.id}> hello")
        await bot.get_partial_messageable(general.id).send("My own")

        heard = [(await bot.hears()).content for _ in range(3)]
        assert heard == ["", f"<@{bot.id}> hello", "My own"]


async def test_an_event_can_come_twice() -> None:
    """As Discord says: 0, 1 or N times."""
    async with serving() as there, bot_on(there) as bot:
        ana = there.person("Ana")
        dm = await bot.create_dm(discord.Object(ana.id))
        ana.types(dm.id, "Hello")
        there.again()

        assert (await bot.hears()).id == (await bot.hears()).id


async def test_identifying_too_often_resets_the_token() -> None:
    """The start limit is counted down; one too many and the token is dead."""
    async with serving() as there:
        there.credential.remaining = 1
        async with bot_on(there) as bot:
            limits = await bot.fetch_session_start_limits()
            assert limits.remaining == 0
        with pytest.raises(discord.ConnectionClosed) as closed:
            async with bot_on(there):
                pass
        assert closed.value.code == 4004


async def test_too_long_a_payload_is_a_breach() -> None:
    """More than 4,096 bytes close the connection."""
    async with serving() as there, bot_on(there) as bot:
        await bot.change_presence(activity=discord.CustomActivity("x" * 5000))
        await bot.has_resumed()

        assert there.breaches == ["gateway: a payload of more than 4096 bytes"]


async def test_nothing_is_left_running() -> None:
    """A server and a bot that are gone leave no task behind."""
    before = asyncio.all_tasks()
    async with serving() as there, bot_on(there):
        pass

    assert asyncio.all_tasks() == before
