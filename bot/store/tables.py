"""The tables, as the newest migration leaves them."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store.types import Day, UtcDateTime

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

people = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("working_days", Text, nullable=False),
    Column("quiet_start", Text, nullable=False),
    Column("quiet_end", Text, nullable=False),
    Column("set_in_chat", Text, nullable=False, default=""),
    Column("notice", Text),
    Column("confirmed_at", UtcDateTime),
    Column("erased_at", UtcDateTime),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("platform", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("preferred", Boolean, nullable=False, default=False),
    Column("opened_at", UtcDateTime),
    UniqueConstraint("platform", "workspace", "user"),
)

cohorts = Table(
    "cohorts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    Column("fingerprint", Text, nullable=False),
    Column("last_tick", UtcDateTime),
    Column("hold_reason", Text),
    Column("held_at", UtcDateTime),
    Column("held_by", Text),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("cohort_id", Integer, ForeignKey("cohorts.id"), nullable=False),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("mentor_id", Integer, ForeignKey("people.id")),
    Column("state", Text, nullable=False),
    Column("track", Text, nullable=False),
    Column("nonprofit", Text, nullable=False),
    Column("joined_at", UtcDateTime),
    Column("left_at", UtcDateTime),
    Column("revision", Integer, nullable=False, default=0),
    Column("next_due_at", UtcDateTime),
    Column("last_seen_at", UtcDateTime),
    UniqueConstraint("cohort_id", "person_id"),
)
Index("enrolments_due", enrolments.c.cohort_id, enrolments.c.next_due_at)
Index("enrolments_of_cohort", enrolments.c.cohort_id, enrolments.c.state)

pauses = Table(
    "pauses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("start", Day, nullable=False),
    Column("end", Day),
    Column("mode", Text, nullable=False),
)

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

parts = Table(
    "parts",
    metadata,
    Column("delivery_id", Integer, ForeignKey("deliveries.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("content", Text),
    Column("fingerprint", Text, nullable=False),
    Column("ref", Text),
    Column("shown_at", UtcDateTime),
)

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

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("occurrence", Text, ForeignKey("occurrences.key"), nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("attachments", Text, nullable=False, default=""),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
)

conversations = Table(
    "conversations",
    metadata,
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    Column("occurrence", Text, ForeignKey("occurrences.key"), nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("typed", Text),
    Column("attachments", Text, nullable=False, default=""),
)

codes = Table(
    "codes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("label", Text, nullable=False, unique=True),
    Column("digest", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("tries_left", Integer, nullable=False),
    Column("used_at", UtcDateTime),
)

matters = Table(
    "matters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False, default=""),
    Column("words", Text, nullable=False, default=""),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("owner_id", Integer, ForeignKey("people.id")),
    Column("handed_at", UtcDateTime),
    Column("snoozed_until", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("closed_by", Integer, ForeignKey("people.id")),
    Column("outcome", Text, nullable=False, default=""),
)
Index("matters_of_owner", matters.c.owner_id, matters.c.closed_at)

absences = Table(
    "absences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("stand_in_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("author_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("words", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

goals = Table(
    "goals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

works = Table(
    "works",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("link", Text, nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("at", UtcDateTime, nullable=False),
    Column("logged_at", UtcDateTime),
)

metrics = Table(
    "metrics",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("cohort_id", Integer, ForeignKey("cohorts.id"), nullable=False, index=True),
    Column("author_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("corrections", Integer, nullable=False, default=0),
    Column("created_at", UtcDateTime, nullable=False),
    Column("posted_at", UtcDateTime),
)

flags = Table(
    "flags",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("enrolment_id", Integer, ForeignKey("enrolments.id"), nullable=False, index=True),
    Column("rule", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("raised_at", UtcDateTime, nullable=False),
    Column("raised_by", Integer, ForeignKey("people.id")),
    Column("rung", Text, nullable=False),
    Column("cleared_at", UtcDateTime),
    Column("cleared_by", Integer, ForeignKey("people.id")),
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
