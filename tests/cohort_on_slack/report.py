"""The report: what Slack's own log says of the bot."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.chat.adapter import Shown
from bot.chat.place import Account
from bot.engine.late_answer import KIND
from schedules.lease import part_key
from tests.cohort_on_slack.hands import Hands
from tests.cohort_on_slack.network import Network
from tests.platforms.slack.driver import Slack
from tests.platforms.slack.hearing import Kind
from tests.platforms.slack.seen import SeenMessage
from tests.slack_world.prefix import Reader


def report(
    slack: Slack,
    network: Network,
    hands: Hands,
    shown: Sequence[Shown],
    down: Sequence[datetime],
    asked: Sequence[SeenMessage],
    rude: Sequence[str],
    reader: Reader,
) -> Mapping[str, Any]:
    """Faults of the bot as lists, which are to be empty, and figures."""
    tally, hearing = network.tally, slack.hearing
    return {
        "breaches": slack.breaches,
        "rude": list(rude),
        "bare": reader.bare,
        "named": len(reader.named),
        "unasked": unasked(slack, shown),
        "crowded": [str(at) for at in sorted(tally.crowded)],
        "silent": silent(shown, asked),
        "answers": sorted(map(_answer_to, asked)),
        "messages": len(shown),
        "rooms": len({one.place for one in shown}),
        "acts": hands.acts,
        "unanswered": hands.unanswered,
        "only_closed": hands.only_closed,
        "gone": hands.gone,
        "asked": len(asked),
        "calls": dict(tally.calls),
        "errors": dict(Counter(outcome for _, outcome in slack.calls if outcome != "ok")),
        "busiest_minute": tally.busiest_minute,
        "told": len(hearing.told),
        "failures": dict(hearing.failures),
        "mischief": {twist.value: count for twist, count in slack.mischief.done.items()},
        "p99": {kind.value: round(hearing.p99(kind), 3) for kind in Kind},
        "faults": {repr(fault): count for fault, count in network.faults.injected.items()},
        "kills": network.aim.strikes,
        "changes": network.aim.changes,
        "connections": slack.socket.opened,
        "doubted": sorted({key for at, key in tally.owed if down and down[0] <= at < down[-1]}),
        "homes": len(slack.world.homes),
    }


def silent(shown: Sequence[Shown], asked: Sequence[SeenMessage]) -> list[str]:
    """What was typed and not answered exactly once."""
    answers = Counter(one.key for one in shown)
    times = {f"{one.channel_id}/{one.ts}": answers[_answer_to(one)] for one in asked}
    return [f"{name}: {count}" for name, count in times.items() if count != 1]


def _answer_to(asked: SeenMessage) -> str:
    """The key of the answer to what was typed."""
    return part_key(f"{KIND}/slack/{asked.channel_id}/{asked.ts}", 0)


def unasked(slack: Slack, shown: Sequence[Shown]) -> list[str]:
    """Who was written to in private before they had done anything."""
    first: dict[str, float] = {}
    for told in slack.hearing.told:
        payload = told.payload
        if told.kind is Kind.EVENT:
            user, at = (
                payload["event"].get("user"),
                payload["event"].get("ts", payload["event"].get("event_ts")),
            )
        else:
            user = payload.get("user_id") or payload["user"]["id"]
            at = payload["trigger_id"].rpartition(".")[0]
        if isinstance(user, str) and at is not None:
            first.setdefault(user, float(at))
    return sorted(
        {
            one.place.at.user
            for one in shown
            if isinstance(one.place.at, Account)
            and float(one.ref.id) < first.get(one.place.at.user, float("inf"))
        }
    )
