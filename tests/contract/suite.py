"""The suite: every scenario of the contract, and how one is played."""

from collections.abc import Awaitable, Callable

from tests.contract import acting, failing, keeping, looking, sending
from tests.contract.rig import OpenRig, Rig

Scenario = Callable[[Rig], Awaitable[None]]
SCENARIOS: tuple[Scenario, ...] = (
    *sending.ALL,
    *failing.ALL,
    *acting.ALL,
    *looking.ALL,
    *keeping.ALL,
)


async def play(scenario: Scenario, open_rig: OpenRig) -> None:
    """Play one scenario on a fresh rig."""
    async with open_rig() as rig:
        await scenario(rig)
