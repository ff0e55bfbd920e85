"""Overdue: check-ins that closed without an answer wait in the mentor's queue until they are answered."""

from datetime import datetime

from bot.domain.matter import GONE, MatterKind
from bot.engine.plans import CohortPlan
from bot.features.matters import add_words, close_matter, open_matter, standing
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx


def unanswered(tx: Tx, enrolled: Enrolled, key: str, plan: CohortPlan, now: datetime) -> None:
    """A check-in closed without an answer: one item holds all of a creator."""
    known = standing(tx, enrolled, MatterKind.OVERDUE)
    if known is None:
        open_matter(tx, enrolled, kind=MatterKind.OVERDUE, subject=key, words="", plan=plan, now=now)
    else:
        add_words(tx, known, "", key)


def let_be(tx: Tx, enrolled: Enrolled, now: datetime) -> None:
    """Who has left owes no answers."""
    known = standing(tx, enrolled, MatterKind.OVERDUE)
    if known is not None:
        close_matter(tx, known, None, GONE, now)


def answered_late(tx: Tx, enrolled: Enrolled, key: str, now: datetime) -> None:
    """A check-in was answered after all: with the last one the item closes by itself."""
    known = standing(tx, enrolled, MatterKind.OVERDUE)
    if known is None or key not in known.subject.split():
        return
    left = [other for other in known.subject.split() if other != key]
    if left:
        tx.matters.add(known.key, known.words, " ".join(left))
    else:
        close_matter(tx, known, None, GONE, now)
