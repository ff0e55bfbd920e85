"""The librarian puts the programmes that the bot runs by into the library, once, as soon as it begins."""

from datetime import datetime

from bot.engine.plans import Plans
from bot.store.store import Store, Turn


class Librarian:
    """A duty that is done when it was done once: a running bot's programmes don't change."""

    wakes_on: frozenset[str] = frozenset()

    def __init__(self, store: Store, plans: Plans) -> None:
        self._store = store
        self._plans = plans
        self._done = False

    async def run_once(self, now: datetime) -> datetime | None:
        """Fill the library unless it holds these programmes as they are; never to be called again."""
        if not self._done:
            programmes = [plan.programme for plan in self._plans]
            await self._store.write(lambda tx: tx.library.keep(programmes), Turn.MACHINE)
            self._done = True
        return None

    async def quiet(self) -> None:
        """Nothing is ever in flight."""
