"""Changes: edits and deletions of messages, which are deliveries that name the one they change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.decide import Skipped
from bot.domain.delivery import Act, DeliveryState
from bot.domain.may_send import Nature
from bot.store.connection import Connection
from bot.store.places import woken_by
from bot.store.tables import deliveries, parts
from bot.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Other words, a message as text, for what the delivery `changes` shows; `name` is unique."""

    name: str
    changes: str
    content: str
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion:
    """What the delivery `changes` shows is taken back; `name` is unique."""

    name: str
    changes: str
    subject: str = ""


Change = Edit | Deletion


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The delivery that is changed: where it stands, and the references of its parts that were shown."""

    id: int
    state: DeliveryState
    address: str
    lane: str
    refs: tuple[str, ...]


_originals = deliveries.alias("originals")
_FIND = select(deliveries).where(deliveries.c.name.in_(bindparam("names", expanding=True)))
_ADD = insert(deliveries).on_conflict_do_nothing()
_UNSEEN = ~exists().where(parts.c.delivery_id == _originals.c.id, parts.c.shown_at.is_not(None))
_EARLY = (
    select(deliveries.c.id, deliveries.c.act, deliveries.c.content, deliveries.c.changes)
    .add_columns(_originals.c.id.label("original"))
    .join(_originals, _originals.c.name == deliveries.c.changes)
    .where(
        deliveries.c.changes.in_(bindparam("names", expanding=True)),
        deliveries.c.state == DeliveryState.DUE,
        _originals.c.state.in_((DeliveryState.DUE, DeliveryState.DEAD)),
        _UNSEEN,
    )
    .order_by(deliveries.c.id)
)
_THIS = update(deliveries).where(deliveries.c.id == bindparam("of"))
_SKIP = _THIS.values(state=DeliveryState.SKIPPED, reason=bindparam("why"), settled_at=bindparam("now"))
_REWORD = _THIS.values(content=bindparam("words"), frozen=False)
_DROP_PARTS = delete(parts).where(
    parts.c.delivery_id == bindparam("of"), parts.c.ordinal >= bindparam("first")
)
_REFS = (
    select(parts.c.delivery_id, parts.c.ref)
    .where(parts.c.delivery_id.in_(bindparam("of", expanding=True)), parts.c.ref.is_not(None))
    .order_by(parts.c.delivery_id, parts.c.ordinal)
)
_NEWEST = (
    select(deliveries.c.changes, func.max(deliveries.c.id).label("newest"))
    .where(
        deliveries.c.changes.in_(bindparam("names", expanding=True)),
        deliveries.c.state.not_in((DeliveryState.SKIPPED, DeliveryState.DEAD)),
    )
    .group_by(deliveries.c.changes)
)


class Changes:
    """Edits and deletions, as those who owe them and the courier see them."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def add(self, changes: Iterable[Change], now: datetime) -> None:
        """Owe these, at most one for each message, where that message went; a known name is not owed again.

        A message that has not left is changed at once, and one that was taken back never leaves.
        """
        by_original = {change.changes: change for change in changes}
        if not by_original:
            return
        found = self._connection.execute(_FIND, {"names": list(by_original)}).all()
        rows = [_row(by_original[row.name], row, now) for row in found]
        if rows:
            self._connection.execute(_ADD, rows)
            self._touched.update(woken_by(row["lane"]) for row in rows)
        self.make_early(list(by_original), now)

    def make_early(self, names: Sequence[str], now: datetime) -> set[str]:
        """Change those of these deliveries that nobody has seen yet; the names of the changed."""
        found = self._connection.execute(_EARLY, {"names": list(names)}).all()
        for change in found:
            if change.act == Act.DELETE:
                self._skip(change.original, Skipped.TAKEN_BACK, now)
            else:
                self._connection.execute(_REWORD, {"of": change.original, "words": change.content})
                self._connection.execute(_DROP_PARTS, {"of": change.original, "first": 0})
            self._skip(change.id, Skipped.MADE_EARLY, now)
        return {change.changes for change in found}

    def originals(self, names: Sequence[str]) -> dict[str, Original]:
        """The deliveries with these names; one that is not on record any more is left out."""
        rows = self._connection.execute(_FIND, {"names": list(names)}).all()
        refs: dict[int, list[str]] = {row.id: [] for row in rows}
        if rows:
            for number, ref in self._connection.execute(_REFS, {"of": list(refs)}):
                refs[number].append(ref)
        return {
            row.name: Original(
                id=row.id,
                state=DeliveryState(row.state),
                address=row.place,
                lane=row.lane,
                refs=tuple(refs[row.id]),
            )
            for row in rows
        }

    def newest(self, names: Sequence[str]) -> dict[str, int]:
        """The newest change of each of these that is made or will be."""
        return {row.changes: row.newest for row in self._connection.execute(_NEWEST, {"names": list(names)})}

    def keep_parts(self, original: int, count: int) -> None:
        """A delivery is shown in so many parts now; what came after them was taken back."""
        self._connection.execute(_DROP_PARTS, {"of": original, "first": count})

    def _skip(self, delivery: int, why: Skipped, now: datetime) -> None:
        self._connection.execute(_SKIP, {"of": delivery, "why": why, "now": now})


def _row(change: Change, original: AnyRow, now: datetime) -> dict[str, Any]:
    return {
        "name": change.name,
        "kind": original.kind,
        # Nobody is woken by a change, and it reaches those who have left as well.
        "nature": Nature.PUBLIC if original.nature == Nature.PUBLIC else Nature.ANSWER,
        "lane": original.lane,
        "place": original.place,
        "cohort_id": original.cohort_id,
        "person_id": original.person_id,
        "subject": change.subject,
        "content": change.content if isinstance(change, Edit) else None,
        "due_at": now,
        "not_before": now,
        "state": DeliveryState.DUE,
        # Only the place of the original has it: what moves people's messages leaves it alone.
        "frozen": True,
        "act": Act.EDIT if isinstance(change, Edit) else Act.DELETE,
        "changes": change.changes,
    }
