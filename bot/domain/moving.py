"""What follows when a chat tells another zone of somebody than it did before."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stays:
    """Nothing is new."""


@dataclass(frozen=True, slots=True)
class Follows:
    """They never said anything about it: the chat's word is taken, and nobody is told."""

    zone: str


@dataclass(frozen=True, slots=True)
class Moved:
    """They live as the chat told before: they move with it, and are told so."""

    zone: str


@dataclass(frozen=True, slots=True)
class Asked:
    """They set something else than the chat told: they are asked."""

    zone: str


Move = Stays | Follows | Moved | Asked


def moves(lives_by: str, told_before: str | None, told: str, *, is_set: bool) -> Move:
    """What follows for somebody who lives by a zone, which they set themselves or did not."""
    if told in (told_before, lives_by):
        return Stays()
    if not is_set:
        return Follows(told)
    return Moved(told) if lives_by == told_before else Asked(told)
