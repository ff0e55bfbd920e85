"""The ledger: what became of each step for each creator, one row for ever."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.store.connection import Connection
from bot.store.tables import answers, conversations, enrolments, occurrences
from bot.store.types import AnyRow, UtcDateTime

_KEYS = select(occurrences.c.enrolment_id, occurrences.c.key).where(
    occurrences.c.enrolment_id.in_(bindparam("of", expanding=True)),
    occurrences.c.state != OccurrenceState.EARLY,
)
_OF = (
    select(occurrences)
    .where(occurrences.c.enrolment_id == bindparam("of"))
    .order_by(occurrences.c.at, occurrences.c.key)
)
_UNFINISHED = _OF.where(
    occurrences.c.done_at.is_(None),
    (occurrences.c.state == OccurrenceState.SENT) | (occurrences.c.state == OccurrenceState.EARLY),
)
_ALL_KEYS = select(occurrences.c.key).where(occurrences.c.enrolment_id == bindparam("of"))
_BY_KEY = select(occurrences).where(occurrences.c.key == bindparam("wanted"))
_MANY = (
    select(occurrences)
    .where(occurrences.c.key.in_(bindparam("keys", expanding=True)))
    .order_by(occurrences.c.at, occurrences.c.key)
)
_COUNT = select(
    occurrences.c.kind,
    occurrences.c.state,
    occurrences.c.done_at.is_not(None).label("done"),
    func.count().label("how_many"),
).group_by(occurrences.c.kind, occurrences.c.state, occurrences.c.done_at.is_not(None))
_STEPS_SHOWN = (
    select(occurrences.c.step)
    .join(enrolments, enrolments.c.id == occurrences.c.enrolment_id)
    .where(enrolments.c.cohort_id == bindparam("cohort"), occurrences.c.shown_at.is_not(None))
    .distinct()
)
_PUT = insert(occurrences)
_ADD = _PUT.on_conflict_do_update(
    index_elements=["key"],
    set_={
        name: getattr(_PUT.excluded, name)
        for name in ("step", "kind", "title", "week", "wall", "zone", "at", "state", "reason")
    },
    # What has come to its time is on record as it is; only what was begun before is planned now.
    where=occurrences.c.state == OccurrenceState.EARLY,
)
_CHANGE = update(occurrences).where(occurrences.c.key == bindparam("of"))
_SHOWN = (
    update(occurrences)
    .where(occurrences.c.key.in_(bindparam("keys", expanding=True)))
    .values(state=OccurrenceState.SENT, shown_at=bindparam("now"), closes_at=bindparam("closes"))
)
_SKIP = _CHANGE.values(state=OccurrenceState.SKIPPED, reason=bindparam("why"))
_LIST = _CHANGE.values(state=OccurrenceState.LISTED, reason=None)
_LISTED_SHOWN = (
    update(occurrences)
    .where(occurrences.c.key.in_(bindparam("keys", expanding=True)))
    .values(shown_at=bindparam("now"))
)
_DONE = _CHANGE.where(occurrences.c.done_at.is_(None)).values(done_at=bindparam("now"))
_EXTEND = _CHANGE.values(closes_at=bindparam("until", type_=UtcDateTime))
_REOPEN = _CHANGE.values(done_at=None)
_THESE = occurrences.c.key.in_(bindparam("keys", expanding=True))
_BEGUN = occurrences.c.key.in_(select(answers.c.occurrence)) | occurrences.c.key.in_(
    select(conversations.c.occurrence)
)
_ONLY_BEGUN = update(occurrences).where(_THESE, _BEGUN).values(state=OccurrenceState.EARLY, reason=None)
_UNPLAN = delete(occurrences).where(_THESE, ~_BEGUN)


class Occurrences:
    """Ledger entries, by enrolment or key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keys(self, enrolments: Sequence[int]) -> dict[int, set[str]]:
        """The keys of what was planned for each of these enrolments."""
        found: dict[int, set[str]] = {number: set() for number in enrolments}
        for number, key in self._connection.execute(_KEYS, {"of": list(enrolments)}):
            found[number].add(key)
        return found

    def of(self, enrolment: int) -> list[LedgerEntry]:
        """Everything on record for an enrolment, in the order of time."""
        return [_entry(row) for row in self._connection.execute(_OF, {"of": enrolment})]

    def unfinished(self, enrolment: int) -> list[LedgerEntry]:
        """What was shown or begun and is not done, in the order of time: all that can be open."""
        return [_entry(row) for row in self._connection.execute(_UNFINISHED, {"of": enrolment})]

    def all_keys(self, enrolment: int) -> set[str]:
        """The keys of everything on record for an enrolment."""
        return set(self._connection.scalars(_ALL_KEYS, {"of": enrolment}))

    def by_key(self, key: str) -> tuple[int, LedgerEntry] | None:
        """The enrolment's number and what is on record under this key."""
        row = self._connection.execute(_BY_KEY, {"wanted": key}).first()
        return None if row is None else (row.enrolment_id, _entry(row))

    def many(self, keys: Sequence[str]) -> list[LedgerEntry]:
        """What is on record under these keys, in the order of time."""
        return [_entry(row) for row in self._connection.execute(_MANY, {"keys": list(keys)})]

    def count(self) -> dict[tuple[str, str, bool], int]:
        """How many there are of each (kind, state, whether done)."""
        return {
            (row.kind, row.state, bool(row.done)): row.how_many for row in self._connection.execute(_COUNT)
        }

    def steps_shown(self, cohort: int) -> set[str]:
        """The steps that anybody of a cohort was shown."""
        return set(self._connection.scalars(_STEPS_SHOWN, {"cohort": cohort}))

    def add(self, entries: Iterable[tuple[int, LedgerEntry]]) -> None:
        """Put (enrolment, entry) pairs on record; what was planned before stays as it is."""
        rows = [{"enrolment_id": number, **_row(entry)} for number, entry in entries]
        if rows:
            self._connection.execute(_ADD, rows)

    def shown(self, shown: Iterable[tuple[str, datetime, datetime | None]]) -> None:
        """(key, when, until when it takes answers): these were shown to their creators."""
        alike: dict[tuple[datetime, datetime | None], list[str]] = {}
        for key, at, closes in shown:
            alike.setdefault((at, closes), []).append(key)
        for (at, closes), keys in alike.items():
            self._connection.execute(_SHOWN, {"keys": keys, "now": at, "closes": closes})

    def skip(self, skipped: Iterable[tuple[str, str]]) -> None:
        """(key, reason): these are not sent."""
        rows = [{"of": key, "why": reason} for key, reason in skipped]
        if rows:
            self._connection.execute(_SKIP, rows)

    def list_in_catch_up(self, keys: Iterable[str]) -> None:
        """These are lines of a catch-up message."""
        rows = [{"of": key} for key in keys]
        if rows:
            self._connection.execute(_LIST, rows)

    def listed_shown(self, keys: Sequence[str], now: datetime) -> None:
        """The catch-up message that lists these was shown."""
        self._connection.execute(_LISTED_SHOWN, {"keys": list(keys), "now": now})

    def done(self, key: str, now: datetime) -> bool:
        """The creator did it; False if that was known."""
        return self._connection.execute(_DONE, {"of": key, "now": now}).rowcount == 1

    def extend(self, key: str, until: datetime) -> None:
        """It takes answers until then."""
        self._connection.execute(_EXTEND, {"of": key, "until": until})

    def reopen(self, key: str) -> None:
        """The creator took back what had made it done."""
        self._connection.execute(_REOPEN, {"of": key})

    def unplan(self, keys: Sequence[str]) -> None:
        """Take entries back that nobody has seen, so that they can be planned anew; answers are kept."""
        if keys:
            self._connection.execute(_ONLY_BEGUN, {"keys": list(keys)})
            self._connection.execute(_UNPLAN, {"keys": list(keys)})


def _row(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "step": entry.step,
        "ordinal": entry.ordinal,
        "kind": entry.kind,
        "title": entry.title,
        "week": entry.week,
        "wall": entry.wall,
        "zone": entry.zone,
        "at": entry.at,
        "state": entry.state,
        "reason": entry.reason,
    }


def _entry(row: AnyRow) -> LedgerEntry:
    return LedgerEntry(
        key=row.key,
        step=row.step,
        ordinal=row.ordinal,
        kind=row.kind,
        title=row.title,
        week=row.week,
        wall=row.wall,
        zone=row.zone,
        at=row.at,
        state=OccurrenceState(row.state),
        reason=row.reason,
        shown_at=row.shown_at,
        closes_at=row.closes_at,
        done_at=row.done_at,
    )
