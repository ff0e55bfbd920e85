"""Attempts know of each key what became of it, for a while."""

from datetime import UTC, datetime

from adapters.slack.attempts import KEPT, SKEW, Attempts
from bot.chat.place import Channel, MessageRef, Place, Platform

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
REF = MessageRef(place=Place(at=Channel(platform=Platform("slack"), id="C1")), id="1.000001")


def test_a_key_that_was_never_tried_is_unknown() -> None:
    """So it is simply sent."""
    assert Attempts().of("first") is None


def test_what_may_stand_there_is_looked_for_since_the_first_attempt() -> None:
    """And a little before, since Slack's clock is another one."""
    attempts = Attempts()
    attempts.begins("first", NOON)
    attempts.begins("first", NOON + SKEW)

    assert attempts.of("first") == NOON - SKEW


def test_what_was_posted_is_known_by_its_key() -> None:
    """Later attempts do not make it unknown."""
    attempts = Attempts()
    attempts.posted("first", REF)
    attempts.begins("first", NOON)

    assert attempts.of("first") == REF


def test_what_was_refused_is_sent_like_anything_new() -> None:
    """There is nothing to look for."""
    attempts = Attempts()
    attempts.begins("first", NOON)
    attempts.refused("first")

    assert attempts.of("first") is None


def test_the_oldest_keys_are_forgotten() -> None:
    """Memory is bounded."""
    attempts = Attempts()
    for number in range(KEPT + 1):
        attempts.begins(str(number), NOON)

    assert attempts.of("0") is None
    assert attempts.of("1") is not None
