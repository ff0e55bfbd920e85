"""The pulse wakes the duties: live by the clock, in a simulation by moving it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.engine.clock import ManualClock
from bot.store.store import Store
from schedules.duty import Duty

ROUNDS_AT_ONE_INSTANT = 10_000
"""A simulation that does not come to rest at an instant has a fault; it says so rather than run for ever."""


class Beats:
    """When each duty wants to be called, and which were woken before that.

    The planner is called before any lane: what is owed at an instant is known before anything is
    carried, so that what has piled up can become one message.
    """

    def __init__(
        self, store: Store, *, planner: Duty, lanes: Sequence[Duty], others: Sequence[Duty] = ()
    ) -> None:
        self._duties = (planner, *lanes, *others)
        self._lanes = range(1, 1 + len(lanes))
        self._nexts: list[datetime | None] = [None] * len(self._duties)
        self._woken = [True] * len(self._duties)
        store.listen(self._touched)

    def _touched(self, names: frozenset[str]) -> None:
        for number, duty in enumerate(self._duties):
            if duty.wakes_on & names:
                self._woken[number] = True

    def any_due(self, now: datetime) -> bool:
        """Whether a duty was woken or its time has come."""
        return any(self._is_due(number, now) for number in range(len(self._duties)))

    async def run_due(self, now: datetime) -> None:
        """Call the duties whose time has come, the planner before them."""
        if any(self._is_due(lane, now) for lane in self._lanes):
            self._woken[0] = True
        for number, duty in enumerate(self._duties):
            if self._is_due(number, now):
                self._woken[number] = False
                self._nexts[number] = await duty.run_once(now)

    async def quiet(self) -> None:
        """Return when nothing that any duty started is in flight."""
        for duty in self._duties:
            await duty.quiet()

    def next_at(self) -> datetime | None:
        """The earliest time that a duty asked for."""
        return min((at for at in self._nexts if at is not None), default=None)

    def _is_due(self, number: int, now: datetime) -> bool:
        at = self._nexts[number]
        return self._woken[number] or (at is not None and at <= now)


async def simulate(
    clock: ManualClock,
    beats: Beats,
    until: datetime,
    *,
    moved: Callable[[datetime], None] = lambda _now: None,
) -> None:
    """Carry everything to a time: once all is quiet, move the clock to the next instant asked for."""
    while True:
        await _settle_down(clock, beats)
        next_at = beats.next_at()
        if next_at is None or next_at > until:
            break
        clock.move_to(next_at)
        moved(next_at)
    clock.move_to(until)
    moved(until)


async def _settle_down(clock: ManualClock, beats: Beats) -> None:
    for _ in range(ROUNDS_AT_ONE_INSTANT):
        if not beats.any_due(clock.now()):
            return
        await beats.run_due(clock.now())
        await beats.quiet()
    raise RuntimeError(f"the simulation does not come to rest at {clock.now()}")
