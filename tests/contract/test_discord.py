"""The Discord adapter keeps the contract, over real sockets."""

import asyncio

import pytest

from bot.chat.adapter import CannotTell, Halted, Retry
from tests.contract.discord_rig import in_discord, with_discord
from tests.contract.failing import FOUR
from tests.contract.suite import SCENARIOS, Scenario, play
from tests.contract.words import key, says
from tests.platforms.discord.faults import QUARANTINED


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_keeps_the_contract(scenario: Scenario) -> None:
    """Each scenario holds."""
    await play(scenario, in_discord())


async def test_a_revoked_token_ends_the_run() -> None:
    """Discord hangs up for good; whoever calls afterwards is told why, until the bot is let in again."""
    async with with_discord() as rig:
        (part,) = rig.adapter.layout(says())
        rig.discord.revoke_token()
        with pytest.raises(Halted):
            await rig.ended()
        with pytest.raises(Halted):
            await rig.adapter.send(rig.ana, part, key=key())
        with pytest.raises(Halted):
            await rig.connects()
        found = await rig.adapter.find(rig.ana, part, key=key(), since=rig.now())
        assert isinstance(found, CannotTell)

        await rig.mends(rig.ana)
        await rig.connects()
        await rig.adapter.send(rig.ana, part, key=key())

        assert len(await rig.reads(rig.ana)) == 1


async def test_a_quarantine_halts_the_lane() -> None:
    """The gateway stays, and nothing can be sent."""
    async with with_discord() as rig:
        (part,) = rig.adapter.layout(says())
        rig.discord.faults.last(QUARANTINED)
        with pytest.raises(Halted):
            await rig.adapter.send(rig.ana, part, key=key())
        with pytest.raises(Halted):
            await rig.adapter.open(rig.account(rig.ana), None)


async def test_who_calls_before_it_is_connected_comes_back() -> None:
    """Nothing is lost by a bot that is not there yet, or not any more."""
    async with with_discord() as rig:
        (part,) = rig.adapter.layout(says())
        await rig.disconnects()
        with pytest.raises(Retry):
            await rig.adapter.send(rig.ana, part, key=key())
        await rig.connects()
        await rig.adapter.send(rig.ana, part, key=key())

        assert len(await rig.reads(rig.ana)) == 1


async def test_a_stop_while_a_message_leaves() -> None:
    """Who is calling when the bot stops is told one of the four, and no other error."""
    async with with_discord() as rig:
        (part,) = rig.adapter.layout(says())
        sends = [
            asyncio.create_task(rig.adapter.send(rig.ana, part, key=key(str(number)))) for number in range(8)
        ]
        await rig.asked_for("/messages")
        await rig.disconnects()
        await asyncio.wait(sends)
        await rig.connects()

        errors = [task.exception() for task in sends]
        assert any(errors)
        assert [error for error in errors if error and not isinstance(error, FOUR)] == []
