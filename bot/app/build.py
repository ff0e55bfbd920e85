"""Build: the parts of the running bot, put together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.app.supervising import teller
from bot.chat.adapter import ChatAdapter
from bot.chat.command import Command
from bot.chat.place import Platform
from bot.engine.clock import Clock
from bot.engine.engine import Engine
from bot.engine.plans import Plans
from bot.engine.reception import Reception
from bot.features import ALL, trouble
from bot.store.inbox import Inbox
from bot.store.store import Store
from schedules.beats import Beats
from schedules.clocks import PlatformClocks
from schedules.courier import courier
from schedules.digests import Digests
from schedules.duty import Duty
from schedules.homes import Homes
from schedules.lane import Lane
from schedules.librarian import Librarian
from schedules.planner import Planner
from schedules.watching import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The door that answers, and the beats of the duties that act."""

    commands: tuple[Command, ...]
    door: Reception
    lanes: tuple[Lane, ...]
    beats: Beats


def build(
    *,
    plans: Plans,
    store: Store,
    clock: Clock,
    adapters: Mapping[Platform, ChatAdapter],
    others: tuple[Duty, ...] = (),
    inbox: Inbox | None = None,
    away_since: datetime | None = None,
) -> App:
    """Put the bot together around a store, a clock and the adapters by lane; `others` are further duties.

    Without an inbox an event that the process dies over must be told again: simulations do that. What was
    typed to the bot since `away_since` is read again by the chats that can.
    """
    engine = Engine(store, clock, plans, ALL)

    def connected(platform: Platform) -> None:
        # Its time could not be asked before: a wrong clock holds what is due before it leaves.
        beats.wake(clocks)
        beats.wake(planner)
        for lane in lanes:
            if lane.name == platform:
                lane.reconnected()
                beats.wake(lane)

    door = Reception(
        engine,
        inbox,
        away_since=away_since,
        tell_deaf=teller(store, plans, clock, trouble.deaf),
        connected=connected,
    )
    store.listen(door.hears)
    clocks = PlatformClocks(tuple(adapters.values()), clock)
    planner = Planner(store, clock, plans, ALL, clocks.skew)
    lanes = courier(store, clock, plans, ALL, adapters, may_begin=lambda: planner.has_looked)
    beats = Beats(
        store,
        first=(clocks, Librarian(store, plans)),
        planner=planner,
        lanes=lanes,
        homes=_homes(engine, store, clock, adapters),
        others=(Watch(store, plans), Digests(store, plans), *others),
    )
    return App(commands=engine.commands, door=door, lanes=lanes, beats=beats)


def build_beside(
    *, plans: Plans, store: Store, clock: Clock, adapters: Mapping[Platform, ChatAdapter]
) -> App:
    """Put together what answers, and carries to these adapters, beside a bot that may be running.

    Nothing is planned here, so the lanes wait for the library only.
    """
    engine = Engine(store, clock, plans, ALL)
    lanes = courier(store, clock, plans, ALL, adapters, may_begin=lambda: True)
    return App(
        commands=engine.commands,
        door=Reception(engine),
        lanes=lanes,
        beats=Beats(store, planner=Librarian(store, plans), lanes=lanes),
    )


def _homes(
    engine: Engine, store: Store, clock: Clock, adapters: Mapping[Platform, ChatAdapter]
) -> tuple[Homes, ...]:
    """One duty for each chat that keeps pages open."""
    return tuple(
        Homes(adapter, adapter.pace.pages, store, clock, engine.home)
        for adapter in adapters.values()
        if adapter.pace.pages is not None
    )
