"""The playground keeps the contract, but for what a page of this process can't have."""

import pytest

from tests.contract.playground_rig import LACKS, in_a_playground
from tests.contract.suite import NEEDS, SCENARIOS, Scenario, play


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
async def test_keeps_the_contract(scenario: Scenario) -> None:
    """Each scenario holds that a playground can play."""
    need = NEEDS.get(scenario)
    if need is not None and need in LACKS:
        pytest.skip(f"needs {need.value}: {LACKS[need]}")
    await play(scenario, in_a_playground)
