"""The gateway comes and goes: what happened meanwhile is heard, once, and nobody connects too often."""

import logging

import pytest

from adapters.discord.client import breath
from bot.domain.programme import StepKind
from tests.builders import a_programme, a_step, utc
from tests.discord_world import Someone, Town, a_discord_world
from tests.platforms.changes import TookTooLong
from tests.platforms.discord import intents

LESSONS = a_programme(weeks=4, steps=[a_step(f"w{n}", title=f"Lesson {n}", week=n) for n in range(1, 5)])
CHECK_IN = a_programme(steps=[a_step("friday", StepKind.CHECK_IN)])
MORNING = utc("2026-09-07 13:01")


async def with_lesson(town: Town) -> Someone:
    """Ana, who has her first lesson."""
    ana = await town.creator("Ana")
    await ana.is_in()
    await town.advance_to(MORNING)
    return ana


async def resumed(town: Town, times: int = 1) -> None:
    """Wait until the session was taken up again."""
    await town.until(lambda: town.discord.gateway.handshake.resumes >= times)


@pytest.mark.parametrize("code", [4000, 1006])
async def test_a_closed_connection_is_taken_up_again(code: int) -> None:
    """The session is resumed, not begun anew, and the bot hears."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        if code == 1006:
            town.discord.gateway.cut()
        else:
            town.discord.close_gateway(code)
        await resumed(town)

        assert "Well done!" in await ana.presses("Done")
        assert len(town.discord.credential.identified) == 1


async def test_a_click_during_the_break_is_replayed() -> None:
    """Ana presses while the bot's connection is broken: it is heard when the session is resumed, once."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        town.discord.close_gateway()
        assert "Well done!" in await ana.presses("Done")
        await resumed(town)
        await town.repeats()

        assert ana.sees("Well done!") == 1


async def test_a_click_during_a_long_break_is_answered_by_a_message() -> None:
    """When the session is resumed it is told of, and too old to be answered: it is done, and Ana reads so."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        letter = ana.letters()[-1]
        town.discord.desk.answer_within = 0.1
        town.discord.close_gateway()
        async with town.bot.busy():
            with pytest.raises(TookTooLong):
                await ana.hands.clicks(letter.channel_id, letter.id, "Done")
            await resumed(town)
        await town.until(lambda: ana.sees("Well done!") > 0)
        await town.repeats()

        assert ana.sees("Well done!") == 1


async def test_discord_asks_for_a_new_connection() -> None:
    """RECONNECT: the same session goes on."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        town.discord.gateway.ask_reconnect()
        await resumed(town)

        assert "Well done!" in await ana.presses("Done")


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_is_resumed_or_begun_anew(resumable: bool) -> None:
    """As Discord says which."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        opened = town.bot.door.opened
        town.discord.gateway.invalidate(resumable=resumable)
        await (resumed(town) if resumable else town.connected(opened + 1))

        assert "Well done!" in await ana.presses("Done")
        assert len(town.discord.credential.identified) == (1 if resumable else 2)


async def test_a_dead_connection_is_noticed() -> None:
    """Nothing is acknowledged any more: the bot closes it by itself, and resumes."""
    async with a_discord_world(programme=LESSONS, heartbeat=0.05, adapter={"silence": 0.2}) as town:
        ana = await with_lesson(town)
        town.discord.gateway.acknowledges = False
        so_far = town.discord.gateway.handshake.resumes
        await resumed(town, so_far + 1)
        town.discord.gateway.acknowledges = True

        assert "Well done!" in await ana.presses("Done")


async def test_a_session_that_died_with_unread_letters() -> None:
    """The bot hung, and Discord forgot it: what Ana typed is read from her room, and answered once."""
    async with a_discord_world(programme=CHECK_IN) as town:
        ana = await with_lesson(town)
        count, opened = len(ana.messages()), town.bot.door.opened
        town.discord.gateway.sessions.clear()
        ana.hands.types(ana.rooms()[-1], "help")
        town.discord.close_gateway()
        await town.connected(opened + 1)
        await town.until(lambda: len(ana.messages()) > count)

        assert len(ana.messages()) == count + 1


@pytest.mark.parametrize(
    ("remaining", "seconds"),
    [(1000, 0), (501, 0), (500, 86_400 / 501), (2, 28_800), (1, 86_400), (0, 86_400)],
)
def test_how_long_a_connection_waits(remaining: int, seconds: float) -> None:
    """While half of a day's thousand are left nobody waits; the rest is spread over the day."""
    assert breath(1000, remaining, 86_400) == pytest.approx(seconds)


