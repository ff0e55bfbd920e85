"""Whose a matter is, and who gets to see it now: the mentor, who stands in, the backup, the admins."""

from collections.abc import Iterable
from datetime import datetime

from bot.engine.guiding import stand_in
from bot.engine.plans import CohortPlan
from bot.store.enrolments import Enrolled
from bot.store.people import Known
from bot.store.tx import Tx

KIND = "matter"
"""The kind of deliveries that tell staff of something in their queue."""


def owner_of(tx: Tx, enrolled: Enrolled, plan: CohortPlan) -> int | None:
    """Whose a creator's matters are: the mentor's, else the backup mentor's; None: all admins'."""
    if tx.people.by_number(enrolled.mentor_id) is not None:
        return enrolled.mentor_id
    return number_of(tx, plan.backup_mentor)


def next_owner(tx: Tx, plan: CohortPlan, owner: int | None) -> int | None:
    """Who gets what this owner leaves unanswered: the backup mentor, else all admins (None)."""
    backup = number_of(tx, plan.backup_mentor)
    return None if backup == owner else backup


def seers(tx: Tx, plan: CohortPlan, owner: int | None, now: datetime) -> list[Known]:
    """Who looks at an owner's queue now: who stands in for an owner who is away, or every admin."""
    seer = None if owner is None else tx.people.by_id(stand_in(tx, owner, now))
    return on_record(tx, plan.admins) if seer is None else [seer]


def staff(tx: Tx, plan: CohortPlan) -> list[Known]:
    """The mentors and admins of a cohort, and who stands behind them, as far as on record; by name."""
    behind = {name for name in (plan.backup_mentor, plan.safety_contact) if name is not None}
    return on_record(tx, plan.mentors | plan.admins | behind)


def on_record(tx: Tx, names: Iterable[str]) -> list[Known]:
    """Those of these people whom the database knows, by name."""
    found = (tx.people.by_name(name) for name in sorted(names))
    return [known for known in found if known is not None]


def number_of(tx: Tx, name: str | None) -> int | None:
    """The number of the person whom the roster calls so, if they are on record."""
    known = None if name is None else tx.people.by_name(name)
    return None if known is None else known.id
