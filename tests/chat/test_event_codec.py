"""An event that waits in the inbox comes back exactly as it happened."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    Event,
    FormSubmitted,
    PageOpened,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    TextReceived,
)
from bot.chat.event_codec import dump_event, load_event
from bot.chat.place import Account, Channel, MessageRef, Place, Platform, Profile
from bot.chat.token import Token

words = st.text(max_size=12)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1, max_size=8)
accounts = st.builds(Account, platform=words.map(Platform), user=words, workspace=words)
channels = st.builds(Channel, platform=words.map(Platform), id=words, workspace=words)
places = st.builds(Place, at=accounts | channels, thread=st.none() | words)
refs = st.none() | st.builds(MessageRef, place=places, id=words)
tokens = st.builds(Token, names, names, names)
pairs = st.lists(st.tuples(words, words), max_size=3).map(tuple)
instants = st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.just(UTC))  # noqa: DTZ001 - it gets its zone.
head = {
    "id": words,
    "at": instants,
    "account": accounts,
    "place": places,
    "seen": st.builds(Profile, name=words, locale=st.none() | words, zone=st.none() | words),
}
events: st.SearchStrategy[Event] = st.one_of(
    st.builds(CommandUsed, **head, command=words, values=pairs),
    st.builds(ButtonPressed, **head, token=tokens, key=st.none() | words, ref=refs),
    st.builds(FormSubmitted, **head, token=tokens, values=pairs),
    st.builds(TextReceived, **head, text=words, attachments=st.lists(words, max_size=3).map(tuple), ref=refs),
    st.builds(ChoicesAsked, **head, command=words, param=words, typed=words),
    st.builds(PageOpened, **head, path=words),
    st.builds(PersonJoined, **head),
    st.builds(PersonLeft, **head),
    st.builds(PersonChanged, **head),
)
HELLO = TextReceived(
    id="C1/1700000000.000100",
    at=datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=3))),
    account=Account(platform=Platform("slack"), workspace="T1", user="U1"),
    place=Place(at=Channel(platform=Platform("slack"), workspace="T1", id="C1")),
    text='שלום, "world"\n',
)


@given(events)
def test_what_is_read_is_what_was_written(event: Event) -> None:
    """Every kind of event, with every field."""
    assert load_event(dump_event(event)) == event


def test_an_event_is_one_line_that_a_person_can_read() -> None:
    """Whoever looks into the inbox sees what was typed."""
    written = dump_event(HELLO)

    assert "\n" not in written
    assert "שלום" in written
    assert "2026-03-02T09:00:00+00:00" in written


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "{}",
        "[]",
        '["text"]',
        dump_event(HELLO).replace('"text"', '"shout"'),
        dump_event(HELLO).replace("+00:00", ""),
        dump_event(HELLO)[:-1] + ',"more"]',
        dump_event(HELLO).replace(",null]", ",7]"),
    ],
)
def test_anything_else_is_refused(spoilt: str) -> None:
    """A spoilt row is a fault, not an event with holes."""
    with pytest.raises(ValueError, match=r"not|Expecting|aware|Invalid"):
        load_event(spoilt)


def test_values_that_are_no_pairs_are_refused() -> None:
    """Names come with values."""
    event = CommandUsed(id="1", at=HELLO.at, account=HELLO.account, place=HELLO.place, command="help")
    read = json.loads(dump_event(event))
    read[-1] = [["name", "value", "more"]]

    with pytest.raises(ValueError, match="not names with values"):
        load_event(json.dumps(read))
