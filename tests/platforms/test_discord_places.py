"""DMs, threads, channels, guilds and members open and close as those of Discord do."""

from datetime import timedelta

import discord
import pytest

from tests.platforms.bots import bot_on, code, row
from tests.platforms.discord import permissions
from tests.platforms.discord.server import serving
from tests.platforms.discord.state import Overwrite


async def test_opening_dms_is_watched() -> None:
    """Bots and strangers have no DM, too many are too fast, and a quarantined bot opens none."""
    async with serving() as there, bot_on(there) as bot:
        ana, bea, cem = (there.person(name) for name in ("Ana", "Bea", "Cem"))
        bea.leaves(there.guild)
        there.world.dm_limit = 1
        first = await bot.create_dm(discord.Object(ana.id))

        async def refused_for(user: int) -> tuple[int, int]:
            with pytest.raises(discord.HTTPException) as refused:
                await bot.create_dm(discord.Object(user))
            return code(refused)

        assert await refused_for(there.world.bot.id) == (400, 50007)
        assert await refused_for(1) == (404, 10013)
        assert await refused_for(bea.id) == (403, 50278)
        assert await refused_for(cem.id) == (400, 40003)
        there.advance(timedelta(minutes=11))
        there.quarantine()
        assert await refused_for(cem.id) == (403, 20026)
        assert (await bot.create_dm(discord.Object(ana.id))).id == first.id
        assert len(there.world.dms_opened) == 1


async def test_private_threads_hold_those_who_were_let_in() -> None:
    """A thread is opened with its permission, shows itself to its members, and is archived."""
    async with serving() as there, bot_on(there) as bot:
        ana, bea = there.person("Ana"), there.person("Bea")
        channel = bot.get_channel(there.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        thread = await channel.create_thread(name="Ana's place", type=discord.ChannelType.private_thread)
        await thread.add_user(discord.Object(ana.id))
        lesson = await thread.send("Only for Ana", view=row("Done"))

        assert [each.content for each in ana.sees(thread.id)] == ["Only for Ana"]
        assert not there.world.allowed(there.world.channels[thread.id], bea.user)
        await thread.edit(archived=True)
        with pytest.raises(discord.HTTPException) as refused:
            await lesson.edit(content="Changed")
        assert code(refused) == (400, 50083)
        await thread.send("Sending opens it again")
        assert not there.world.channels[thread.id].archived


async def test_a_thread_rests_when_nothing_happens() -> None:
    """After its own span it is archived: nothing can be edited there, but a message takes it up again."""
    async with serving() as there, bot_on(there) as bot:
        channel = bot.get_channel(there.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        thread = await channel.create_thread(name="Ana's place", auto_archive_duration=60)
        lesson = await thread.send("Lesson")
        there.advance(timedelta(minutes=61))
        with pytest.raises(discord.HTTPException) as refused:
            await lesson.edit(content="Changed")
        await thread.send("Another")
        await lesson.edit(content="Changed")

        assert code(refused) == (400, 50083)


async def test_a_thread_needs_its_permission() -> None:
    """50013 without CREATE_PRIVATE_THREADS."""
    async with serving() as there, bot_on(there) as bot:
        there.channel("general").overwrites[bot.id] = Overwrite(
            id=bot.id, kind=1, deny=permissions.CREATE_PRIVATE_THREADS
        )
        channel = bot.get_channel(there.channel("general").id)
        assert isinstance(channel, discord.TextChannel)
        with pytest.raises(discord.Forbidden) as refused:
            await channel.create_thread(name="No", type=discord.ChannelType.private_thread)
        assert code(refused) == (403, 50013)


async def test_channels_and_guilds_go_away() -> None:
    """A deleted channel is 10003, a guild that threw the bot out 10004."""
    async with serving() as there, bot_on(there) as bot:
        general, guild = there.channel("general"), there.guild
        there.delete_channel(general)
        with pytest.raises(discord.NotFound) as refused:
            await bot.get_partial_messageable(general.id).send("Hello")
        assert code(refused) == (404, 10003)
        there.remove_bot(guild)
        with pytest.raises(discord.NotFound) as refused:
            await bot.fetch_guild(guild.id)
        assert code(refused) == (404, 10004)


async def test_members_are_read_one_by_one_or_with_the_privileged_intent() -> None:
    """10007 for somebody who left, 10013 for nobody; the whole list needs the intent."""
    async with serving() as there, bot_on(there) as bot:
        ana, bea = there.person("Ana"), there.person("Bea", member=False)
        guild = await bot.fetch_guild(there.guild.id)

        assert (await guild.fetch_member(ana.id)).name == "Ana"
        for user, expected in ((bea.id, (404, 10007)), (1, (404, 10013))):
            with pytest.raises(discord.NotFound) as refused:
                await guild.fetch_member(user)
            assert code(refused) == expected
        with pytest.raises(discord.Forbidden):
            await bot.http.get_members(guild.id, 10, None)


async def test_a_person_who_writes_first_opens_the_dm_themselves() -> None:
    """The bot hears it, answers there, and has opened nothing."""
    async with serving() as there, bot_on(there) as bot:
        ana = there.person("Ana")
        ana.types(ana.opens_dm(), "Hello", [("draft.txt", b"Once")])
        heard = await bot.hears()
        await heard.channel.send("Hello Ana")

        assert (heard.content, await heard.attachments[0].read()) == ("Hello", b"Once")
        assert (await ana.waits_for(heard.channel.id, after=heard.id)).content == "Hello Ana"
        assert there.world.dms_opened == []
