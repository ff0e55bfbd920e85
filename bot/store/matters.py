"""Matters: the items of the mentors' queues, open and closed, one row for ever."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Insert, Update, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.matter import ANSWERED, GONE, MatterKind
from bot.store.connection import Connection, Result
from bot.store.homes import Homes
from bot.store.prepared import Values
from bot.store.tables import enrolments, matters
from bot.store.types import AnyRow, UtcDateTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One item. `owner` is None where it is all admins' matter; `outcome` may say "answered" while open."""

    key: str
    enrolment: int
    kind: MatterKind
    subject: str
    """Keys of what it is about, with blanks between them."""
    words: str
    opened_at: datetime
    owner: int | None
    handed_at: datetime | None = None
    snoozed_until: datetime | None = None
    closed_at: datetime | None = None
    closed_by: int | None = None
    outcome: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether somebody replied to it, or closed it."""
        return self.closed_at is not None or self.outcome == ANSWERED


_OPEN = insert(matters).on_conflict_do_nothing()
_BY_KEY = select(matters).where(matters.c.key == bindparam("wanted"))
_OF = (
    select(matters)
    .where(matters.c.enrolment_id == bindparam("of"))
    .order_by(matters.c.opened_at, matters.c.id)
)
_STANDING = _OF.where(matters.c.closed_at.is_(None))
_QUEUE = (
    select(matters)
    .join(enrolments, enrolments.c.id == matters.c.enrolment_id)
    .where(
        enrolments.c.cohort_id == bindparam("cohort"),
        matters.c.closed_at.is_(None),
        matters.c.snoozed_until.is_(None) | (matters.c.snoozed_until <= bindparam("now")),
    )
)
_OWNED = _QUEUE.where(matters.c.owner_id.in_(bindparam("owners", expanding=True)))
_NOBODYS = _QUEUE.where(matters.c.owner_id.is_(None))
_LOOKED_AFTER = (
    select(matters.c.enrolment_id)
    .where(matters.c.owner_id.in_(bindparam("owners", expanding=True)), matters.c.closed_at.is_(None))
    .distinct()
)
_CRIES = select(matters.c.enrolment_id, matters.c.opened_at).where(
    matters.c.enrolment_id.in_(bindparam("of", expanding=True)),
    matters.c.kind == MatterKind.HELP,
    matters.c.closed_at.is_(None),
    matters.c.outcome != ANSWERED,
)
_BACK_AT = select(func.min(matters.c.snoozed_until)).where(
    matters.c.closed_at.is_(None), matters.c.snoozed_until > bindparam("now", type_=UtcDateTime)
)
_CHANGE = update(matters).where(matters.c.key == bindparam("of"), matters.c.closed_at.is_(None))
_MORE = _CHANGE.values(words=bindparam("now_words"), subject=bindparam("about"), outcome="")
_ANSWERED = _CHANGE.values(outcome=ANSWERED)
_GIVE = _CHANGE.values(owner_id=bindparam("to"), handed_at=bindparam("now"), snoozed_until=None)
_SNOOZE = _CHANGE.values(snoozed_until=bindparam("until"))
_SETTLE = (
    update(matters)
    .where(
        matters.c.kind == bindparam("of_kind"),
        matters.c.subject == bindparam("about"),
        matters.c.closed_at.is_(None),
    )
    .values(closed_at=bindparam("now"), closed_by=bindparam("by"), outcome=GONE)
)
_CLOSE = _CHANGE.values(closed_at=bindparam("now"), closed_by=bindparam("by"), outcome=bindparam("how"))


class Matters:
    """Matters, by key, owner or enrolment."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._homes = Homes(connection, touched)

    def open(self, matter: Matter) -> None:
        """Put an item into its owner's queue; one whose key is known stays as it is."""
        row = {
            "key": matter.key,
            "enrolment_id": matter.enrolment,
            "kind": matter.kind,
            "subject": matter.subject,
            "words": matter.words,
            "opened_at": matter.opened_at,
            "owner_id": matter.owner,
        }
        self._change(_OPEN, row)

    def by_key(self, key: str) -> Matter | None:
        """The item with this key, open or not."""
        row = self._connection.execute(_BY_KEY, {"wanted": key}).first()
        return None if row is None else _matter(row)

    def of(self, enrolment: int) -> list[Matter]:
        """Everything that ever was about a creator, oldest first."""
        return [_matter(row) for row in self._connection.execute(_OF, {"of": enrolment})]

    def standing(self, enrolment: int) -> list[Matter]:
        """What is open about a creator, oldest first."""
        return [_matter(row) for row in self._connection.execute(_STANDING, {"of": enrolment})]

    def queue(
        self, cohort: int, owners: Collection[int], now: datetime, *, with_nobodys: bool
    ) -> list[Matter]:
        """What these owe the creators of a cohort, oldest first, without what is snoozed.

        With `with_nobodys`, also what is all admins' matter.
        """
        wanted = {"cohort": cohort, "now": now}
        rows = list(self._connection.execute(_OWNED, {**wanted, "owners": sorted(owners)}))
        if with_nobodys:
            rows.extend(self._connection.execute(_NOBODYS, wanted))
        return sorted(map(_matter, rows), key=lambda matter: (matter.opened_at, matter.key))

    def looked_after(self, owners: Iterable[int]) -> frozenset[int]:
        """The enrolments about which these owe something."""
        return frozenset(self._connection.scalars(_LOOKED_AFTER, {"owners": sorted(owners)}))

    def cries(self, enrolments: Collection[int]) -> dict[int, list[datetime]]:
        """Since when these creators wait for help that they asked for, where they do."""
        found: dict[int, list[datetime]] = {}
        for number, at in self._connection.execute(_CRIES, {"of": sorted(enrolments)}):
            found.setdefault(number, []).append(at)
        return found

    def add(self, key: str, words: str, subject: str) -> None:
        """There is more to it, in these words, so that it waits for an answer again."""
        self._change(_MORE, {"of": key, "now_words": words, "about": subject})

    def answered(self, key: str) -> None:
        """Somebody replied; it stays open until somebody says that it is done."""
        self._change(_ANSWERED, {"of": key})

    def give(self, key: str, owner: int | None, now: datetime) -> bool:
        """Somebody else owes it now; False if it was closed."""
        return self._change(_GIVE, {"of": key, "to": owner, "now": now}).rowcount == 1

    def snooze(self, key: str, until: datetime) -> bool:
        """It comes back then; False if it was closed."""
        return self._change(_SNOOZE, {"of": key, "until": until}).rowcount == 1

    def close(self, key: str, by: int | None, outcome: str, now: datetime) -> bool:
        """It is done, by somebody or by itself; False if it was closed before."""
        row = {"of": key, "by": by, "how": outcome, "now": now}
        return self._change(_CLOSE, row).rowcount == 1

    def settle(self, kind: MatterKind, subject: str, by: int | None, now: datetime) -> None:
        """What an item was about is gone, by itself or by somebody's word."""
        self._change(_SETTLE, {"of_kind": kind, "about": subject, "by": by, "now": now})

    def back_at(self, now: datetime) -> datetime | None:
        """When the next item that is snoozed comes back."""
        found: datetime | None = self._connection.scalar(_BACK_AT, {"now": now})
        return found

    def _change(self, statement: Insert | Update, row: Values) -> Result:
        result = self._connection.execute(statement, row)
        if result.rowcount:
            self._homes.queues_changed()
        return result


def _matter(row: AnyRow) -> Matter:
    return Matter(
        key=row.key,
        enrolment=row.enrolment_id,
        kind=MatterKind(row.kind),
        subject=row.subject,
        words=row.words,
        opened_at=row.opened_at,
        owner=row.owner_id,
        handed_at=row.handed_at,
        snoozed_until=row.snoozed_until,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        outcome=row.outcome,
    )
