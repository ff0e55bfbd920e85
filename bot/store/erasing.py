"""Erasing a person: text, accounts, answers and pending rows go; keys, ledger and audit keep a number.

The row of the person stays without a word in it: its key, a keyed hash of the name, stops a roster import
from bringing the person back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, case, delete, func, or_, select, update

from bot.chat.place import Account, Place, Platform
from bot.domain.delivery import DeliveryState
from bot.domain.may_send import Nature
from bot.domain.people import EnrolmentState, QuietHours
from bot.store import places
from bot.store.belonging import BELONGING, OF, OWN_ENROLMENTS
from bot.store.connection import Connection
from bot.store.people import Known
from bot.store.records import asked
from bot.store.tables import (
    absences,
    accounts,
    answers,
    audit,
    codes,
    cohorts,
    conversations,
    deliveries,
    enrolments,
    events,
    flags,
    goals,
    homes,
    links,
    matters,
    metrics,
    notes,
    occurrences,
    parts,
    pauses,
    people,
    timers,
    works,
)
from bot.store.types import UtcDateTime

ERASED = "erased"
"""What stands in the place of what was there."""
_GOING = (
    answers, goals, works, metrics, matters, notes, flags, conversations, timers, codes, links, pauses, homes,
    accounts,
)  # fmt: skip
"""Their rows about a person are deleted, in this order."""
_PENDING = (DeliveryState.DUE, DeliveryState.SENDING, DeliveryState.UNKNOWN)

_DELETE = {table.name: delete(table).where(BELONGING[table.name]) for table in _GOING}
_ABSENT = delete(absences).where((absences.c.person_id == OF) | (absences.c.stand_in_id == OF))
_OWN_DELIVERIES = select(deliveries.c.id, deliveries.c.state).where(BELONGING[deliveries.name])
_DROP_PARTS = delete(parts).where(parts.c.delivery_id.in_(bindparam("ids", expanding=True)))
_DROP_DELIVERIES = delete(deliveries).where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
_BARE_PARTS = (
    update(parts)
    .where(parts.c.delivery_id.in_(bindparam("ids", expanding=True)))
    .values(content=None, attached=None, ref=None)
)
_BARE_DELIVERY = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("delivery"))
    .values(
        name=bindparam("as_name"),
        place=bindparam("nowhere"),
        subject="",
        content=None,
        reason=case((deliveries.c.state == DeliveryState.SKIPPED, deliveries.c.reason), else_=None),
    )
)
# Words about somebody stand in messages to others: those that wait, and those that were kept.
_OTHERS = select(
    deliveries.c.id, deliveries.c.state, deliveries.c.name, deliveries.c.subject, deliveries.c.content
).where(
    or_(deliveries.c.state.in_(_PENDING), deliveries.c.content.is_not(None)),
    deliveries.c.nature != Nature.PUBLIC,
)
_DEAD = deliveries.c.state == DeliveryState.DEAD
_WORDLESS = (
    update(deliveries)
    .where(deliveries.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        content=None,
        # Without its words nobody can send it again.
        state=case((_DEAD, DeliveryState.SKIPPED), else_=deliveries.c.state),
        reason=case((_DEAD, ERASED), else_=deliveries.c.reason),
    )
)
_KEYS = tuple(
    select(table.c.key).where(BELONGING[table.name]) for table in (people, enrolments, matters, works, flags)
)
# What is said to others because of an event is named by its id.
_NAMED = select(deliveries.c.id, deliveries.c.name).where(
    deliveries.c.name.contains(bindparam("word", type_=deliveries.c.name.type))
)
_RENAME = update(deliveries).where(deliveries.c.id == bindparam("delivery")).values(name=bindparam("as_name"))
_EVENTS = select(events.c.id).where(events.c.id.contains(bindparam("word", type_=events.c.id.type)))
_DROP_EVENTS = delete(events).where(events.c.id.in_(bindparam("ids", expanding=True)))
_BARE_LEDGER = update(occurrences).where(occurrences.c.enrolment_id.in_(OWN_ENROLMENTS)).values(zone="UTC")
_BARE_ENROLMENT = (
    update(enrolments)
    .where(enrolments.c.person_id == OF)
    .values(
        state=EnrolmentState.WITHDRAWN,
        track="",
        nonprofit="",
        mentor_id=None,
        last_seen_at=None,
        left_at=func.coalesce(enrolments.c.left_at, bindparam("now", type_=UtcDateTime)),
        next_due_at=None,
    )
)
_NO_MENTOR = update(enrolments).where(enrolments.c.mentor_id == OF).values(mentor_id=None)
_NO_OWNER = update(matters).where(matters.c.owner_id == OF).values(owner_id=None)
_NO_HOLDER = (
    update(cohorts).where(cohorts.c.held_by == bindparam("called")).values(held_by=bindparam("as_key"))
)
_NO_ACTOR = update(audit).where(audit.c.actor == bindparam("called")).values(actor=bindparam("as_key"))
_BARE_PERSON = (
    update(people)
    .where(people.c.id == OF)
    .values(
        name="",
        zone="UTC",
        language="en",
        working_days="01234",
        quiet_start=QuietHours().start.isoformat("minutes"),
        quiet_end=QuietHours().end.isoformat("minutes"),
        set_in_chat="",
        left_to_chat="",
        notice=None,
        confirmed_at=None,
        erased_at=bindparam("now"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How many rows went, by table; of deliveries those that were waiting."""

    gone: dict[str, int]


