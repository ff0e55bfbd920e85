"""The memory adapter keeps the contract, its world being an object or a peer behind a socket."""

import pytest

from tests.contract.memory_rig import in_memory, over_a_socket
from tests.contract.rig import OpenRig
from tests.contract.suite import SCENARIOS, Scenario, play


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
@pytest.mark.parametrize("open_rig", [in_memory(), over_a_socket], ids=["object", "peer"])
async def test_keeps_the_contract(open_rig: OpenRig, scenario: Scenario) -> None:
    """Each scenario holds."""
    await play(scenario, open_rig)
