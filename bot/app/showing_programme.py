"""The programme view is filled from the files of the admins and, for calendars, from the database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.playground.programme import Calendar, Check, CohortName, Contents, Glimpse, StepSheet
from bot.app.chat_looks import ChatLooks, chat_looks
from bot.app.checking import notes
from bot.app.previewing import Read, travels_of
from bot.app.shown_calendar import calendar_of
from bot.app.shown_steps import contents_of, sheet_of
from bot.app.watching import Watch, Watched
from bot.config.setup import Checked, CohortSetup
from bot.domain.people import Role
from bot.engine.clock import Clock, SystemClock


class ShownProgrammes:
    """What the playground asks for the programmes of a configuration.

    `clock` is the cohort's, which may travel in time; `machine` is that of the files. Both the files and
    the database are looked at whenever somebody asks, outside of the event loop; `read` is for a database
    that is open already.
    """

    def __init__(
        self,
        checked: Checked,
        clock: Clock,
        *,
        looks: ChatLooks | None = None,
        machine: Clock | None = None,
        read: Read | None = None,
    ) -> None:
        self._watch = Watch(checked, machine or SystemClock())
        self._clock = clock
        self._looks = looks
        self._read = read

    def look(self) -> Glimpse:
        """The programmes as their files are now, or were before they got a fault."""
        looks = self._looks
        return _Glimpse(seen=self._watch.look(), clock=self._clock, looks=looks, read=self._read)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Glimpse:
    """What one look at the files found."""

    seen: Watched
    clock: Clock
    looks: ChatLooks | None
    read: Read | None

    @property
    def state(self) -> str:
        return self.seen.state

    @property
    def check(self) -> Check:
        seen, folder = self.seen, self.seen.checked.path.parent
        return Check(
            faults=tuple(replace(fault, file=_near(fault.file, folder)) for fault in seen.faults),
            notes=tuple(
                str(replace(note, file=_near(note.file, folder)))
                for note in (() if seen.faults else notes(seen.checked))
            ),
            looked_at=seen.looked_at,
            is_edited=seen.is_edited,
        )

    @property
    def cohorts(self) -> Sequence[CohortName]:
        cohorts = (plan.cohort for plan in self.seen.checked.cohorts)
        return [CohortName(name=cohort.name, title=cohort.title) for cohort in cohorts]

    def contents(self, cohort: str) -> Contents:
        return contents_of(self._plan(cohort))

    def step(self, cohort: str, step: str) -> StepSheet | None:
        return sheet_of(self._plan(cohort), step, self.looks or chat_looks())

    def creators(self, cohort: str) -> Sequence[str]:
        return [row.name for row in self._plan(cohort).people(Role.CREATOR)]

    def calendar(self, cohort: str, creator: str) -> Calendar | None:
        if creator not in self.creators(cohort):
            return None
        plan = self._plan(cohort)
        enrolment, pauses = travels_of(self.seen.checked, plan, creator, read=self.read)
        return calendar_of(plan, enrolment, pauses, self.clock.now())

    def _plan(self, cohort: str) -> CohortSetup:
        plan = self.seen.checked.plan(cohort)
        if plan is None:
            raise LookupError(f"the site asked for {cohort!r}, which is no cohort")
        return plan


def _near(file: str, folder: Path) -> str:
    """The file as it is called from the folder of the configuration."""
    path = Path(file)
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else file
