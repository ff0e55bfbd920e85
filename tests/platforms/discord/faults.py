"""How Discord can fail, and when it does: as told, for as long as told, or by a plan of chance."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from tests.platforms.discord.ratelimits import Scope
from tests.platforms.discord.routes import is_interaction, matches


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetBefore:
    """The connection breaks before anything is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetAfter:
    """It is done, but the connection breaks before the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The answer is this status; `after`: yet it is done."""

    status: int
    after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slow:
    """It is done, and the answer comes late."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """Discord refuses with a status and one of its codes, and nothing is done."""

    status: int
    code: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """A 429 of this scope, and nothing is done."""

    after: float
    scope: Scope = "user"

    @property
    def is_global(self) -> bool:
        """Whether the whole bot must wait."""
        return self.scope == "global"


Fault = ResetBefore | ResetAfter | Status | Slow | Refuse | RateLimit

CLOSED = Refuse(status=403, code=50007, message="Cannot send messages to this user")
QUARANTINED = Refuse(
    status=403, code=20026, message="Your app has been flagged by our anti-spam system for abusive behaviour."
)

PASSING: tuple[Fault, ...] = (
    Status(status=500),
    Status(status=502),
    Slow(seconds=0.05),
    RateLimit(after=0.05),
    RateLimit(after=0.05, scope="shared"),
    RateLimit(after=0.05, scope="global"),
)
"""What discord.py gets over by itself."""
AMBIGUOUS: tuple[Fault, ...] = (
    ResetBefore(),
    ResetAfter(),
    Status(status=503),
    Status(status=500, after=True),
    Status(status=502, after=True),
    Status(status=503, after=True),
)
"""What leaves open whether it was done."""
PLANNED: tuple[Fault, ...] = PASSING + AMBIGUOUS
"""Every kind that can befall a request without changing what it means; a Refuse would."""
STARTING = ("/users/@me", "/gateway/bot", "/applications/@me", "/oauth2/applications/@me")
"""A bot that cannot sign in does not start, so a plan has only what passes for these."""


def fitting(kinds: tuple[Fault, ...], method: str, path: str) -> tuple[Fault, ...]:
    """The kinds that mean something for a request, each once."""
    starting = path in STARTING or "/commands" in path
    return tuple(
        kind
        for kind in kinds
        if not (starting and kind in AMBIGUOUS)
        # A reading leaves nothing behind, so after is as before.
        and not (method == "GET" and (kind == ResetAfter() or (isinstance(kind, Status) and kind.after)))
        and not (is_interaction(path) and isinstance(kind, RateLimit) and kind.is_global)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A fault that stays until it is lifted, for the requests that it matches."""

    fault: Fault
    method: str | None = None
    path: str | None = None

    def befalls(self, method: str, path: str) -> bool:
        """Whether it is for this request."""
        return self.method in (None, method) and (self.path is None or matches(path, self.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A share of all requests that fail, by a hash, so that a seed tells the same story in any order."""

    seed: str
    rate: float
    kinds: tuple[Fault, ...] = PLANNED

    def fault(self, method: str, path: str, *, key: str, attempt: int) -> Fault | None:
        """What befalls the nth attempt of what the key names; every fitting kind is equally likely."""
        chance = sha256(f"{self.seed}/{key}/{attempt}".encode()).digest()
        kinds = fitting(self.kinds, method, path)
        if not kinds or int.from_bytes(chance[:8]) >= self.rate * 2**64:
            return None
        return kinds[int.from_bytes(chance[8:16]) % len(kinds)]


@dataclass(slots=True)
class Faults:
    """What goes wrong, asked once for each request: first what lasts, then what was told, then the plan.

    A path is a pattern, in which `*` stands for any one part: `/channels/*/messages`.
    """

    injected: Counter[Fault] = field(default_factory=Counter)
    """How often each has befallen a request."""
    _lasting: list[Lasting] = field(default_factory=list)
    _scripted: list[tuple[Lasting, int]] = field(default_factory=list)
    _plan: Plan | None = None
    _attempts: Counter[str] = field(default_factory=Counter)

    def script(
        self, fault: Fault, *, method: str | None = None, path: str | None = None, times: int = 1
    ) -> None:
        """Let the next requests that match fail so; those told earlier come first."""
        self._scripted.append((Lasting(fault=fault, method=method, path=path), times))

    def plan(self, seed: str | int, rate: float, kinds: tuple[Fault, ...] = PLANNED) -> None:
        """Let this share of all requests fail; a rate of 0 ends it."""
        self._plan = Plan(seed=str(seed), rate=rate, kinds=kinds)

    def last(self, fault: Fault, *, method: str | None = None, path: str | None = None) -> Lasting:
        """Let every matching request fail so until it is lifted."""
        lasting = Lasting(fault=fault, method=method, path=path)
        self._lasting.append(lasting)
        return lasting

    def lift(self, lasting: Lasting) -> None:
        """Let it be well again; it does not matter whether it was."""
        self._lasting = [each for each in self._lasting if each != lasting]

    def calm(self) -> None:
        """Let nothing that was told befall a request any more, nor anything that lasts; a plan goes on."""
        self._lasting, self._scripted = [], []

    def close(self, channel: str | int) -> None:
        """Let nothing be sent there any more, as to someone who has closed their direct messages."""
        self.last(CLOSED, method="POST", path=f"/channels/{channel}/messages")

    def open(self, channel: str | int) -> None:
        """Take messages there again."""
        self.lift(Lasting(fault=CLOSED, method="POST", path=f"/channels/{channel}/messages"))

    def decide(self, method: str, path: str, *, key: str) -> Fault | None:
        """What befalls this request, if anything; the key names what is tried again (a nonce, a path)."""
        self._attempts[key] += 1
        fault = self._standing(method, path) or self._told(method, path)
        if fault is None and self._plan is not None:
            fault = self._plan.fault(method, path, key=key, attempt=self._attempts[key])
        if fault is not None:
            self.injected[fault] += 1
        return fault

    def _standing(self, method: str, path: str) -> Fault | None:
        return next((each.fault for each in self._lasting if each.befalls(method, path)), None)

    def _told(self, method: str, path: str) -> Fault | None:
        for index, (each, times) in enumerate(self._scripted):
            if each.befalls(method, path):
                self._scripted[index : index + 1] = [(each, times - 1)] if times > 1 else []
                return each.fault
        return None
