"""The network between the bot and Discord: it counts what passes, breaks it, and strikes the bot dead."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import assert_never

from tests.cohort_on_chats.aim import Aim
from tests.killing.kill import Moment
from tests.platforms.discord.faults import Fault, ResetAfter, ResetBefore
from tests.platforms.discord.ratelimits import LIMITS, Buckets
from tests.platforms.discord.routes import matches
from tests.platforms.discord.rules import Rules

REFUSED = (401, 403, 429)
BAN_WINDOW = timedelta(minutes=10)


def is_message(method: str, path: str) -> bool:
    """Whether this request posts a message."""
    return method == "POST" and matches(path, "/channels/*/messages")


def buckets() -> Buckets:
    """Discord's buckets by the real clock, since discord.py waits by it.

    The bot keeps the 50 a second of all together by its own clock, which is the simulated one: there they
    are counted (`Tally.busiest_second`). The same goes for the hourly question for the time.
    """
    return Buckets(limits={**LIMITS, "GET /gateway": 1_000}, global_limit=1_000_000)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What passed, by the simulated clock."""

    now: Callable[[], datetime]
    requests: Counter[str] = field(default_factory=Counter)
    sends: Counter[datetime] = field(default_factory=Counter)
    opens: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[datetime, int]] = field(default_factory=list)
    owed: list[tuple[datetime, str]] = field(default_factory=list)
    """When the bot tried to post what, by its key."""

    def asked(self, method: str, path: str, body: object, fault: Fault | None) -> None:
        """Count a request; those to open direct messages only where Discord answers that it did."""
        self.requests[method] += 1
        if is_message(method, path):
            self.sends[self.now().replace(microsecond=0)] += 1
            if isinstance(body, dict):
                self.owed.append((self.now(), str(body.get("nonce"))))
        elif path == "/users/@me/channels" and isinstance(body, dict):
            self.opens[str(body["recipient_id"])] += fault is None

    def answered(self, status: int) -> None:
        """Count an answer, if it is one of those that lead to a ban."""
        if status in REFUSED:
            self.refused.append((self.now(), status))

    @property
    def busiest_second(self) -> int:
        """The most messages that were asked for within a second."""
        return max(self.sends.values(), default=0)

    @property
    def most_refused(self) -> int:
        """The most answers of 401, 403 and 429 within ten minutes."""
        times = [at for at, _ in self.refused]
        return max((sum(at <= one < at + BAN_WINDOW for one in times) for at in times), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network(Rules):
    """The rules of the server, with a tally and an aim."""

    tally: Tally
    aim: Aim = field(default_factory=Aim)

    def befalls(self, method: str, path: str, body: object) -> Fault | None:
        """What goes wrong with this request."""
        fault = self._dies(method, path) or Rules.befalls(self, method, path, body)
        self.tally.asked(method, path, body, fault)
        return fault

    def answered(self, status: int, at: float, headers: Mapping[str, str]) -> None:
        """Count the answer."""
        self.tally.answered(status)
        Rules.answered(self, status, at, headers)

    def _dies(self, method: str, path: str) -> Fault | None:
        match self.aim.passed(changes=method != "GET", is_message=is_message(method, path)):
            case Moment.UNHEARD:
                return ResetBefore()
            case Moment.UNANSWERED:
                return ResetAfter()
            case Moment.ANSWERED | None:
                return None
            case never:
                assert_never(never)
