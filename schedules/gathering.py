"""What planning some creators needs from the store, read in a few statements for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import Occurrence
from bot.domain.pauses import Pause
from bot.domain.people import EnrolmentState
from bot.engine.plans import CohortPlan
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx
from schedules.calendars import Calendars


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Creators, with their calendars, pauses and the keys in their ledgers, by number."""

    plan: CohortPlan
    chosen: Sequence[Enrolled]
    calendars: Mapping[int, Sequence[Occurrence]]
    pauses: Mapping[int, Sequence[Pause]]
    known: Mapping[int, set[str]]

    def past(self, last_tick: datetime) -> int:
        """How many steps since joining would be planned now though their time lies before the last tick."""
        return sum(
            1
            for one in self.chosen
            if one.enrolment.joined_at is not None and one.enrolment.state is EnrolmentState.ACTIVE
            for occurrence in self.calendars[one.id]
            if one.enrolment.joined_at <= occurrence.at < last_tick
            and occurrence.key not in self.known[one.id]
        )


def gather(tx: Tx, plan: CohortPlan, chosen: Sequence[Enrolled], calendars: Calendars) -> Gathered:
    """Everything about these creators."""
    numbers = [one.id for one in chosen]
    pauses = tx.pauses.of(numbers) if numbers else {}
    return Gathered(
        plan=plan,
        chosen=chosen,
        calendars={one.id: calendars.of(plan, one, pauses[one.id]) for one in chosen},
        pauses=pauses,
        known=tx.occurrences.keys(numbers) if numbers else {},
    )
