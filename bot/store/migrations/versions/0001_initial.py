"""The first schema: people, the ledger of what they are owed, deliveries, timers and the audit log.

It is the whole of what the bot must not lose, as one step, since no database is older.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# The index keeps no copy of the texts: whatever enters or leaves the table does so there, too.
LIBRARY_INDEX = (
    """
    CREATE VIRTUAL TABLE library_index USING fts5(
        title_terms, asked_terms, about_terms, text_terms,
        content='library', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER library_added AFTER INSERT ON library BEGIN
        INSERT INTO library_index(rowid, title_terms, asked_terms, about_terms, text_terms)
        VALUES (new.id, new.title_terms, new.asked_terms, new.about_terms, new.text_terms);
    END
    """,
    """
    CREATE TRIGGER library_removed AFTER DELETE ON library BEGIN
        INSERT INTO library_index(library_index, rowid, title_terms, asked_terms, about_terms, text_terms)
        VALUES ('delete', old.id, old.title_terms, old.asked_terms, old.about_terms, old.text_terms);
    END
    """,
)
# What nobody has to say any more is kept nowhere, whichever way its last part went.
CONTENTS_FORGOTTEN = tuple(
    f"""
    CREATE TRIGGER parts_{done} AFTER {what} ON parts WHEN old.content IS NOT NULL BEGIN
        DELETE FROM contents WHERE digest = old.content
        AND NOT EXISTS (SELECT 1 FROM parts WHERE content = old.content);
    END
    """  # noqa: S608 - both are words of this file.
    for done, what in (("changed", "UPDATE OF content"), ("removed", "DELETE"))
)


def upgrade() -> None:
    """Make every table, in the order in which they refer to each other."""
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("working_days", sa.Text(), nullable=False),
        sa.Column("quiet_start", sa.Text(), nullable=False),
        sa.Column("quiet_end", sa.Text(), nullable=False),
        sa.Column("set_in_chat", sa.Text(), nullable=False),
        sa.Column("left_to_chat", sa.Text(), nullable=False),
        sa.Column("notice", sa.Text()),
        sa.Column("confirmed_at", sa.Text()),
        sa.Column("erased_at", sa.Text()),
    )
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("preferred", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.Text()),
        sa.Column("room", sa.Text()),
        sa.Column("aside", sa.Text()),
        sa.Column("zone", sa.Text()),
        sa.UniqueConstraint("platform", "workspace", "user"),
    )
    op.create_index("ix_accounts_person_id", "accounts", ["person_id"])
    op.create_table(
        "homes",
        sa.Column("account_id", sa.Integer(), sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("fresh_until", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Text(), nullable=False),
    )
    op.create_table(
        "cohorts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("last_tick", sa.Text()),
        sa.Column("hold_reason", sa.Text()),
        sa.Column("held_at", sa.Text()),
        sa.Column("held_by", sa.Text()),
    )
    op.create_table(
        "enrolments",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohorts.id"), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("mentor_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("track", sa.Text(), nullable=False),
        sa.Column("nonprofit", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.Text()),
        sa.Column("left_at", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("next_due_at", sa.Text()),
        sa.Column("last_seen_at", sa.Text()),
        sa.UniqueConstraint("cohort_id", "person_id"),
    )
    op.create_index("enrolments_due", "enrolments", ["cohort_id", "next_due_at"])
    op.create_index("enrolments_of_cohort", "enrolments", ["cohort_id", "state"])
    op.create_index("ix_enrolments_person_id", "enrolments", ["person_id"])
    op.create_table(
        "pauses",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("end", sa.Text()),
        sa.Column("mode", sa.Text(), nullable=False),
    )
    op.create_index("ix_pauses_enrolment_id", "pauses", ["enrolment_id"])
    op.create_table(
        "steps",
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohorts.id"), primary_key=True),
        sa.Column("slot", sa.Text(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.Text()),
        sa.Column("deleted_at", sa.Text()),
    )
    op.create_table(
        "occurrences",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("wall", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("shown_at", sa.Text()),
        sa.Column("closes_at", sa.Text()),
        sa.Column("done_at", sa.Text()),
    )
    op.create_index("ix_occurrences_enrolment_id", "occurrences", ["enrolment_id"])
    op.create_index(
        "occurrences_unanswered",
        "occurrences",
        ["closes_at", "enrolment_id"],
        sqlite_where=sa.text("kind = 'check-in' AND done_at IS NULL AND closes_at IS NOT NULL"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohorts.id")),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id")),
        sa.Column("occurrence", sa.Text(), sa.ForeignKey("occurrences.key")),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.Text()),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("not_before", sa.Text()),
        sa.Column("late_at", sa.Text()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.Text()),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.Column("settled_at", sa.Text()),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text()),
    )
    op.create_index("deliveries_of_enrolment", "deliveries", ["enrolment_id", "state"])
    op.create_index("deliveries_of_person", "deliveries", ["person_id", "settled_at"])
    op.create_index("deliveries_queue", "deliveries", ["lane", "state", "not_before"])
    op.create_index("ix_deliveries_occurrence", "deliveries", ["occurrence"])
    op.create_index(
        "deliveries_in_trouble",
        "deliveries",
        ["cohort_id", "state"],
        sqlite_where=sa.text("state IN ('dead', 'unknown')"),
    )
    op.create_index(
        "deliveries_changing", "deliveries", ["changes"], sqlite_where=sa.text("changes IS NOT NULL")
    )
    op.create_table(
        "contents",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("content", sa.Text(), nullable=False),
    )
    op.create_table(
        "parts",
        sa.Column("delivery_id", sa.Integer(), sa.ForeignKey("deliveries.id"), primary_key=True),
        sa.Column("ordinal", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), sa.ForeignKey("contents.digest")),
        sa.Column("attached", sa.Text()),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text()),
        sa.Column("shown_at", sa.Text()),
    )
    op.create_index("ix_parts_key", "parts", ["key"])
    op.create_index("parts_by_content", "parts", ["content"], sqlite_where=sa.text("content IS NOT NULL"))
    op.create_table(
        "timers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("occurrence", sa.Text(), sa.ForeignKey("occurrences.key")),
        sa.Column("wall", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=False),
    )
    op.create_index("ix_timers_due_at", "timers", ["due_at"])
    op.create_index("ix_timers_enrolment_id", "timers", ["enrolment_id"])
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("occurrence", sa.Text(), sa.ForeignKey("occurrences.key"), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("attachments", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.Text()),
    )
    op.create_index("ix_answers_occurrence", "answers", ["occurrence"])
    op.create_table(
        "conversations",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("occurrence", sa.Text(), sa.ForeignKey("occurrences.key"), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("typed", sa.Text()),
        sa.Column("attachments", sa.Text(), nullable=False),
    )
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.Text(), nullable=False, unique=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Text()),
    )
    op.create_index("ix_links_person_id", "links", ["person_id"])
    op.create_table(
        "ended_sessions",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("until", sa.Text(), nullable=False),
    )
    op.create_table(
        "codes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("label", sa.Text(), nullable=False, unique=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("expires_at", sa.Text(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.Text()),
    )
    op.create_index("ix_codes_person_id", "codes", ["person_id"])
    op.create_table(
        "matters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("handed_at", sa.Text()),
        sa.Column("snoozed_until", sa.Text()),
        sa.Column("closed_at", sa.Text()),
        sa.Column("closed_by", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("outcome", sa.Text(), nullable=False),
    )
    op.create_index("ix_matters_enrolment_id", "matters", ["enrolment_id"])
    op.create_index("matters_of_owner", "matters", ["owner_id", "closed_at"])
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("stand_in_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
    )
    op.create_index("ix_absences_person_id", "absences", ["person_id"])
    op.create_index("ix_absences_stand_in_id", "absences", ["stand_in_id"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
    )
    op.create_index("ix_notes_enrolment_id", "notes", ["enrolment_id"])
    op.create_table(
        "goals",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
    )
    op.create_index("ix_goals_enrolment_id", "goals", ["enrolment_id"])
    op.create_table(
        "works",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("logged_at", sa.Text()),
    )
    op.create_index("ix_works_enrolment_id", "works", ["enrolment_id"])
    op.create_table(
        "metrics",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
    )
    op.create_index("ix_metrics_enrolment_id", "metrics", ["enrolment_id"])
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("cohort_id", sa.Integer(), sa.ForeignKey("cohorts.id"), nullable=False),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("people.id"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("corrections", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.Text()),
    )
    op.create_index("ix_announcements_cohort_id", "announcements", ["cohort_id"])
    op.create_index("ix_announcements_author_id", "announcements", ["author_id"])
    op.create_table(
        "flags",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("enrolment_id", sa.Integer(), sa.ForeignKey("enrolments.id"), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.Integer(), sa.ForeignKey("people.id")),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("cleared_at", sa.Text()),
        sa.Column("cleared_by", sa.Integer(), sa.ForeignKey("people.id")),
    )
    op.create_index("ix_flags_enrolment_id", "flags", ["enrolment_id"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
    )
    op.create_index("ix_events_at", "events", ["at"])
    op.create_table(
        "library",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("title_terms", sa.Text(), nullable=False),
        sa.Column("asked_terms", sa.Text(), nullable=False),
        sa.Column("about_terms", sa.Text(), nullable=False),
        sa.Column("text_terms", sa.Text(), nullable=False),
    )
    for statement in (*CONTENTS_FORGOTTEN, *LIBRARY_INDEX):
        op.execute(statement)
