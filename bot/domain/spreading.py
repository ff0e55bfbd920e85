"""Spreading: the creators of a mentor who leaves go to those who have the most room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Who goes to whom, as (creator, mentor) numbers."""

    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TooFew:
    """There is not enough room: so many creators would be left without a mentor."""

    room: int
    left_over: int


def spread(creators: Sequence[int], loads: Mapping[int, int], most: int) -> Spread | TooFew:
    """Give each creator, in order, to the mentor who has the fewest by then; nobody gets above `most`.

    `loads` are the mentors who stay, with what they have; the first of equals is taken.
    """
    room = sum(max(0, most - load) for load in loads.values())
    if room < len(creators):
        return TooFew(room=room, left_over=len(creators) - room)
    now = dict(loads)
    pairs: list[tuple[int, int]] = []
    for creator in creators:
        mentor = min(now, key=now.__getitem__)
        now[mentor] += 1
        pairs.append((creator, mentor))
    return Spread(tuple(pairs))
