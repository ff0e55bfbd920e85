"""The courier carries deliveries to the chats, and records how it went: one lane for each credential."""

from collections.abc import Callable, Mapping, Sequence

from bot.chat.adapter import ChatAdapter
from bot.chat.place import Platform
from bot.engine.clock import Clock
from bot.engine.feature import Feature
from bot.engine.plans import Plans
from bot.store.store import Store
from schedules.lane import Lane
from schedules.outages import Outages
from schedules.speeches import speeches_of


def courier(
    store: Store,
    clock: Clock,
    plans: Plans,
    features: Sequence[Feature],
    adapters: Mapping[Platform, ChatAdapter],
    may_begin: Callable[[], bool],
) -> tuple[Lane, ...]:
    """The lanes, each a duty of its own, so that a slow or dead one never stops another."""
    speeches = speeches_of(features)
    outages = Outages([*adapters])
    return tuple(
        Lane(name, adapter, store, clock, plans, speeches, may_begin, outages)
        for name, adapter in adapters.items()
    )
