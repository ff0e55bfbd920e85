"""The tables, as the newest migration leaves them."""

from bot.store.tables.care import absences, flags, matters, notes
from bot.store.tables.ledger import (
    audit,
    contents,
    deliveries,
    events,
    library,
    occurrences,
    parts,
    steps,
    timers,
)
from bot.store.tables.metadata import metadata
from bot.store.tables.people import (
    accounts,
    codes,
    cohorts,
    ended_sessions,
    enrolments,
    homes,
    links,
    meta,
    pauses,
    people,
)
from bot.store.tables.talk import announcements, answers, conversations, goals, metrics, works

__all__ = [
    "absences",
    "accounts",
    "announcements",
    "answers",
    "audit",
    "codes",
    "cohorts",
    "contents",
    "conversations",
    "deliveries",
    "ended_sessions",
    "enrolments",
    "events",
    "flags",
    "goals",
    "homes",
    "library",
    "links",
    "matters",
    "meta",
    "metadata",
    "metrics",
    "notes",
    "occurrences",
    "parts",
    "pauses",
    "people",
    "steps",
    "timers",
    "works",
]
