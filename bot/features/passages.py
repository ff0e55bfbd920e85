"""Passages: what the lessons and the answers of a programme say to a question."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.keys import occurrence_key
from bot.domain.library import Hit
from bot.domain.shelf import shelf_of
from bot.engine.visit import Visit
from bot.store.tx import Tx

GOOD_ENOUGH = 9.0
"""From this score on a passage answers somebody who only typed something.

Five in six of the questions in the tests score more, small talk scores less.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage, the lesson that it belongs to, and that lesson on record; None while it is to come."""

    passage: str
    """The admins' own Markdown."""
    title: str
    week: int
    entry: LedgerEntry | None
    score: float
    whole: bool
    """Every word of the question stands in it: in a small library scores are low."""


def find(tx: Tx, visit: Visit, words: str, most: int) -> tuple[Found, ...]:
    """What answers best, the best first, from the lessons that the creator takes."""
    plan, enrolment = visit.cohort_plan, visit.creator.enrolment
    shelf = shelf_of(
        plan.programme,
        track=enrolment.track,
        language=visit.person.person.language,
        platform=enrolment.platform,
    )
    hits = tx.library.search(shelf, words, most)
    slots = {hit.step: step.slot for hit in hits if (step := plan.step(hit.step)) is not None}
    keys = [occurrence_key(enrolment.key, slot, 0) for slot in slots.values()]
    known = {one.key: one for one in tx.occurrences.many(keys)} if keys else {}
    found = (_found(hit, visit, known) for hit in hits)
    return tuple(one for one in found if one is not None)


def best_passage(tx: Tx, visit: Visit, question: str) -> Found | None:
    """The passage that answers what a creator typed; None if none answers well."""
    best = next(iter(find(tx, visit, question, 1)), None)
    return best if best is not None and (best.whole or best.score >= GOOD_ENOUGH) else None


def _found(hit: Hit, visit: Visit, known: Mapping[str, LedgerEntry]) -> Found | None:
    step = visit.cohort_plan.step(hit.step)
    if step is None:
        return None
    entry = known.get(occurrence_key(visit.creator.enrolment.key, step.slot, 0))
    came = entry is not None and entry.state is not OccurrenceState.PLANNED
    return Found(
        passage=hit.passage,
        title=step.title,
        week=step.week,
        entry=visit.cohort_plan.told(entry) if entry is not None and came else None,
        score=hit.score,
        whole=hit.whole,
    )
