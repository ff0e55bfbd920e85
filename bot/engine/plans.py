"""What the running bot knows of its cohorts from the files of the admins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.chat.place import Place
from bot.domain.cohort import Cohort
from bot.domain.delivery import LedgerEntry
from bot.domain.flags import Ladder, Rule
from bot.domain.programme import Programme, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortPlan:
    """A cohort, its programme, and who looks after it.

    `fingerprint` changes with anything that moves calendars; `home` are the channels where creators
    join; all names are from the roster. A mentor looks after their own creators, or after everybody's
    where `mentors_see_all`; what they leave unanswered goes to the `backup_mentor`, else to the admins.
    """

    cohort: Cohort
    programme: Programme
    fingerprint: str
    home: tuple[Place, ...] = ()
    mentors: frozenset[str] = frozenset()
    admins: frozenset[str] = frozenset()
    reminder_after: timedelta = timedelta(days=2)
    safety_contact: str | None = None
    backup_mentor: str | None = None
    mentors_see_all: bool = False
    mentor_capacity: int = 12
    flag_rules: tuple[Rule, ...] = ()
    ladder: Ladder = field(default_factory=Ladder)

    def step(self, step_id: str) -> Step | None:
        """The step with this id, if the programme still has it."""
        return self.programme.step(step_id)

    def in_language(self, language: str) -> "CohortPlan":
        """The plan with the programme's words in a language; days and times are the same."""
        programme = self.programme.in_language(language)
        return self if programme is self.programme else replace(self, programme=programme)

    def told(self, entry: LedgerEntry) -> LedgerEntry:
        """The entry with the title that this plan gives it; its own, if the programme lost the step."""
        step = self.step(entry.step)
        return entry if step is None or step.title == entry.title else replace(entry, title=step.title)


class Plans:
    """The plans of all cohorts, by name; `pages` is what links to pages begin with, where any are served."""

    def __init__(self, plans: Sequence[CohortPlan], *, pages: str | None = None) -> None:
        self._by_name = {plan.cohort.name: plan for plan in plans}
        self.pages = pages

    def __iter__(self) -> Iterator[CohortPlan]:
        return iter(self._by_name.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the cohorts."""
        return tuple(self._by_name)

    def named(self, cohort: str) -> CohortPlan:
        """The plan of a cohort. Raises KeyError for one that the config does not have."""
        return self._by_name[cohort]

    def get(self, cohort: str | None) -> CohortPlan | None:
        """The plan of a cohort, if the config has it."""
        return None if cohort is None else self._by_name.get(cohort)