async def test_a_crash_loop_does_not_use_up_the_day(caplog: pytest.LogCaptureFixture) -> None:
    """One connection is left: the bot waits for the rest of the day instead of losing its token."""
    async with a_discord_world(programme=LESSONS) as town:
        await town.bot.stops()
        town.discord.credential.remaining = 1
        with caplog.at_level(logging.WARNING):
            await town.bot.starts()
            await town.until(lambda: "connections are left for today" in caplog.text)
        assert town.discord.credential.remaining == 1


async def test_a_session_that_is_refused_again_and_again(caplog: pytest.LogCaptureFixture) -> None:
    """Discord invalidates session after session: before each new one the day's count is asked."""
    async with a_discord_world(programme=LESSONS) as town:
        town.discord.credential.remaining = 1
        with caplog.at_level(logging.WARNING):
            town.discord.restart_sessions()
            await town.until(lambda: "1 connections are left for today" in caplog.text)

        assert town.discord.credential.remaining == 1


async def test_a_token_that_was_reset_while_the_connection_was_lost(caplog: pytest.LogCaptureFixture) -> None:
    """A new session is begun with the old one: the bot is told for good, and does not knock for ever."""
    async with a_discord_world(programme=LESSONS) as town:
        town.discord.credential.valid = False
        with caplog.at_level(logging.ERROR):
            town.discord.restart_sessions()
            await town.until(lambda: bool(town.bot.waits))

        assert "discord refuses the bot: Discord does not accept the bot's token" in caplog.text
        assert [wait.total_seconds() for wait in town.bot.waits] == [300]


async def test_an_intent_that_is_not_approved(caplog: pytest.LogCaptureFixture) -> None:
    """Close code 4014: halted with the remedy, and not tried again at once."""
    async with a_discord_world(programme=LESSONS) as town:
        await town.bot.stops()
        town.bot.settings["members"] = True
        with caplog.at_level(logging.ERROR):
            await town.bot.starts()
            await town.until(lambda: bool(town.bot.waits))

        assert "an intent that was asked for is not switched on in Discord's developer portal" in caplog.text
        assert [wait.total_seconds() for wait in town.bot.waits] == [300]
        assert len(town.discord.credential.identified) <= 2


async def test_leaving_the_server_reaches_the_mentor() -> None:
    """With the members intent, Ana's leaving is in Amara's queue, once, and her coming back is heard."""
    async with a_discord_world(
        programme=LESSONS, mentors=["Amara"], granted=intents.GUILD_MEMBERS, adapter={"members": True}
    ) as town:
        amara = await town.staff("Amara")
        await amara.joins()
        ana = await town.creator("Ana", mentor="Amara")
        await ana.is_in()
        ana.hands.leaves(town.discord.guild)
        await town.until(lambda: any(key.startswith("discord/left/") for key in town.bot.door.heard))
        await town.repeats("GUILD_MEMBER_REMOVE")
        queue = await amara.uses("mentor queue")
        assert "Ana" in queue

        ana.hands.joins(town.discord.guild)
        await town.until(lambda: any(key.startswith("discord/joined/") for key in town.bot.door.heard))


async def test_who_leaves_another_server_is_nobodys_business() -> None:
    """The bot is in a second server, which no cohort has."""
    async with a_discord_world(
        programme=LESSONS, granted=intents.GUILD_MEMBERS, adapter={"members": True}
    ) as town:
        ana = await town.creator("Ana")
        await ana.is_in()
        other = town.discord.world.new_guild("Elsewhere")
        ana.hands.joins(other)
        ana.hands.leaves(other)
        await ana.uses("program help")

        assert not any(key.startswith(("discord/left/", "discord/joined/")) for key in town.bot.door.heard)


async def test_the_bot_asks_for_what_it_needs_only() -> None:
    """GUILDS and DIRECT_MESSAGES: what is written in channels is never told to it."""
    async with a_discord_world(programme=LESSONS) as town:
        ana = await with_lesson(town)
        (session,) = town.discord.gateway.sessions.values()
        assert session.intents == 1 << 0 | 1 << 12
        ana.hands.types(town.channel.id, "help")
        await ana.uses("program help")

        assert len(town.bot.door.events) == len({event.id for event in town.bot.door.events})
        assert not any("TextReceived" in type(event).__name__ for event in town.bot.door.events)
