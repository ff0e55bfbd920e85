"""Chatting ahead of time: one person talks to the bot on a copy of the database that is carried to a time."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from adapters.terminal.adapter import TerminalAdapter
from adapters.terminal.saving import Saving
from adapters.terminal.screen import Others, Screen
from adapters.terminal.talk import Talk
from bot.app.acting import BEFORE, CHATS
from bot.app.build import App, build
from bot.app.database import database_of
from bot.app.filling import Filling
from bot.app.plans import plans_of
from bot.app.sitting import Sitter, Terminal, screen_of, sit_down, supervised
from bot.chat.adapter import ChatAdapter
from bot.chat.place import TERMINAL, Platform
from bot.config.setup import Checked
from bot.domain.wall import instant, midnight
from bot.engine.clock import ManualClock, SystemClock
from bot.engine.plans import Plans
from bot.errors import InputError
from bot.features.owning import staff
from bot.store.backup import copy
from bot.store.failures import usable
from bot.store.opening import open_store
from bot.store.tx import Tx
from schedules.pulse import simulate

LONGEST_WAY = timedelta(days=2 * 366)
"""How far a copy is carried; more is a slip of the pen."""


async def chat_ahead(checked: Checked, name: str, at: datetime, terminal: Terminal) -> None:
    """Carry a copy to a time, then talk there as a person; the configured database is only read.

    A naive time is one of the person's own zone. InputError for one that lies before the last look of
    the planner, for one too far ahead, and for a person who is not on record.
    """
    now = SystemClock().now()
    with _copy_of(database_of(checked)) as path:
        store = open_store(path, mode="serve", now=now, durability="off")
        try:
            plans = plans_of(checked)
            sitter = await store.write(lambda tx: _seated(tx, checked, plans, name, now))
            until = instant(at, sitter.person.zone) if at.tzinfo is None else at
            began = await store.read(lambda tx: _began(tx, plans, now, until))
            clock = ManualClock(began)
            ahead = _Ahead(clock)
            screen = ahead.screen = screen_of(terminal, sitter, clock, Others.UNSEEN)
            talk = Talk(screen, terminal.lines, settled=ahead.settled, carried=ahead.carried)
            saving = Saving(fill=Filling(path, plans, clock).fill, folder=terminal.folder)
            talking = TerminalAdapter(screen, talk=talk, saving=saving)
            adapters: dict[Platform, ChatAdapter] = {
                platform: TerminalAdapter(screen, platform=platform, saving=saving)
                for platform in _chats(plans)
            }
            ahead.app = build(plans=plans, store=store, clock=clock, adapters={**adapters, TERMINAL: talking})
            held = await store.read(lambda tx: _held(tx, plans))
            await supervised(ahead.talk(talking, until, held))
        finally:
            await store.close()


def _seated(tx: Tx, checked: Checked, plans: Plans, name: str, now: datetime) -> Sitter:
    """Who sits down. The terminal stands in for their chats, so they may be written to there.

    Where nothing has ever happened, the team is there as if each of them had said hello.
    """
    sitter = sit_down(tx, checked, name)
    team = () if _ticks(tx, plans) else tuple(one for plan in plans for one in staff(tx, plan))
    for account in (*sitter.accounts, *(account for one in team for account in tx.people.accounts(one.id))):
        tx.people.opened(account, now)
    return sitter


def _ticks(tx: Tx, plans: Plans) -> list[datetime]:
    """When the planner last looked at each cohort, as far as it ever did."""
    rows = [row for plan in plans if (row := tx.cohorts.by_name(plan.cohort.name)) is not None]
    return [row.last_tick for row in rows if row.last_tick is not None]


class _Ahead:
    """What the talk runs on: the whole bot, and a clock that stands until it is carried on."""

    app: App
    screen: Screen

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock

    async def talk(self, adapter: TerminalAdapter, until: datetime, held: Sequence[str]) -> None:
        """Say what this is, let everything happen until then, and talk."""
        when = self.screen.told(until)
        self.screen.write([f"This is a copy, carried to {when}; nothing is sent and nothing is kept.", *held])
        await self._carry(until)
        await adapter.run(self.app.commands, self.app.door)

    async def settled(self) -> None:
        """Return when everything that was typed is answered on the screen."""
        await self.app.door.quiet()
        await self._carry(self._clock.now())

    async def carried(self, span: timedelta) -> None:
        """Let time pass, and say what time it is then."""
        await self._carry(self._clock.now() + span)
        self.screen.write(["", f"--- It is {self.screen.told(self._clock.now())}. ---"])

    async def _carry(self, until: datetime) -> None:
        """Let everything happen until then, as long as somebody can read it."""
        await simulate(self._clock, self.app.beats, until, moved=lambda _now: self.screen.check())


def _began(tx: Tx, plans: Plans, now: datetime, until: datetime) -> datetime:
    """From when the copy is carried. InputError where `until` can't be reached from there."""
    ticks = _ticks(tx, plans)
    if ticks:
        began = max(ticks)
    else:
        # Nothing has ever happened, so any time will do to begin with.
        starts = (midnight(plan.cohort.start, plan.cohort.zone) - BEFORE for plan in plans)
        began = now if now <= until else min(until, *starts)
    if until < began:
        raise InputError(
            f"{until:%Y-%m-%d %H:%M} UTC is before the bot last looked at its cohorts"
            f" ({began:%Y-%m-%d %H:%M} UTC), and a copy can't go back; name a later time"
        )
    if until - began > LONGEST_WAY:
        raise InputError(
            f"{until:%Y-%m-%d %H:%M} UTC is more than two years after {began:%Y-%m-%d}; name an earlier time"
        )
    return began


def _held(tx: Tx, plans: Plans) -> list[str]:
    """What will not come, and why."""
    rows = (tx.cohorts.by_name(name) for name in plans.names)
    return [
        f"{row.name} is held: {row.hold.reason}. Nothing of it comes here until it is released."
        for row in rows
        if row is not None and row.hold is not None
    ]


def _chats(plans: Plans) -> tuple[Platform, ...]:
    """The chats that the terminal stands in for: those of the roster and of the channels."""
    channels = (place.platform for plan in plans for place in plan.home)
    return tuple(dict.fromkeys((*map(Platform, CHATS), *channels)))


@contextmanager
def _copy_of(path: Path) -> Iterator[Path]:
    """A copy that is thrown away; where there is no database, the place for a new one."""
    with tempfile.TemporaryDirectory(prefix="cohortbot-") as folder:
        to = Path(folder, path.name)
        if path.exists():
            with usable(path):
                copy(path, to)
        yield to
