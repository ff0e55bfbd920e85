"""Outages: a chat that carries nothing for long is gone round, for those who can be written to elsewhere."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.places import lane_of, written
from bot.store.tx import Tx

log = logging.getLogger(__name__)

PATIENCE = timedelta(hours=1)
"""A chat that is back sooner brings what waited for it, in the place that its readers prefer."""
RECENT = timedelta(minutes=15)
"""A try is made when it is due; a failure that is older by so much says nothing about now."""
EVERY = timedelta(minutes=5)
AT_MOST = 100


@dataclass(frozen=True, slots=True)
class _Outage:
    """From the first of the tries in vain, with no other between them, to when the next one is due."""

    since: datetime
    until: datetime


class Outages:
    """Which lanes carry nothing, though they try; all lanes share it."""

    def __init__(self, lanes: Sequence[str]) -> None:
        self._lanes = tuple(lanes)
        self._outages: dict[str, _Outage] = {}
        self._looked: dict[str, datetime] = {}

    def tried_in_vain(self, lane: str, now: datetime, until: datetime | None = None) -> None:
        """The chat itself refused or was not there, whatever it was that was to be carried.

        `until`: it is not tried again before.
        """
        current = self._current(lane, now)
        self._outages[lane] = _Outage(now if current is None else current.since, until or now)

    def is_under_way(self, lane: str, now: datetime) -> bool:
        """Whether a lane tried in vain lately, and nothing has arrived since."""
        return self._current(lane, now) is not None

    def carried(self, lane: str) -> None:
        """Something arrived."""
        self._outages.pop(lane, None)

    def ways_round(self, lane: str, now: datetime) -> tuple[str, ...]:
        """The lanes that carry, if this one has not for long; asked for every few minutes, else none."""
        outage, looked = self._current(lane, now), self._looked.get(lane)
        if outage is None or now - outage.since < PATIENCE or (looked is not None and now - looked < EVERY):
            return ()
        self._looked[lane] = now
        return tuple(one for one in self._lanes if one != lane and self._current(one, now) is None)

    def _current(self, lane: str, now: datetime) -> _Outage | None:
        outage = self._outages.get(lane)
        return None if outage is None or now - outage.until > RECENT else outage


def go_round(tx: Tx, lane: str, others: Sequence[str], now: datetime) -> None:
    """Let what is due on a lane, and nobody can have seen, leave on others."""
    found = tx.detours.of(lane, others, now, AT_MOST)
    for one in found:
        tx.outbox.move(one.id, place=written(one.to), lane=lane_of(one.to))
    if found:
        log.info("%d deliveries leave on another chat, since %s carries nothing", len(found), lane)
