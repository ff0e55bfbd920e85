"""The suite: every scenario of the contract, and how one is played."""

from collections.abc import Awaitable, Callable
from enum import Enum

from tests.contract import acting, answering, failing, keeping, looking, sending
from tests.contract.rig import OpenRig, Rig

Scenario = Callable[[Rig], Awaitable[None]]
SCENARIOS: tuple[Scenario, ...] = (
    *sending.ALL,
    *failing.ALL,
    *acting.ALL,
    *answering.ALL,
    *looking.ALL,
    *keeping.ALL,
)


class Need(Enum):
    """What a scenario needs of a platform, and not every platform has; the value says it in words."""

    FAULTS = "calls that are throttled, refused or lost one by one"
    REPEATS = "a transport that may tell one act twice"
    PAST = "words that were typed while the bot was away"
    LOOKUPS = "choices that are offered while a parameter is being typed"
    CLIENTS = "a program of the reader's own, which keeps an open form while the bot restarts"


NEEDS: dict[Scenario, Need] = {
    failing.a_throttled_send_says_when_to_return: Need.FAULTS,
    failing.a_closed_place_is_undeliverable: Need.FAULTS,
    failing.a_reopened_place_gets_messages: Need.FAULTS,
    failing.a_dropped_connection_is_ambiguous: Need.FAULTS,
    failing.a_time_out_before_showing_is_absent: Need.FAULTS,
    failing.a_time_out_after_showing_is_found: Need.FAULTS,
    failing.a_hasty_repeat_after_a_time_out_shows_nothing_new: Need.FAULTS,
    failing.only_four_exceptions_leave_an_adapter: Need.FAULTS,
    acting.a_repeated_act_has_one_id: Need.REPEATS,
    acting.repeated_text_has_one_id: Need.REPEATS,
    acting.text_typed_while_away_is_read_later: Need.PAST,
    acting.text_heard_before_is_not_news: Need.PAST,
    acting.choices_are_offered_while_typing: Need.LOOKUPS,
    answering.an_open_form_outlives_a_restart: Need.CLIENTS,
}


async def play(scenario: Scenario, open_rig: OpenRig) -> None:
    """Play one scenario on a fresh rig."""
    async with open_rig() as rig:
        await scenario(rig)
