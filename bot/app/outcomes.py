"""Outcomes: what became of each creator of a cohort, read from the ledger."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery import LedgerEntry
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many were shown to creators, and how many of these they did."""

    shown: int
    done: int

    @property
    def share(self) -> str:
        """As "63%", "–" where nothing was shown."""
        return f"{self.done / self.shown:.0%}" if self.shown else "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One creator, with everything on record about them in the order of time.

    `flagged` is since when a flag is up that says that they need somebody.
    """

    name: str
    track: str
    mentor: str
    state: EnrolmentState
    joined_at: datetime | None
    flagged: datetime | None
    entries: tuple[LedgerEntry, ...]

    def reached(self, kind: StepKind) -> list[LedgerEntry]:
        """The steps of this kind that they got, in messages of their own or listed in a catch-up."""
        return [entry for entry in self.entries if entry.kind == kind and entry.shown_at is not None]


def outcomes(tx: Tx, cohort: str) -> tuple[Outcome, ...]:
    """All creators of the cohort of this name, in the order of their enrolment."""
    row = tx.cohorts.by_name(cohort)
    if row is None:
        return ()
    flagged: dict[int, datetime] = {}
    for number, since in tx.flags.standing():
        flagged.setdefault(number, since)
    return tuple(
        Outcome(
            name=one.enrolment.person.name,
            track=one.enrolment.track,
            mentor=known.person.name if (known := tx.people.by_number(one.mentor_id)) else "",
            state=one.enrolment.state,
            joined_at=one.enrolment.joined_at,
            flagged=flagged.get(one.id),
            entries=tuple(tx.occurrences.of(one.id)),
        )
        for one in tx.enrolments.of_cohort(row.id)
    )


def tally(outcomes: tuple[Outcome, ...], kind: StepKind, weeks: range) -> Tally:
    """Steps of a kind in these weeks, over these creators."""
    reached = [entry for one in outcomes for entry in one.reached(kind) if entry.week in weeks]
    return Tally(shown=len(reached), done=sum(entry.done_at is not None for entry in reached))
