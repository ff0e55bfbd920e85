"""The report: what Discord's own log says of the bot."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from bot.chat.adapter import Shown
from bot.chat.place import Account
from tests.cohort_on_discord.hands import Hands
from tests.cohort_on_discord.network import Network
from tests.platforms.discord.driver import Discord
from tests.platforms.discord.state import PRIVATE_THREAD


def report(
    discord: Discord,
    network: Network,
    hands: Hands,
    shown: Sequence[Shown],
    down: Sequence[datetime],
    pinged: Sequence[str],
) -> Mapping[str, Any]:
    """Faults of the bot as lists, which are to be empty, and figures."""
    tally, opened = network.tally, discord.world.dms_opened
    return {
        "breaches": discord.breaches,
        "pinged": list(pinged),
        "unasked": unasked(discord, shown),
        "opened_apart": [(after - before).total_seconds() for before, after in pairwise(opened)],
        "opened": len(opened),
        "opened_again": {user: times for user, times in tally.opens.items() if times > 1},
        "messages": len(shown),
        "rooms": len({one.place for one in shown}),
        "aside": sum(room.kind == PRIVATE_THREAD for room in discord.world.channels.values()),
        "acts": hands.acts,
        "unanswered": hands.unanswered,
        "gone": hands.gone,
        "interactions": len(discord.desk.interactions),
        "requests": dict(tally.requests),
        "answers": dict(Counter(status for _, _, status in discord.requests)),
        "refused": len(tally.refused),
        "refused_in_ten_minutes": tally.most_refused,
        "busiest_second": tally.busiest_second,
        "said_again": discord.desk.counted["nonce"],
        "faults": {repr(fault): count for fault, count in network.faults.injected.items()},
        "kills": network.aim.strikes,
        "changes": network.aim.changes,
        "doubted": sorted({key for at, key in tally.owed if down and down[0] <= at < down[-1]}),
        "identified": len(discord.credential.identified),
        "resumed": discord.gateway.handshake.resumes,
    }


def unasked(discord: Discord, shown: Sequence[Shown]) -> list[str]:
    """Who was written to in private before they had done anything."""
    first: dict[str, int] = {}
    for id, made in discord.desk.interactions.items():
        first.setdefault(str(made.user.id), id)
    return sorted(
        {
            one.place.at.user
            for one in shown
            if isinstance(one.place.at, Account) and int(one.ref.id) < first.get(one.place.at.user, 1 << 64)
        }
    )
