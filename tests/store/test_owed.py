"""What may be owed to whom: nothing about one person goes where others read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.place import Account, Channel, Place, Platform
from bot.domain.may_send import Nature
from bot.store.deliveries import Owed

ROOM = Place(at=Channel(platform=Platform("discord"), id="home"))
THREAD = Place(at=Channel(platform=Platform("slack"), id="home"), thread="1.2")
IN_PRIVATE = Place(at=Account(platform=Platform("discord"), user="ana"))
ABOUT = st.fixed_dictionaries(
    {},
    optional={"person": st.integers(1, 9), "enrolment": st.integers(1, 9), "occurrence": st.just("a" * 24)},
)


def owed(place: Place, nature: Nature, **about: Any) -> Owed:
    """A delivery of any feature."""
    return Owed(
        name="it", kind="any", nature=nature, place=place, due_at=datetime(2026, 9, 7, tzinfo=UTC), **about
    )


@given(place=st.sampled_from([ROOM, THREAD]), nature=st.sampled_from(Nature), about=ABOUT)
def test_a_channel_reads_only_what_is_public_and_about_nobody(
    place: Place, nature: Nature, about: dict[str, Any]
) -> None:
    """Whatever a feature wants to write there about somebody can't even be said."""
    if nature is Nature.PUBLIC and not about:
        assert owed(place, nature).place == place
    else:
        with pytest.raises(ValueError, match="channel"):
            owed(place, nature, **about)


@given(nature=st.sampled_from(Nature), about=ABOUT)
def test_what_is_public_is_for_channels(nature: Nature, about: dict[str, Any]) -> None:
    """In private everything can be said, by its own rules of when."""
    if nature is Nature.PUBLIC:
        with pytest.raises(ValueError, match="channels"):
            owed(IN_PRIVATE, nature, **about)
    else:
        assert owed(IN_PRIVATE, nature, **about).nature is nature
