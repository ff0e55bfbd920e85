"""What goes wrong on the server that plays Discord goes wrong for the real library too."""

import asyncio

import aiohttp
import discord
import pytest

from tests.platforms.bots import bot_on
from tests.platforms.discord.faults import Refuse, ResetAfter, ResetBefore, Slow, Status
from tests.platforms.discord.ratelimits import Buckets
from tests.platforms.discord.rules import Rules
from tests.platforms.discord.server import Discord, serving

MESSAGES = "/channels/*/messages"


def said(there: Discord) -> list[str]:
    """What stands in the general channel."""
    return [each.content for each in there.channel("general").messages.values()]


async def test_a_reset_before_or_after_looks_the_same_to_the_bot() -> None:
    """Only the history, or the same nonce, tells whether it was done."""
    async with serving() as there, bot_on(there) as bot:
        general = bot.get_partial_messageable(there.channel("general").id)
        there.faults.script(ResetBefore(), method="POST", path=MESSAGES)
        with pytest.raises((aiohttp.ClientError, OSError)):
            await general.send("One", nonce="one")
        assert said(there) == []
        there.faults.script(ResetAfter(), method="POST", path=MESSAGES)
        with pytest.raises((aiohttp.ClientError, OSError)):
            await general.send("One", nonce="one")
        assert said(there) == ["One"]
        await general.send("One", nonce="one")
        assert said(there) == ["One"]
        assert [status for _, path, status in there.requests if path.endswith("messages")] == [0, 0, 200]


async def test_a_503_may_have_been_done() -> None:
    """The library does not try again."""
    async with serving() as there, bot_on(there) as bot:
        general = bot.get_partial_messageable(there.channel("general").id)
        there.faults.script(Status(status=503, after=True), method="POST", path=MESSAGES)
        with pytest.raises(discord.DiscordServerError):
            await general.send("One")
        assert said(there) == ["One"]


async def test_refusals_and_slowness_are_played() -> None:
    """A code as told; an answer that comes late."""
    async with serving() as there, bot_on(there) as bot:
        general = bot.get_partial_messageable(there.channel("general").id)
        there.faults.script(Refuse(status=403, code=20026, message="Flagged"), path=MESSAGES)
        with pytest.raises(discord.Forbidden) as refused:
            await general.send("One")
        assert refused.value.code == 20026
        there.faults.script(Slow(seconds=0.05), path=MESSAGES)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(general.send("Two"), 0.02)
        await there.changes.until(lambda: said(there) or None, within=1, what="the message")
        assert said(there) == ["Two"]


async def test_the_library_waits_for_rate_limits_by_itself() -> None:
    """Twelve messages at once, five in a window: all arrive, and none is refused."""
    async with serving(rules=Rules(buckets=Buckets(window=0.05))) as there, bot_on(there) as bot:
        general = bot.get_partial_messageable(there.channel("general").id)
        await asyncio.gather(*(general.send(f"{number}") for number in range(12)))

        assert len(said(there)) == 12
        assert 429 not in {status for _, _, status in there.requests}


async def test_a_breach_is_kept_and_refused() -> None:
    """What Discord's document does not know is an error of the bot."""
    async with serving() as there, bot_on(there) as bot:
        route = discord.http.Route(
            "POST", "/channels/{channel_id}/messages", channel_id=there.channel("general").id
        )
        with pytest.raises(discord.HTTPException) as refused:
            await bot.http.request(route, json={"content": "x" * 2001, "colour": "red"})
        assert (refused.value.status, refused.value.code) == (400, 50035)
        assert any("2001" in each for each in there.breaches)
        assert said(there) == []


async def test_a_bot_names_itself() -> None:
    """Whatever does not say `DiscordBot` may be blocked by what stands before Discord."""
    async with serving() as there, aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bot {there.token}"}
        async with session.get(f"{there.api_url}/v10/users/@me", headers=headers) as answer:
            assert answer.status == 200
        assert [each.partition(": ")[2] for each in there.breaches] == [
            "a bot names itself, or it may be blocked"
        ]
