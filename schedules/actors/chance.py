"""Chance without a stream: the same seed and words give the same number, in whatever order they are asked."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def chance(seed: int, *words: str) -> float:
    """A number from 0 up to, not including, 1."""
    digest = hashlib.blake2b("\0".join((str(seed), *words)).encode(), digest_size=8).digest()
    return int.from_bytes(digest) / 2**64


def between(low: float, high: float, seed: int, *words: str) -> float:
    """A number from low up to, not including, high."""
    return low + (high - low) * chance(seed, *words)


def one_of(some: Sequence[T], seed: int, *words: str) -> T:
    """One of several."""
    return some[int(len(some) * chance(seed, *words))]
