"""Tables of what people say: answers, conversations, goals, works, numbers and announcements."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from bot.store.tables.metadata import metadata
from bot.store.types import UtcDateTime

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
