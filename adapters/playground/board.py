"""The board is what stands in every room of the playground, and how much of it is new to whom."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, takewhile

from adapters.playground.keeper import Keeper
from adapters.playground.posted import Posted, Room
from bot.chat.adapter import Absent, Found, Search
from bot.chat.message import Part
from bot.chat.place import Account, Channel

KEPT = 1_000
"""So many messages of one room are kept; older ones can't be read any more."""
Heard = Callable[[Room], None]
"""Told of a room in which something changed."""


@dataclass(slots=True)
class _Wall:
    """What stands in one room, oldest first, and the number of the newest that ever stood there."""

    posted: dict[str, Posted] = field(default_factory=dict)
    newest: int = 0


class Board:
    """Rooms and messages in memory; whoever listens is told which room has changed.

    `session` begins the id of each message: where they are kept, no two processes may have the same.
    """

    def __init__(self, session: str = "board") -> None:
        self._session = session
        self._number = 0
        self._walls: dict[Room, _Wall] = {}
        self._rooms: dict[str, Room] = {}
        self._by_key: dict[tuple[Room, str], str] = {}
        self._seen: dict[tuple[Account, Room], int] = {}
        self._listeners: list[Heard] = []
        self._keeper: Keeper | None = None
        self._unheard: set[str] = set()
        self._gone: set[Account] = set()
        self.shut: str | None = None
        """Why nobody can read here, while the page is not served."""

    def keep(
        self,
        keeper: Keeper,
        stood: Sequence[Posted],
        seen: Mapping[tuple[Account, Room], int],
        unheard: Sequence[str] = (),
    ) -> None:
        """Have everything kept from now on; first goes what stood before, and who has read and heard it."""
        for posted in stood:
            self._stand(posted)
        self._seen.update(seen)
        self._unheard.update(unheard)
        self._number = max((*(one.number for one in stood), *seen.values()), default=0)
        self._keeper = keeper

    async def kept(self) -> None:
        """Return when all that happened here outlives the process, if it should. Raises DatabaseError."""
        if self._keeper is not None:
            await self._keeper.kept()

    def post(
        self,
        room: Room,
        part: Part,
        at: datetime,
        *,
        key: str = "",
        by: Account | None = None,
        reader: Account | None = None,
    ) -> Posted:
        """Put a message at the end of a room. With a key that stands there already, that message again."""
        if key and (known := self._by_key.get((room, key))) is not None:
            return self._walls[room].posted[known]
        self._number += 1
        posted = Posted(
            id=f"{self._session}-{self._number}",
            room=room,
            at=at,
            part=part,
            key=key,
            by=by,
            reader=reader,
            number=self._number,
        )
        if by is not None:
            self._unheard.add(posted.id)
        if self._keeper is not None and room not in self._gone:
            if by is not None:
                # First: it is never kept without that.
                self._keeper.wait(posted.id)
            self._keeper.add(posted)
        wall = self._stand(posted)
        if len(wall.posted) > KEPT:
            self._forget([next(iter(wall.posted))])
        if by is not None:
            self.read(by, room)
        self._tell(room)
        return posted

    def unheard(self) -> Sequence[Posted]:
        """What people wrote and the bot has not heard yet, in its order."""
        standing = (one for id in self._unheard if (one := self.posted(id)) is not None)
        return sorted(standing, key=lambda one: one.number)

    def heard(self, id: str) -> None:
        """The bot has it, and keeps it by itself."""
        self._unheard.discard(id)
        if self._keeper is not None:
            self._keeper.heard(id)

    def find(self, room: Room, key: str, since: datetime) -> Search:
        """Whether a message with the key stands in the room, posted since then."""
        known = self._by_key.get((room, key))
        posted = None if known is None else self._walls[room].posted[known]
        return Absent() if posted is None or posted.at < since else Found(posted.ref)

    def change(self, id: str, part: Part) -> bool:
        """Put another part in the place of a message. False: there is none any more."""
        if (room := self._rooms.get(id)) is None:
            return False
        wall = self._walls[room]
        if wall.posted[id].part != part:
            edited = replace(wall.posted[id], part=part, edited=True)
            if self._keeper is not None:
                self._keeper.change(edited)
            wall.posted[id] = edited
            self._tell(room)
        return True

    def take_back(self, id: str) -> None:
        """Take a message away; twice is as good as once."""
        if (room := self._rooms.get(id)) is not None:
            self._forget([id])
            self._tell(room)

    def of(self, account: Account) -> Sequence[Posted]:
        """What is theirs: all of their conversation, and what they wrote or alone read elsewhere."""
        standing = (one for wall in self._walls.values() for one in wall.posted.values())
        theirs = (one for one in standing if account in (one.room, one.by, one.reader))
        return sorted(theirs, key=lambda one: one.number)

    def forget(self, account: Account) -> None:
        """Somebody was erased: all that is theirs goes. What they are still told of it is not kept."""
        self._gone.add(account)
        theirs = self.of(account)
        self._forget([one.id for one in theirs])
        self._seen = {key: seen for key, seen in self._seen.items() if account not in key}
        if self._keeper is not None:
            self._keeper.erase(account)
        for room in {one.room for one in theirs}:
            self._tell(room)

    def accounts(self) -> frozenset[Account]:
        """Everybody of whom something stands here, or who has read here."""
        standing = (one for wall in self._walls.values() for one in wall.posted.values())
        named = (at for one in standing for at in (one.room, one.by, one.reader))
        readers = (reader for reader, _ in self._seen)
        return frozenset(at for at in chain(named, readers) if isinstance(at, Account))

    def posted(self, id: str) -> Posted | None:
        """The message with this id, while it stands."""
        room = self._rooms.get(id)
        return None if room is None else self._walls[room].posted[id]

    def seen(self, id: str, reader: Account, channels: Collection[Channel]) -> Posted | None:
        """The message with this id, if it stands where somebody reads who has these channels."""
        posted = self.posted(id)
        if posted is None or posted.room not in (reader, *channels):
            return None
        return posted if posted.reader in (None, reader) else None

    def standing(self, room: Room, reader: Account | None) -> Sequence[Posted]:
        """What somebody reads in a room, oldest first; None reads what everybody there does."""
        wall = self._walls.get(room)
        return [one for one in wall.posted.values() if one.reader in (None, reader)] if wall else []

    def unread(self, reader: Account, room: Room) -> int:
        """How many messages came since the reader last looked."""
        wall = self._walls.get(room)
        seen = self._seen.get((reader, room), 0)
        if wall is None or wall.newest <= seen:
            return 0
        new = takewhile(lambda one: one.number > seen, reversed(wall.posted.values()))
        return sum(one.reader in (None, reader) for one in new)

    def read(self, reader: Account, room: Room) -> None:
        """The reader has seen all that stands in the room."""
        wall = self._walls.get(room)
        if wall is not None and self._seen.get((reader, room), 0) < wall.newest:
            self._seen[reader, room] = wall.newest
            if self._keeper is not None and reader not in self._gone:
                self._keeper.see(reader, room, wall.newest)
            self._tell(room)

    def listen(self, heard: Heard) -> Callable[[], None]:
        """Tell of each change from now on; what is given back ends it."""
        self._listeners.append(heard)
        return lambda: self._listeners.remove(heard)

    def _stand(self, posted: Posted) -> _Wall:
        wall = self._walls.setdefault(posted.room, _Wall())
        wall.posted[posted.id] = posted
        wall.newest = posted.number
        self._rooms[posted.id] = posted.room
        if posted.key:
            self._by_key[posted.room, posted.key] = posted.id
        return wall

    def _forget(self, ids: Sequence[str]) -> None:
        if self._keeper is not None:
            self._keeper.drop(ids)
        for id in ids:
            posted = self._walls[self._rooms.pop(id)].posted.pop(id)
            if posted.key:
                del self._by_key[posted.room, posted.key]

    def _tell(self, room: Room) -> None:
        for heard in tuple(self._listeners):
            heard(room)