class Erasing:
    """Takes everything out of the database that tells of a person."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def erase(self, known: Known, own: Sequence[Account], now: datetime) -> Erased:
        """Erase a person with these accounts; what was sent stays on record as sent to nobody."""
        where = [Place(at=account) for account in own]
        keys = [key for query in _KEYS for key in self._connection.scalars(query, {"person": known.id})]
        waiting = self._deliveries(known.id, where)
        self._words_to_others(known.person.name, keys)
        gone = {table.name: self._delete(table, known.id, where) for table in _GOING}
        self._connection.execute(_ABSENT, {"person": known.id})
        self._events([account.user for account in own])
        for bare in (_BARE_LEDGER, _NO_MENTOR, _NO_OWNER):
            self._connection.execute(bare, {"person": known.id})
        for bare in (_BARE_ENROLMENT, _BARE_PERSON):
            self._connection.execute(bare, {"person": known.id, "now": now})
        for bare in (_NO_HOLDER, _NO_ACTOR):
            self._connection.execute(bare, {"called": known.person.name, "as_key": known.person.key})
        self._touched.update(forgotten_by(account) for account in own)
        return Erased(gone={**gone, deliveries.name: waiting})

    def _delete(self, table: Table, person: int, own: Sequence[Place]) -> int:
        return self._connection.execute(_DELETE[table.name], asked(table.name, person, own)).rowcount

    def _deliveries(self, person: int, own: Sequence[Place]) -> int:
        """Drop what waits, and leave of the rest only that it was; how many waited."""
        rows = self._connection.execute(_OWN_DELIVERIES, asked(deliveries.name, person, own)).all()
        waiting = [row.id for row in rows if row.state in _PENDING]
        rest = [row.id for row in rows if row.state not in _PENDING]
        self._drop(waiting)
        if rest:
            self._connection.execute(_BARE_PARTS, {"ids": rest})
            nowhere = places.written(Place(at=Account(platform=Platform(ERASED), user=ERASED)))
            bare = [{"delivery": one, "as_name": f"{ERASED}/{one}", "nowhere": nowhere} for one in rest]
            self._connection.execute(_BARE_DELIVERY, bare)
        return len(waiting)

    def _words_to_others(self, name: str, keys: Sequence[str]) -> None:
        """Messages to others about the person: those that wait go, of the others the words."""
        called = _as_a_word(name)
        rows = self._connection.execute(_OTHERS).all()
        waiting = [row for row in rows if row.state in _PENDING]
        kept = [row.id for row in rows if row.state not in _PENDING and called.search(row.content or "")]
        self._drop([row.id for row in waiting if any(key in f"{row.name} {row.subject}" for key in keys)])
        if kept:
            self._connection.execute(_WORDLESS, {"ids": kept})

    def _drop(self, ids: Sequence[int]) -> None:
        if ids:
            self._connection.execute(_DROP_PARTS, {"ids": list(ids)})
            self._connection.execute(_DROP_DELIVERIES, {"ids": list(ids)})

    def _events(self, users: Sequence[str]) -> None:
        """Some chats make the id of an event from who acted, and it goes into names."""
        for user in users:
            called = _as_a_word(user)
            others = [
                row.id for row in self._connection.execute(_NAMED, {"word": user}) if called.search(row.name)
            ]
            for number in others:
                self._connection.execute(_RENAME, {"delivery": number, "as_name": f"{ERASED}/{number}"})
            found = self._connection.scalars(_EVENTS, {"word": user})
            named = [event for event in found if called.search(event)]
            if named:
                self._connection.execute(_DROP_EVENTS, {"ids": named})


def _as_a_word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)


_FORGOTTEN = "forgotten at "


def forgotten_by(account: Account) -> str:
    """What an erasure touches, so that whoever keeps more about the account forgets it, too."""
    return f"{_FORGOTTEN}{places.written(Place(at=account))}"


def accounts_forgotten(touched: frozenset[str]) -> list[Account]:
    """The accounts that a commit erased."""
    lines = [name.removeprefix(_FORGOTTEN) for name in sorted(touched) if name.startswith(_FORGOTTEN)]
    return [at for line in lines if isinstance(at := places.read(line).at, Account)]
