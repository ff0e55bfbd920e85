"""Calendars that were computed lately, since the planner asks for the same ones again and again."""

from collections import OrderedDict
from collections.abc import Sequence

from bot.domain.calendar import Occurrence, occurrences
from bot.domain.pauses import Pause
from bot.engine.plans import CohortPlan
from bot.store.enrolments import Enrolled

MOST = 1_000
"""About 30 MB; more creators than this cost time, not memory."""


class Calendars:
    """A calendar stays good until its enrolment's revision or the cohort's fingerprint changes."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[tuple[int, str], tuple[Occurrence, ...]]] = OrderedDict()

    def of(self, plan: CohortPlan, enrolled: Enrolled, pauses: Sequence[Pause]) -> tuple[Occurrence, ...]:
        """All occurrences of a creator, in the order of time."""
        name, edition = enrolled.enrolment.key, (enrolled.enrolment.revision, plan.fingerprint)
        kept = self._kept.get(name)
        if kept is None or kept[0] != edition:
            # In the place of an earlier one, which nobody asks for again.
            kept = edition, occurrences(plan.programme, plan.cohort, enrolled.enrolment, pauses)
            self._kept[name] = kept
        self._kept.move_to_end(name)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        return kept[1]
