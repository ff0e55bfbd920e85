"""The rooms of accounts: where each is written to, and what comes after a refusal."""

from datetime import UTC, datetime

from bot.chat.place import Account, Platform
from bot.domain.people import Person
from bot.store.rooms import Room
from bot.store.store import Store
from bot.store.tx import Tx
from tests.builders import a_person

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
DISCORD = Platform("discord")
ANA = Account(platform=DISCORD, user="1")


def _ana(tx: Tx, person: Person | None = None) -> None:
    number = tx.people.add(person or a_person("Ana"))
    tx.people.add_account(number, ANA, preferred=True)


def _room(tx: Tx) -> Room:
    return tx.rooms.of(DISCORD, [ANA])[ANA]


async def test_nobody_has_a_room_before_they_acted(store: Store) -> None:
    """An account of the roster is not met yet."""
    await store.write(_ana)
    assert await store.read(_room) == Room(id=None, met=False, aside=False)
    assert await store.read(lambda tx: tx.rooms.open(DISCORD)) == []


async def test_where_somebody_acted_they_are_written_to(store: Store) -> None:
    """The room that a click came from is theirs, and is read again after an absence."""

    def acts(tx: Tx) -> None:
        _ana(tx)
        tx.people.opened(ANA, NOW)
        tx.rooms.learn(ANA, "77")

    await store.write(acts)
    assert await store.read(_room) == Room(id="77", met=True, aside=False)
    (place,) = await store.read(lambda tx: tx.rooms.open(DISCORD))
    assert (place.at, place.thread) == (ANA, "77")


async def test_a_refusal_leads_to_a_private_thread_and_back(store: Store) -> None:
    """Direct messages, a thread, the direct messages again, and then the thread that there is already."""

    def lives(tx: Tx) -> list[Room]:
        _ana(tx)
        tx.people.opened(ANA, NOW)
        tx.rooms.opened(ANA, "77", aside=False)
        seen = [_room(tx)]
        tx.rooms.turn_aside(ANA)
        seen.append(_room(tx))
        tx.rooms.opened(ANA, "88", aside=True)
        seen.append(_room(tx))
        tx.rooms.learn(ANA, "77")
        seen.append(_room(tx))
        tx.rooms.turn_aside(ANA)
        seen.append(_room(tx))
        tx.rooms.begin_anew(ANA)
        return [*seen, _room(tx)]

    direct, thread = Room(id="77", met=True), Room(id="88", met=True, aside=True)
    wanted = Room(id=None, met=True, aside=True)
    anew = Room(id=None, met=True)
    assert await store.write(lives) == [direct, wanted, thread, direct, thread, anew]
