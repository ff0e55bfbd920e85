"""Reaching: the room in which somebody is written to is opened when there is none, and never many at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.chat.adapter import ChatAdapter, Retry, Undeliverable
from bot.chat.place import Account, MessageRef, Place
from bot.engine.clock import Clock
from bot.engine.plans import Plans
from bot.features.trouble import SAFETY
from bot.store.leased import Leased
from bot.store.rooms import Room
from bot.store.store import Store, Turn
from bot.store.tx import Tx


class Reaching:
    """Where exactly the deliveries of one lane go. A chat whose pace names no `opens` needs no rooms."""

    def __init__(self, adapter: ChatAdapter, store: Store, clock: Clock, plans: Plans) -> None:
        self._adapter = adapter
        self._store = store
        self._clock = clock
        self._plans = plans
        self._every = adapter.pace.opens
        self._rooms: dict[Account, Room] = {}
        self._slots: dict[Account, datetime] = {}
        self._free_at: datetime | None = None
        self._learned: dict[Account, str] = {}

    def look_up(self, tx: Tx, leased: Iterable[Leased]) -> None:
        """Read the rooms of those who are written to next."""
        if self._every is not None:
            those = (one.place.at for one in leased if isinstance(one.place.at, Account))
            self._rooms.update(tx.rooms.of(self._adapter.platform, those))

    def room_of(self, leased: Leased) -> Room | None:
        """The room of the one who is written to; None where the chat has none, or it is said which."""
        at, said = leased.place.at, leased.place.thread
        if self._every is None or said is not None or not isinstance(at, Account):
            return None
        return self._rooms.get(at, Room())

    def known_place(self, leased: Leased) -> Place:
        """Where it went, if it went anywhere."""
        room = self.room_of(leased)
        return leased.place if room is None or room.id is None else replace(leased.place, thread=room.id)

    async def place(self, leased: Leased) -> Place:
        """Where it goes. A room is opened if there is none: Retry until it is its turn to be opened."""
        room, at = self.room_of(leased), leased.place.at
        if room is None or not isinstance(at, Account):
            return leased.place
        if room.id is None:
            room = await self._open(leased, at, room)
        return replace(leased.place, thread=room.id)

    def opened_by_itself(self, asked: Place, ref: MessageRef) -> str | None:
        """The room that the chat opened for a message, told once: what is typed there must be read again."""
        at, room = ref.place.at, ref.place.thread
        if asked.thread is not None or room is None or not isinstance(at, Account):
            return None
        known, self._learned[at] = self._learned.get(at), room
        return None if known == room else room

    async def _open(self, leased: Leased, account: Account, room: Room) -> Room:
        if not room.met and leased.kind != SAFETY:
            raise Undeliverable("they have pressed nothing there yet, and the bot begins no conversation")
        self._wait_for_turn(account)
        near = home_of(self._plans, leased) if room.aside else None
        if room.aside and near is None:
            raise Undeliverable("no private messages are taken, and the cohort has no channel there")
        opened = await self._opened(account, near)
        if opened.thread is None:
            raise Undeliverable("the chat opened no room")
        name = opened.thread
        await self._store.write(lambda tx: tx.rooms.opened(account, name, aside=room.aside), Turn.MACHINE)
        self._rooms[account] = opened_room = replace(room, id=name)
        return opened_room

    async def _opened(self, account: Account, near: Place | None) -> Place:
        """The room. If the chat wants fewer of them, all turns begin later; open rooms are still used."""
        try:
            return await self._adapter.open(account, near)
        except Retry as retry:
            if retry.scope != "method":
                raise
            self._slots.clear()
            self._free_at = self._clock.now() + retry.after
            raise Retry(retry.after) from retry

    def _wait_for_turn(self, account: Account) -> None:
        """Everybody who waits has a turn of their own, so that none comes in vain."""
        now, every = self._clock.now(), self._every
        if every is None:
            return
        turn = self._slots.get(account)
        if turn is None:
            turn = now if self._free_at is None else max(now, self._free_at)
            self._free_at = turn + every
        if turn > now:
            self._slots[account] = turn
            raise Retry(turn - now)
        self._slots.pop(account, None)


def home_of(plans: Plans, leased: Leased) -> Place | None:
    """The channel beside which somebody can be written to: of the cohort that it is about, else of any."""
    chosen = plans.get(leased.cohort)
    asked = (*([] if chosen is None else [chosen]), *plans)
    homes = (place for plan in asked for place in plan.home)
    return next((place for place in homes if place.platform == leased.place.platform), None)
