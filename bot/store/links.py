"""One-time links to the pages, by their digests: each lets in the account that asked for it."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.chat.place import Account, Place
from bot.store import places
from bot.store.connection import Connection
from bot.store.tables import links, people
from bot.store.types import UtcDateTime

_ADD = insert(links)
# A link that was replaced is as if it had never been.
_DROP = delete(links).where(links.c.person_id == bindparam("of"))
_WORKS = (
    links.c.digest == bindparam("wanted"),
    links.c.used_at.is_(None),
    links.c.expires_at > bindparam("now", type_=UtcDateTime),
)
_WHOSE = select(people.c.name).join(links, links.c.person_id == people.c.id).where(*_WORKS)
# One statement, so that of two who press at once one comes in.
_REDEEM = update(links).where(*_WORKS).values(used_at=bindparam("now")).returning(links.c.place)


class Links:
    """Links to the pages; a person has at most one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, person: int, account: Account, digest: str, expires_at: datetime) -> None:
        """The person's link from now on, for this account of theirs; an earlier one is void."""
        self._connection.execute(_DROP, {"of": person})
        row = {
            "digest": digest,
            "person_id": person,
            "place": places.written(Place(at=account)),
            "expires_at": expires_at,
        }
        self._connection.execute(_ADD, row)

    def whose(self, digest: str, now: datetime) -> str | None:
        """The name of whom the link lets in, while it works."""
        name: str | None = self._connection.scalar(_WHOSE, {"wanted": digest, "now": now})
        return name

    def redeem(self, digest: str, now: datetime) -> Account | None:
        """The account that the link lets in, the first time that it is asked, and soon enough."""
        place = self._connection.scalar(_REDEEM, {"wanted": digest, "now": now})
        at = None if place is None else places.read(place).at
        return at if isinstance(at, Account) else None
