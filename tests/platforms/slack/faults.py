"""How Slack can fail, and when it does: as told, for as long as told, or by a plan of chance."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetBefore:
    """The connection breaks before anything is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetAfter:
    """It is done, but the connection breaks before the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The answer is this status, and no JSON; `after`: yet it is done."""

    status: int
    after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """It is done, and the answer comes late."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """Slack refuses with one of its errors; `after`: yet it is done, as fatal_error may leave it."""

    error: str
    after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """A 429 with these whole seconds in Retry-After, and nothing is done."""

    after: int


Fault = ResetBefore | ResetAfter | Status | Slow | Refuse | RateLimit

PASSING: tuple[Fault, ...] = (Slow(seconds=0.05), RateLimit(after=1), Refuse(error="service_unavailable"))
"""What leaves nothing open."""
AMBIGUOUS: tuple[Fault, ...] = (
    ResetBefore(),
    ResetAfter(),
    Status(status=500),
    Status(status=503),
    Status(status=500, after=True),
    Status(status=503, after=True),
    Refuse(error="fatal_error"),
    Refuse(error="fatal_error", after=True),
)
"""What leaves open whether it was done."""
PLANNED: tuple[Fault, ...] = PASSING + AMBIGUOUS
STARTING = ("auth.test", "apps.connections.open")
"""A bot that cannot sign in does not start, so a plan only slows these down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A share of all calls that fail, by a hash, so that a seed tells the same story in any order."""

    seed: str
    rate: float
    kinds: tuple[Fault, ...] = PLANNED

    def fault(self, method: str, *, key: str, attempt: int) -> Fault | None:
        """What befalls the nth attempt of what the key names; every fitting kind is equally likely."""
        chance = sha256(f"{self.seed}/{key}/{attempt}".encode()).digest()
        kinds = tuple(each for each in self.kinds if method not in STARTING or isinstance(each, Slow))
        if not kinds or int.from_bytes(chance[:8]) >= self.rate * 2**64:
            return None
        return kinds[int.from_bytes(chance[8:16]) % len(kinds)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A fault that stays until it is lifted, for the calls that it matches."""

    fault: Fault
    method: str | None = None
    channel: str | None = None

    def befalls(self, method: str, channels: Sequence[str]) -> bool:
        """Whether it is for this call."""
        return self.method in (None, method) and self.channel in (None, *channels)


@dataclass(slots=True)
class Faults:
    """What goes wrong, asked once for each call: first what lasts, then what was told, then the plan.

    A method is Slack's name of it, `upload` or `response_url`; a channel is a conversation by its id, or
    by that of the person whose direct messages they are.
    """

    injected: Counter[Fault] = field(default_factory=Counter)
    """How often each has befallen a call."""
    _lasting: list[Lasting] = field(default_factory=list)
    _scripted: list[tuple[Lasting, int]] = field(default_factory=list)
    _plan: Plan | None = None
    _attempts: Counter[str] = field(default_factory=Counter)

    def script(
        self, fault: Fault, *, method: str | None = None, channel: str | None = None, times: int = 1
    ) -> None:
        """Let the next calls that match fail so; those told earlier come first."""
        self._scripted.append((Lasting(fault=fault, method=method, channel=channel), times))

    def plan(self, seed: str | int, rate: float, kinds: tuple[Fault, ...] = PLANNED) -> None:
        """Let this share of all calls fail; a rate of 0 ends it."""
        self._plan = Plan(seed=str(seed), rate=rate, kinds=kinds)

    def last(self, fault: Fault, *, method: str | None = None, channel: str | None = None) -> Lasting:
        """Let every matching call fail so until it is lifted."""
        lasting = Lasting(fault=fault, method=method, channel=channel)
        self._lasting.append(lasting)
        return lasting

    def lift(self, lasting: Lasting) -> None:
        """Let it be well again; it does not matter whether it was."""
        self._lasting = [each for each in self._lasting if each != lasting]

    def calm(self) -> None:
        """Let nothing that was told befall a call any more, nor anything that lasts; a plan goes on."""
        self._lasting, self._scripted = [], []

    def decide(self, method: str, *channels: str, key: str) -> Fault | None:
        """What befalls this call, if anything; the key names what is tried again."""
        self._attempts[key] += 1
        fault = next((each.fault for each in self._lasting if each.befalls(method, channels)), None)
        fault = fault or self._told(method, channels)
        if fault is None and self._plan is not None:
            fault = self._plan.fault(method, key=key, attempt=self._attempts[key])
        if fault is not None:
            self.injected[fault] += 1
        return fault

    def _told(self, method: str, channels: Sequence[str]) -> Fault | None:
        for index, (each, times) in enumerate(self._scripted):
            if each.befalls(method, channels):
                self._scripted[index : index + 1] = [(each, times - 1)] if times > 1 else []
                return each.fault
        return None
