"""The network between the bot and Slack: it counts what passes, breaks it, and strikes the bot dead."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from adapters.slack.searching import EVENT
from tests.cohort_on_chats.aim import Aim
from tests.killing.kill import Moment
from tests.platforms.slack.call import Call
from tests.platforms.slack.faults import Fault, ResetAfter, ResetBefore
from tests.platforms.slack.ratelimits import Tiers
from tests.platforms.slack.rules import Rules

CHANGING = ("chat.", "views.", "files.complete", "response_url", "upload")
"""How the names begin of what changes something."""
APART = timedelta(seconds=1)
"""Slack: one message a second in a channel."""
WINDOW = 0.01
"""Real seconds that Slack's minute lasts: the bot keeps its pace by its own clock, the simulated one."""


def tiers() -> Tiers:
    """Limits that nobody meets by the real clock; by the simulated one the pace is counted (`Tally`)."""
    return Tiers(window=WINDOW)


def is_owed(call: Call) -> bool:
    """Whether this posts something that a lane carries."""
    metadata = call.said.get("metadata")
    return (
        call.method == "chat.postMessage"
        and isinstance(metadata, dict)
        and metadata.get("event_type") == EVENT
    )


@dataclass(slots=True, kw_only=True)
class Tally:
    """What passed, by the simulated clock."""

    now: Callable[[], datetime]
    calls: Counter[str] = field(default_factory=Counter)
    minutes: Counter[datetime] = field(default_factory=Counter)
    crowded: set[datetime] = field(default_factory=set)
    """When the bot posted twice within a second in a channel."""
    owed: list[tuple[datetime, str]] = field(default_factory=list)
    """When the bot tried to post what, by its key."""
    _last: dict[str, datetime] = field(default_factory=dict)

    def asked(self, call: Call, conversation: str) -> None:
        """Count a call."""
        self.calls[call.method] += 1
        if not is_owed(call):
            return
        now = self.now()
        self.owed.append((now, str(call.said["metadata"]["event_payload"]["key"])))
        self.minutes[now.replace(second=0, microsecond=0)] += 1
        if conversation in self._last and now - self._last[conversation] < APART:
            self.crowded.add(now)
        self._last[conversation] = now

    @property
    def busiest_minute(self) -> int:
        """The most messages that were asked for within a minute."""
        return max(self.minutes.values(), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network(Rules):
    """The rules of the server, with a tally and an aim."""

    tally: Tally
    aim: Aim = field(default_factory=Aim)

    def befalls(self, call: Call, names: Sequence[str]) -> Fault | None:
        """What goes wrong with this call."""
        self.tally.asked(call, names[0])
        return self._dies(call) or Rules.befalls(self, call, names)

    def _dies(self, call: Call) -> Fault | None:
        match self.aim.passed(changes=call.method.startswith(CHANGING), is_message=is_owed(call)):
            case Moment.UNHEARD:
                return ResetBefore()
            case Moment.UNANSWERED:
                return ResetAfter()
            case Moment.ANSWERED | None:
                return None
            case never:
                assert_never(never)
