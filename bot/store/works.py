"""Pieces of work that creators shared, by their links."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store.connection import Connection
from bot.store.tables import works
from bot.store.types import AnyRow

_ADD = insert(works).on_conflict_do_nothing()
_BY_KEY = select(works).where(works.c.key == bindparam("wanted"))
_LOG = (
    update(works)
    .where(works.c.key == bindparam("of"), works.c.logged_at.is_(None))
    .values(logged_at=bindparam("now"))
)
_SAY = update(works).where(works.c.key == bindparam("of")).values(words=bindparam("said"))
_LOGGED = (works.c.enrolment_id == bindparam("of")) & works.c.logged_at.is_not(None)
_NEWEST = (
    select(works)
    .where(_LOGGED)
    .order_by(works.c.logged_at.desc(), works.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_COUNT = select(func.count()).select_from(works).where(_LOGGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A piece of work; without `logged_at` it is a link about which its creator was asked."""

    key: str
    enrolment: int
    link: str
    words: str
    at: datetime
    logged_at: datetime | None


class Works:
    """Pieces of work, by key and enrolment; a key is made from a creator's place and the link."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def offer(self, enrolment: int, key: str, link: str, at: datetime) -> None:
        """Keep a link that is perhaps a piece of work; one that is known stays as it is."""
        row = {"enrolment_id": enrolment, "key": key, "link": link, "words": "", "at": at}
        self._connection.execute(_ADD, row)

    def log(self, key: str, now: datetime) -> bool:
        """It is a piece of work; False if that was known."""
        return self._connection.execute(_LOG, {"of": key, "now": now}).rowcount == 1

    def describe(self, key: str, words: str) -> None:
        """What its creator says about it."""
        self._connection.execute(_SAY, {"of": key, "said": words})

    def by_key(self, key: str) -> Work | None:
        """The piece of work, or the link, with this key."""
        row = self._connection.execute(_BY_KEY, {"wanted": key}).first()
        return None if row is None else _work(row)

    def newest(self, enrolment: int, most: int) -> list[Work]:
        """What a creator logged last, newest first."""
        return [_work(row) for row in self._connection.execute(_NEWEST, {"of": enrolment, "most": most})]

    def count(self, enrolment: int) -> int:
        """How many pieces of work a creator logged."""
        return self._connection.scalar(_COUNT, {"of": enrolment}) or 0


def _work(row: AnyRow) -> Work:
    return Work(
        key=row.key,
        enrolment=row.enrolment_id,
        link=row.link,
        words=row.words,
        at=row.at,
        logged_at=row.logged_at,
    )
