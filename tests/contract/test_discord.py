"""The Discord adapter keeps the contract, over real sockets."""

import pytest

from tests.contract.discord_rig import in_discord
from tests.contract.suite import SCENARIOS, Scenario, play


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_keeps_the_contract(scenario: Scenario) -> None:
    """Each scenario holds."""
    await play(scenario, in_discord())
