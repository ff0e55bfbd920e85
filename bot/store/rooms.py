"""The rooms in which people are written to, on chats that open one for each account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, update

from bot.chat.place import Account, Place, Platform
from bot.store.connection import Connection
from bot.store.given import given, given_rows
from bot.store.tables import accounts
from bot.store.types import AnyRow

_MANY = 100
"""So many accounts are looked up at once."""
_WANTED = ""
"""A room aside that is wanted and not opened yet."""
_OF = select(
    accounts.c.platform,
    accounts.c.workspace,
    accounts.c.user,
    accounts.c.opened_at,
    accounts.c.room,
    accounts.c.aside,
).where(
    accounts.c.platform == bindparam("on"),
    # Without it nothing but a look at every account of the platform finds them.
    accounts.c.workspace.in_(bindparam("inside", expanding=True)),
    accounts.c.user.in_(bindparam("those", expanding=True)),
)
_CHANGE = update(accounts).where(
    accounts.c.platform == bindparam("on"),
    accounts.c.workspace == bindparam("within"),
    accounts.c.user == bindparam("who"),
)
_LEARN = (
    update(accounts)
    .where(
        accounts.c.platform == given(0),
        accounts.c.workspace == given(1),
        accounts.c.user == given(2),
        accounts.c.room.is_distinct_from(given(3)),
    )
    .values(room=given(3))
)
_TURN_ASIDE = _CHANGE.values(
    room=func.nullif(accounts.c.aside, _WANTED), aside=func.coalesce(accounts.c.aside, _WANTED)
)
_SET = _CHANGE.values(room=bindparam("now_room"), aside=bindparam("now_aside"))
_OPEN = (
    select(accounts.c.platform, accounts.c.workspace, accounts.c.user, accounts.c.room)
    .where(
        accounts.c.platform == bindparam("on"),
        accounts.c.room.is_not(None),
        accounts.c.opened_at.is_not(None),
    )
    .order_by(accounts.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where an account is written to: the channel's id, None while there is none.

    `met`: its owner acted first, so a room may be opened. `aside` says that it is, or has to be, a private
    thread in a channel, since the account takes no direct messages.
    """

    id: str | None = None
    met: bool = False
    aside: bool = False


class Rooms:
    """What is known of each account's room."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, platform: Platform, those: Iterable[Account]) -> Mapping[Account, Room]:
        """The rooms of these accounts of a platform, as far as they are on record."""
        theirs = frozenset(those)
        wanted, inside = sorted({one.user for one in theirs}), sorted({one.workspace for one in theirs})
        found: dict[Account, Room] = {}
        for start in range(0, len(wanted), _MANY):
            named = {"on": platform, "inside": inside, "those": wanted[start : start + _MANY]}
            for row in self._connection.execute(_OF, named):
                aside = row.aside is not None and row.room in (None, row.aside)
                found[_account(row)] = Room(id=row.room, met=row.opened_at is not None, aside=aside)
        return found

    def learn(self, account: Account, room: str) -> None:
        """The account acted in this room, so it can be written to there."""
        self.learn_all([(account, room)])

    def learn_all(self, rooms: Iterable[tuple[Account, str]]) -> None:
        """Each account can be written to in its room."""
        rows = [(at.platform, at.workspace, at.user, room) for at, room in rooms]
        if rows:
            self._connection.execute(_LEARN, {"given": given_rows(rows)})

    def opened(self, account: Account, room: str, *, aside: bool) -> None:
        """A room was opened with the account."""
        self._put(account, room, room if aside else None)

    def turn_aside(self, account: Account) -> bool:
        """Direct messages are refused: a private thread is next, the earlier one if there was one.

        False for an account that nobody has put on record, which has no other room.
        """
        return self._connection.execute(_TURN_ASIDE, _named(account)).rowcount == 1

    def begin_anew(self, account: Account) -> None:
        """The private thread takes no messages either: next time all begins with a direct message."""
        self._put(account, None, None)

    def open(self, platform: Platform) -> list[Place]:
        """The rooms on a platform in which somebody acted."""
        return [
            Place(at=_account(row), thread=row.room)
            for row in self._connection.execute(_OPEN, {"on": platform})
        ]

    def _put(self, account: Account, room: str | None, aside: str | None) -> None:
        self._connection.execute(_SET, {**_named(account), "now_room": room, "now_aside": aside})


def _account(row: AnyRow) -> Account:
    return Account(platform=Platform(row.platform), workspace=row.workspace, user=row.user)


def _named(account: Account) -> dict[str, str]:
    return {"on": account.platform, "within": account.workspace, "who": account.user}
