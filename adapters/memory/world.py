"""The world is everything outside the bot: what was shown, what people do, what breaks, and time.

It is this object, or the same in a process of its own (`adapters.memory.peer`), which outlives the bot's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.memory.acts import Refused
from adapters.memory.crowd import Crowd
from adapters.memory.faults import Broken, Fault, FaultPlan, Refuse, is_shown
from adapters.memory.history import History
from adapters.memory.trouble import Trouble
from bot.chat.adapter import CannotTell, Search, Shown
from bot.chat.message import Part
from bot.chat.place import Account, MessageRef, Place, Platform

EPOCH = datetime(2025, 1, 1, tzinfo=UTC)
_UNMET = Refuse("this account never pressed anything, so it can't be written to")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a send went: where the message is, whether it is new, and the fault that the sender is told."""

    ref: MessageRef | None
    fresh: bool
    fault: Fault | None


class World(Crowd):
    """Every method is a coroutine, as it is over a socket; only `next_act` and `answer` ever wait."""

    def __init__(self, *, start: datetime = EPOCH, plan: FaultPlan | None = None) -> None:
        super().__init__()
        self._now = start
        self._history = History()
        self._trouble = Trouble(plan)
        self._refused: list[Refused] = []
        self._breaches: list[str] = []
        self._commands: dict[Platform, tuple[str, ...]] = {}
        self._pages: dict[Account, Part] = {}

    async def show(self, platform: Platform, place: Place, part: Part, key: str, at: datetime) -> Verdict:
        """Show a part, unless a fault forbids it."""
        fault = self._trouble.of(platform, "send", place, key)
        if fault is None and self._unmet(place):
            fault = _UNMET
        if not is_shown(fault):
            if isinstance(fault, Refuse):
                self._refused.append(Refused(at=at, place=place, key=key, why=fault.why))
            return Verdict(None, False, fault)
        repeated = self._history.repeated(place, key, at)
        if repeated is None:
            return Verdict(self._history.add(place, part, key=key, at=at), True, fault)
        ref, earlier = repeated
        if earlier.fingerprint != part.fingerprint:
            why = f"two contents with the key {key} within the nonce window"
            await self.breach(why)
            return Verdict(None, False, Broken(why))
        return Verdict(ref, False, fault)

    async def find(self, platform: Platform, place: Place, key: str, since: datetime) -> Search:
        """Look a key up in the history of a place."""
        barred = self._trouble.halted.get(platform) or self._trouble.closed.get(place)
        return CannotTell(barred) if barred else self._history.find(place, key, since)

    async def edit(self, platform: Platform, ref: MessageRef, part: Part) -> Fault | None:
        """Change a message."""
        fault = self._trouble.of(platform, "edit", ref.place, "")
        if is_shown(fault) and not self._history.replace(ref, part):
            return Refuse("the message is gone")
        return fault

    async def delete(self, platform: Platform, ref: MessageRef) -> Fault | None:
        """Take a message back; one that is gone stays gone."""
        fault = self._trouble.of(platform, "delete", ref.place, "")
        if is_shown(fault):
            self._history.replace(ref, None)
        return fault

    async def open(self, platform: Platform, account: Account) -> Fault | None:
        """Open a private conversation: only with someone who acted first."""
        place = Place(at=account)
        return self._trouble.of(platform, "open", place, "") or (_UNMET if self._unmet(place) else None)

    async def show_page(self, platform: Platform, account: Account, part: Part) -> Fault | None:
        """Show a page to an account, in the place of the one before."""
        fault = self._trouble.of(platform, "show", Place(at=account), "")
        if is_shown(fault):
            self._pages[account] = part
        return fault

    async def page(self, account: Account) -> Part | None:
        """The page that the account sees."""
        return self._pages.get(account)

    async def log(self, start: int = 0, limit: int = 1_000_000) -> Sequence[Shown]:
        """Everything that was ever shown, in order, as it was then."""
        return self._history.log(start, limit)

    async def standing(self, place: Place) -> tuple[Shown, ...]:
        """What a reader of the place sees now."""
        return self._history.standing(place)

    async def refused(self) -> tuple[Refused, ...]:
        """What was not taken because a place was closed, in order."""
        return tuple(self._refused)

    async def breach(self, why: str) -> None:
        """Remember that the core broke a rule of all platforms, in case the exception is swallowed."""
        self._breaches.append(why)

    async def breaches(self) -> tuple[str, ...]:
        """The rules that the core broke; a sound core leaves this empty."""
        return tuple(self._breaches)

    async def register(self, platform: Platform, commands: Sequence[str]) -> None:
        """Learn which commands the bot declares."""
        self._commands[platform] = tuple(commands)

    async def commands(self, platform: Platform) -> tuple[str, ...]:
        """The commands that people can use."""
        return self._commands.get(platform, ())

    async def script(self, fault: Fault, method: str | None = "send", place: Place | None = None) -> None:
        """Let the next such call fail: send, edit, delete, open, show, or any; to this place, or to any."""
        self._trouble.script(fault, method, place)

    async def plan(self, plan: FaultPlan | None) -> None:
        """Follow this plan of faults from now on."""
        self._trouble.plan = plan

    async def halt(self, platform: Platform, why: str = "token revoked") -> None:
        """Stop a lane until it is lifted."""
        self._trouble.halted[platform] = why

    async def lift(self, platform: Platform) -> None:
        """Let a stopped lane go on."""
        self._trouble.halted.pop(platform, None)

    async def halted(self, platform: Platform) -> str | None:
        """Why the lane is stopped, if it is."""
        return self._trouble.halted.get(platform)

    async def close(self, place: Place, why: str = "direct messages are closed") -> None:
        """Close a place to the bot until it is reopened."""
        self._trouble.closed[place] = why

    async def reopen(self, place: Place) -> None:
        """Let the bot write to a place again."""
        self._trouble.closed.pop(place, None)

    async def now(self) -> datetime:
        """The time that the world has reached."""
        return self._now

    async def advance(self, to: datetime) -> None:
        """Let the world reach a time; it never goes back."""
        self._now = max(self._now, to)

    def _unmet(self, place: Place) -> bool:
        return isinstance(place.at, Account) and place.at not in self._met
