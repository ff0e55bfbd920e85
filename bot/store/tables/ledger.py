"""Tables of what happens by itself: the ledger, what is owed to whom, promises, and what was done."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from bot.store.tables.metadata import metadata
from bot.store.types import UtcDateTime

steps = Table(
    "steps",
    metadata,
    Column("cohort_id", Integer, ForeignKey("cohorts.id"), primary_key=True),
    Column("slot", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("week", Integer, nullable=False),
    Column("added_at", UtcDateTime),
    Column("deleted_at", UtcDateTime),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("key", Text, primary_key=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("step", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("week", Integer, nullable=False),
    Column("wall", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("shown_at", UtcDateTime),
    Column("closes_at", UtcDateTime),
    Column("done_at", UtcDateTime),
)
# Only check-ins that were shown, and not answered, are in it.
Index(
    "occurrences_unanswered",
    occurrences.c.closes_at,
    occurrences.c.enrolment_id,
    sqlite_where=text("kind = 'check-in' AND done_at IS NULL AND closes_at IS NOT NULL"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("cohort_id", Integer, ForeignKey("cohorts.id")),
    Column("person_id", Integer, ForeignKey("people.id")),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id")),
    Column("occurrence", Text, ForeignKey("occurrences.key"), index=True),
    Column("subject", Text, nullable=False, default=""),
    Column("content", Text),
    Column("due_at", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime),
    Column("late_at", UtcDateTime),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("attempted_at", UtcDateTime),
    Column("frozen", Boolean, nullable=False, default=False),
    Column("settled_at", UtcDateTime),
    Column("act", Text, nullable=False, default="send"),
    Column("changes", Text),
)
Index("deliveries_queue", deliveries.c.lane, deliveries.c.state, deliveries.c.not_before)
Index("deliveries_of_enrolment", deliveries.c.enrolment_id, deliveries.c.state)
Index("deliveries_of_person", deliveries.c.person_id, deliveries.c.settled_at)
# Few rows are in these, so that they cost the many nothing.
Index(
    "deliveries_in_trouble",
    deliveries.c.cohort_id,
    deliveries.c.state,
    sqlite_where=text("state IN ('dead', 'unknown')"),
)
Index("deliveries_changing", deliveries.c.changes, sqlite_where=text("changes IS NOT NULL"))

# A lesson goes to everybody: it is kept once, and gone with the last part that says it, by triggers.
contents = Table(
    "contents",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("content", Text, nullable=False),
)

parts = Table(
    "parts",
    metadata,
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("content", Text, ForeignKey("contents.digest")),
    Column("attached", Text),
    Column("fingerprint", Text, nullable=False),
    Column("ref", Text),
    Column("shown_at", UtcDateTime),
)
# Few parts have not been shown.
Index("parts_by_content", parts.c.content, sqlite_where=parts.c.content.is_not(None))

timers = Table(
    "timers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("occurrence", Text, ForeignKey("occurrences.key")),
    Column("wall", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("outcome", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
)

library = Table(
    "library",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("programme", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("slot", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("title_terms", Text, nullable=False),
    Column("asked_terms", Text, nullable=False),
    Column("about_terms", Text, nullable=False),
    Column("text_terms", Text, nullable=False),
)
# No index by programme: SQLite would walk it and ask the full-text index once a row.
