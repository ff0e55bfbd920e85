"""The digests duty owes each mentor and admin their digest on their own Monday morning."""

from datetime import datetime

from bot.engine.plans import Plans
from bot.features.digesting import digests
from bot.store.store import Store, Turn


class Digests:
    """A duty that keeps nothing in mind: a digest's name says whose it is and of which week."""

    wakes_on: frozenset[str] = frozenset()

    def __init__(self, store: Store, plans: Plans) -> None:
        self._store = store
        self._plans = tuple(plans)

    async def run_once(self, now: datetime) -> datetime | None:
        """Owe whatever it is time for; when somebody's next Monday morning comes."""
        found = await self._store.read(lambda tx: digests(tx, self._plans, now))
        if found.owed:
            await self._store.write(lambda tx: tx.deliveries.add(found.owed), Turn.MACHINE)
        return found.next_at

    async def quiet(self) -> None:
        """Nothing is ever in flight: run_once awaits its own transactions."""
