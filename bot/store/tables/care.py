"""Tables of who looks after whom: what mentors owe, their notes and absences, and flags."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from bot.store.tables.metadata import metadata
from bot.store.types import Day, UtcDateTime

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
