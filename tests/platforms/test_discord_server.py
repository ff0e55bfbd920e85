"""The server that plays Discord lets the real library in, and refuses what Discord refuses."""

import io
from datetime import timedelta

import discord
import pytest

from tests.platforms.bots import Interaction, bot_on, code, row
from tests.platforms.discord import permissions
from tests.platforms.discord.rules import Rules
from tests.platforms.discord.server import serving
from tests.platforms.discord.snowflake import made_at
from tests.platforms.discord.state import Overwrite

UNCHECKED = Rules(checks=False)


async def test_a_bot_logs_in_sends_a_dm_and_answers_a_click() -> None:
    """The shortest whole story: login, READY, a DM, a click, its answer."""

    async def answer(interaction: Interaction) -> None:
        await interaction.response.send_message("Well done!", ephemeral=True)

    async with serving() as there, bot_on(there, answer) as bot:
        ana = there.person("Ana")
        dm = await bot.create_dm(discord.Object(ana.id))
        await dm.send("Your first lesson", view=row("Done"))
        [lesson] = ana.sees(dm.id)
        answered = await ana.clicks(dm.id, lesson.id, "Done")

        assert lesson.author == "cohortbot"
        assert [each.label for each in lesson.buttons] == ["Done"]
        assert (answered.kind, answered.content, answered.ephemeral) == ("message", "Well done!", True)
        assert there.dm(ana) == dm.id
        assert there.breaches == []


async def test_a_wrong_or_revoked_token_opens_nothing() -> None:
    """401 at login for a wrong token, and for one that was revoked while the bot ran."""
    async with serving() as there:
        async with bot_on(there) as bot:
            ana = there.person("Ana")
            there.credential.valid = False
            with pytest.raises(discord.HTTPException) as refused:
                await bot.create_dm(discord.Object(ana.id))
            assert code(refused) == (401, 0)
            there.revoke_token()
            assert isinstance(await bot.ended, discord.ConnectionClosed)
        with pytest.raises(discord.LoginFailure):
            async with bot_on(there):
                pass


async def test_privileged_intents_must_be_granted() -> None:
    """4014 for the members intent, unless the application was granted it."""
    wanted = discord.Intents(guilds=True, members=True)
    async with serving() as there:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with bot_on(there, intents=wanted):
                pass
    async with serving(granted=wanted.value) as there, bot_on(there, intents=wanted) as bot:
        bea = there.person("Bea")
        bea.leaves(there.guild)
        bea.joins(there.guild)

        assert bot.application_flags.gateway_guild_members_limited
        assert [await bot.told(), await bot.told()] == ["Bea left", "Bea joined"]


async def test_ids_dates_and_times_follow_the_drivers_clock() -> None:
    """A message of the simulated May has a May id, a May timestamp and a May Date header."""
    async with serving() as there, bot_on(there) as bot:
        there.advance(timedelta(days=70))
        sent = await bot.get_partial_messageable(there.channel("general").id).send("Hello")

        assert made_at(sent.id) == sent.created_at == there.now
        assert there.now.month == 5


async def test_the_same_nonce_makes_one_message_whatever_the_channel() -> None:
    """The earlier message comes back; after a few minutes it is a new one; a deleted one is 10008."""
    async with serving() as there, bot_on(there) as bot:
        general, other = (
            bot.get_partial_messageable(there.channel(name).id) for name in ("general", "other")
        )
        first = await general.send("Hello", nonce="lesson-1")
        again = await other.send("Hello", nonce="lesson-1")
        there.advance(timedelta(minutes=6))
        later = await general.send("Hello", nonce="lesson-1")
        await later.delete()
        with pytest.raises(discord.NotFound) as refused:
            await general.send("Hello", nonce="lesson-1")

        assert again.id == first.id
        assert later.id != first.id
        assert code(refused) == (404, 10008)
        assert there.desk.counted["nonce"] == 1


async def test_pictures_arrive_with_their_alt_text() -> None:
    """A file in a form becomes an attachment that can be fetched again."""
    async with serving() as there, bot_on(there) as bot:
        ana = there.person("Ana")
        dm = await bot.create_dm(discord.Object(ana.id))
        picture = discord.File(io.BytesIO(b"a picture"), "week.png", description="12 of 26 weeks are done")
        sent = await dm.send("Your progress", file=picture)
        [seen] = ana.sees(dm.id)[0].attachments

        assert (seen.filename, seen.description, seen.content) == (
            "week.png",
            "12 of 26 weeks are done",
            b"a picture",
        )
        assert await sent.attachments[0].read() == b"a picture"


async def test_history_is_newest_first_and_empty_without_its_permission() -> None:
    """before, after, around and limit; no history without READ_MESSAGE_HISTORY, 50001 without sight."""
    async with serving() as there, bot_on(there) as bot:
        channel = there.channel("general")
        general = bot.get_partial_messageable(channel.id)
        sent = [await general.send(f"{number}") for number in range(5)]

        async def read(
            before: discord.Message | None = None,
            after: discord.Message | None = None,
            around: discord.Message | None = None,
        ) -> list[str]:
            found = general.history(limit=3, before=before, after=after, around=around)
            return [each.content async for each in found]

        assert await read() == ["4", "3", "2"]
        assert await read(before=sent[3]) == ["2", "1", "0"]
        assert await read(after=sent[0]) == ["1", "2", "3"]
        assert await read(around=sent[2]) == ["3", "2", "1"]
        channel.overwrites[there.guild.id] = Overwrite(
            id=there.guild.id, kind=0, deny=permissions.READ_MESSAGE_HISTORY
        )
        channel.overwrites[bot.id] = Overwrite(id=bot.id, kind=1, deny=permissions.READ_MESSAGE_HISTORY)
        assert await read() == []
        channel.overwrites[bot.id].deny = permissions.VIEW_CHANNEL
        with pytest.raises(discord.Forbidden) as refused:
            await read()
        assert code(refused) == (403, 50001)


async def test_messages_that_cannot_be_are_refused() -> None:
    """Empty ones, those of others, those deleted twice, and to people who closed their DMs."""
    async with serving(rules=UNCHECKED) as there, bot_on(there) as bot:
        ana = there.person("Ana")
        dm = await bot.create_dm(discord.Object(ana.id))
        hers = dm.get_partial_message(ana.types(dm.id, "Hello bot").id)
        mine = await dm.send("Hello Ana")
        await mine.delete()
        tries = (
            (dm.send(""), (400, 50006)),
            (hers.edit(content="No"), (403, 50005)),
            (hers.delete(), (403, 50003)),
            (mine.delete(), (404, 10008)),
            (bot.get_partial_messageable(12345).send("Lost"), (404, 10003)),
        )
        for trying, expected in tries:
            with pytest.raises(discord.HTTPException) as refused:
                await trying
            assert code(refused) == expected
        ana.closes_dms()
        with pytest.raises(discord.Forbidden) as refused:
            await dm.send("Are you there?")
        assert code(refused) == (403, 50007)


async def test_it_is_told_whom_a_message_would_notify() -> None:
    """Everything is parsed unless allowed mentions say otherwise."""
    async with serving(rules=UNCHECKED) as there, bot_on(there) as bot:
        ana = there.person("Ana")
        general = bot.get_partial_messageable(there.channel("general").id)
        text = f"<@{ana.id}> and @everyone"
        quiet = await general.send(text)
        loud = await general.send(text, allowed_mentions=discord.AllowedMentions.all())
        named = await general.send(
            text, allowed_mentions=discord.AllowedMentions(users=[ana.user], everyone=False)
        )

        assert [there.pings(each.id) for each in (quiet, loud, named)] == [False, True, True]
