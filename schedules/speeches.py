"""How each kind of delivery is spoken, gathered from all features."""

from collections.abc import Sequence

from bot.engine.feature import Feature, Speech


def speeches_of(features: Sequence[Feature]) -> dict[str, Speech]:
    """The speech of each kind. Raises ValueError where two features speak for one."""
    found: dict[str, Speech] = {}
    for speech in (speech for feature in features for speech in feature.speeches):
        if speech.kind in found:
            raise ValueError(f"two features speak for {speech.kind!r}")
        found[speech.kind] = speech
    return found
