"""A planner in forty lines, without a database: it applies the calendar and `decide` to a ledger of keys."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.calendar import Occurrence, occurrences
from bot.domain.cohort import Cohort
from bot.domain.decide import CatchUp, NotYet, Send, Skip, Skipped, decide
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment, EnrolmentState
from bot.domain.programme import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What became of an occurrence: shown, or skipped for a reason."""

    at: datetime
    step: str
    occurrence: Occurrence
    skipped: Skipped | None


@dataclass(slots=True, kw_only=True)
class Ledger:
    """What happened to one creator so far; a key is in it at most once."""

    entries: dict[str, Entry] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)

    def tick(
        self,
        programme: Programme,
        cohort: Cohort,
        enrolment: Enrolment,
        pauses: list[Pause],
        added: dict[str, datetime],
        now: datetime,
    ) -> None:
        """Decide everything that is due; a second call at the same instant does nothing."""
        taking_part = enrolment.state in (EnrolmentState.ACTIVE, EnrolmentState.PAUSED)
        if not taking_part or enrolment.joined_at is None:
            return
        for occurrence in occurrences(programme, cohort, enrolment, pauses):
            if occurrence.key in self.entries:
                continue
            match decide(
                occurrence,
                joined_at=enrolment.joined_at,
                added_at=added.get(occurrence.step.slot),
                now=now,
            ):
                case NotYet():
                    pass
                case Send() | CatchUp():
                    self._enter(occurrence, None, now)
                    self.shown.append(occurrence.key)
                case Skip(why=why):
                    self._enter(occurrence, why, now)

    def _enter(self, occurrence: Occurrence, skipped: Skipped | None, now: datetime) -> None:
        self.entries[occurrence.key] = Entry(
            at=now, step=occurrence.step.id, occurrence=occurrence, skipped=skipped
        )
