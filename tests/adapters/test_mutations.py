"""Broken adapters are caught: for each, at least one scenario of the contract fails."""

from dataclasses import replace
from datetime import datetime
from itertools import count

import pytest

from adapters.memory import inbound
from adapters.memory.acts import Act
from adapters.memory.adapter import MemoryAdapter
from bot.chat.adapter import Absent, Ambiguous, Found, Retry, Search
from bot.chat.event import Event
from bot.chat.message import Message, Part
from bot.chat.place import MessageRef, Place
from bot.chat.token import key_of
from tests.contract import acting, failing, looking, sending
from tests.contract.memory_rig import in_memory
from tests.contract.suite import Scenario, play


class IgnoresTheKey(MemoryAdapter):
    """Makes up a key of its own for each attempt."""

    attempts = count()

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        return await super().send(place, part, key=key_of(key, str(next(self.attempts))))


class DropsButtons(MemoryAdapter):
    """Shows the words only."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        return await super().send(place, replace(part, buttons=()), key=key)


class SendsTwice(MemoryAdapter):
    """Re-posts by itself, as some SDKs do."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        await super().send(place, part, key=key_of(key, "again"))
        return await super().send(place, part, key=key)


class RaisesItsOwn(MemoryAdapter):
    """Lets an error of its transport through."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        try:
            return await super().send(place, part, key=key)
        except Retry as error:
            raise ConnectionResetError from error


class LetsPingsThrough(MemoryAdapter):
    """Takes strings for markup."""

    def layout(self, message: Message) -> tuple[Part, ...]:
        return (Part(content="".join(str(span) for span in message.text)),)


class NamesTheEnvelope(MemoryAdapter):
    """Makes event ids from the transport's envelope, which is new each time."""

    envelopes = count()

    def event_of(self, act: Act) -> Event:
        return inbound.event_of(replace(act, id=f"{act.id}-{next(self.envelopes)}"), self.platform)


class FindsAnything(MemoryAdapter):
    """Takes any message for the one that is looked for."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Found(MessageRef(place=place, id="1"))


class FindsNothing(MemoryAdapter):
    """Says that it looked."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Absent()


class CutsAnywhere(MemoryAdapter):
    """Splits by counting."""

    def layout(self, message: Message) -> tuple[Part, ...]:
        text = f"{message.text[0]}\n\n{message.body}"
        return tuple(Part(content=text[start : start + 2_000]) for start in range(0, len(text), 2_000))


class SwallowsAmbiguity(MemoryAdapter):
    """Sends again after a time-out, with a key of its own."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        try:
            return await super().send(place, part, key=key)
        except Ambiguous:
            return await super().send(place, part, key=key_of(key, "again"))


CAUGHT: tuple[tuple[type[MemoryAdapter], Scenario], ...] = (
    (IgnoresTheKey, sending.one_key_shows_one_message),
    (IgnoresTheKey, failing.what_was_sent_is_found),
    (DropsButtons, sending.only_the_last_part_can_be_pressed),
    (SendsTwice, sending.a_message_is_shown_once),
    (RaisesItsOwn, failing.only_four_exceptions_leave_an_adapter),
    (LetsPingsThrough, looking.typed_words_never_ping),
    (NamesTheEnvelope, acting.a_repeated_act_has_one_id),
    (FindsAnything, failing.what_was_never_sent_is_absent),
    (FindsNothing, failing.a_time_out_after_showing_is_found),
    (CutsAnywhere, looking.a_link_is_never_cut),
    (SwallowsAmbiguity, failing.a_time_out_after_showing_is_found),
)


@pytest.mark.parametrize(
    ("broken", "scenario"), CAUGHT, ids=lambda given: getattr(given, "__name__", str(given))
)
async def test_a_broken_adapter_is_caught(broken: type[MemoryAdapter], scenario: Scenario) -> None:
    """The scenario fails for the broken adapter, and holds for the sound one."""
    await play(scenario, in_memory())
    with pytest.raises((AssertionError, ConnectionResetError, ValueError, pytest.fail.Exception)):
        await play(scenario, in_memory(broken))
