"""Tables of who there is: people and their accounts, cohorts, and the places that people have in them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from bot.store.tables.metadata import metadata
from bot.store.types import Day, UtcDateTime

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
    Column("left_to_chat", Text, nullable=False, default=""),
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
    Column("room", Text),
    Column("aside", Text),
    Column("zone", Text),
    UniqueConstraint("platform", "workspace", "user"),
)

homes = Table(
    "homes",
    metadata,
    Column("account_id", Integer, ForeignKey("accounts.id"), primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("changes", Integer, nullable=False, default=0),
    Column("shown", Integer, nullable=False, default=0),
    Column("leads", Boolean, nullable=False),
    Column("fresh_until", UtcDateTime, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
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

links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("person_id", Integer, ForeignKey("people.id"), nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

ended_sessions = Table(
    "ended_sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("until", UtcDateTime, nullable=False),
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
