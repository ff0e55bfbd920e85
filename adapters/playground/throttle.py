"""The throttle: who tries wrong passwords waits longer each time, and nobody else does."""

import ipaddress
import math
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long one waits: after so many `free` tries a second, then twice as long each time, up to `most`."""

    free: int
    most: timedelta

    def wait(self, tries: int) -> timedelta:
        """How long after this many wrong tries."""
        over = tries - self.free
        if over < 0:
            return timedelta()
        return min(self.most, timedelta(seconds=2 ** min(over, 30)))


WITH_A_NAME = Patience(free=3, most=timedelta(minutes=15))
"""For one name from one address: whoever forgot a password may think, whoever guesses gets nowhere."""
FROM_AN_ADDRESS = Patience(free=20, most=timedelta(minutes=1))
"""For one address, whatever the names: many people may sit behind it."""
AT_A_NAME = Patience(free=20, most=timedelta(minutes=1))
"""For one name from anywhere, but for the addresses at which it is at home."""
FORGOTTEN = timedelta(hours=1)
"""So long after the last wrong try all is forgiven."""
REMEMBERED = 10_000
"""So much is known at once of each kind; what was touched the longest ago goes first."""


@dataclass(frozen=True, slots=True)
class _Count:
    tries: int
    last: datetime


class _Counts(Generic[K]):
    """Wrong tries by what they have in common."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._counts: OrderedDict[K, _Count] = OrderedDict()

    def wait(self, key: K, now: datetime) -> timedelta:
        count = self._counts.get(key)
        if count is None or now - count.last >= FORGOTTEN:
            return timedelta()
        # A clock that was set back makes nobody wait longer than they had to.
        return count.last + self._patience.wait(count.tries) - max(now, count.last)

    def add(self, key: K, now: datetime) -> None:
        count = self._counts.pop(key, None)
        tries = count.tries + 1 if count is not None and now - count.last < FORGOTTEN else 1
        self._counts[key] = _Count(tries, now)
        while len(self._counts) > REMEMBERED:
            self._counts.popitem(last=False)

    def forget(self, key: K) -> None:
        self._counts.pop(key, None)

    def take_back(self, key: K) -> None:
        """One try was no wrong one."""
        count = self._counts.get(key)
        if count is not None and count.tries > 0:
            self._counts[key] = _Count(count.tries - 1, count.last)


class Throttle:
    """Counts tries to sign in. One counts as wrong until it was right, so that many at once gain nothing."""

    def __init__(self) -> None:
        self._pairs: _Counts[tuple[str, str]] = _Counts(WITH_A_NAME)
        self._addresses: _Counts[str] = _Counts(FROM_AN_ADDRESS)
        self._names: _Counts[str] = _Counts(AT_A_NAME)
        self._at_home: OrderedDict[tuple[str, str], None] = OrderedDict()

    def wait(self, name: str, address: str, now: datetime) -> int:
        """So many whole seconds until the next try is looked at; 0 for at once."""
        pair = _pair(name, address)
        waits = [self._pairs.wait(pair, now), self._addresses.wait(pair[1], now)]
        if pair not in self._at_home:
            waits.append(self._names.wait(pair[0], now))
        return max(0, math.ceil(max(waits).total_seconds()))

    def tried(self, name: str, address: str, now: datetime) -> None:
        """Somebody tries."""
        pair = _pair(name, address)
        self._pairs.add(pair, now)
        self._addresses.add(pair[1], now)
        self._names.add(pair[0], now)

    def was_right(self, name: str, address: str) -> None:
        """The last try was right: from this address strangers can't keep the name waiting any more."""
        pair = _pair(name, address)
        self._pairs.forget(pair)
        self._addresses.take_back(pair[1])
        self._names.take_back(pair[0])
        self._at_home.pop(pair, None)
        self._at_home[pair] = None
        while len(self._at_home) > REMEMBERED:
            self._at_home.popitem(last=False)


def _pair(name: str, address: str) -> tuple[str, str]:
    return " ".join(name.split()).casefold(), _network(address)


def _network(address: str) -> str:
    """Who has one address of IPv6 has the 2**64 beside it as well."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
