"""Build: the parts of the running bot, put together."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.adapter import ChatAdapter
from bot.engine.clock import Clock
from bot.engine.engine import Engine
from bot.engine.plans import Plans
from bot.features import ALL
from bot.store.store import Store
from schedules.beats import Beats
from schedules.courier import courier
from schedules.duty import Duty
from schedules.lane import Lane
from schedules.planner import Planner


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The engine that answers, and the beats of the duties that act."""

    engine: Engine
    planner: Planner
    lanes: tuple[Lane, ...]
    beats: Beats


def build(
    *,
    plans: Plans,
    store: Store,
    clock: Clock,
    adapters: Mapping[str, ChatAdapter],
    others: tuple[Duty, ...] = (),
) -> App:
    """Put the bot together around a store, a clock and the adapters by lane; `others` are further duties."""
    engine = Engine(store, clock, plans, ALL)
    planner = Planner(store, clock, plans, ALL)
    lanes = courier(store, clock, plans, ALL, adapters, may_begin=lambda: planner.has_looked)
    return App(
        engine=engine,
        planner=planner,
        lanes=lanes,
        beats=Beats(store, planner=planner, lanes=lanes, others=others),
    )
