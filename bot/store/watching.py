"""What the watch over creators reads of many at once: whom to look at, and what the rules go by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from bot.domain.delivery import OccurrenceState
from bot.domain.flags import CheckIn, Number
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.store.connection import Connection
from bot.store.tables import answers, enrolments, metrics, occurrences
from bot.store.types import UtcDateTime

_ACTIVE = (
    select(enrolments.c.id)
    .where(enrolments.c.cohort_id == bindparam("cohort"), enrolments.c.state == EnrolmentState.ACTIVE)
    .order_by(enrolments.c.id)
)
_QUIET = _ACTIVE.where(
    func.coalesce(enrolments.c.last_seen_at, enrolments.c.joined_at, type_=UtcDateTime)
    <= bindparam("before", type_=UtcDateTime)
)
_NEWEST_ANSWER = select(func.max(answers.c.id))
_ANSWERED_SINCE = (
    select(occurrences.c.enrolment_id)
    .distinct()
    .select_from(answers)
    .join(occurrences, occurrences.c.key == answers.c.occurrence)
    .join(enrolments, enrolments.c.id == occurrences.c.enrolment_id)
    .where(
        # By number, which is the order in which they came: no index on times is needed.
        answers.c.id > bindparam("newer"),
        enrolments.c.cohort_id == bindparam("cohort"),
        enrolments.c.state == EnrolmentState.ACTIVE,
    )
)
_CHECK_INS = (
    select(
        occurrences.c.enrolment_id,
        occurrences.c.week,
        # What was answered before its time is never shown.
        func.coalesce(occurrences.c.shown_at, occurrences.c.at, type_=UtcDateTime).label("asked_at"),
        occurrences.c.closes_at,
        occurrences.c.done_at,
    )
    .where(
        occurrences.c.enrolment_id.in_(bindparam("of", expanding=True)),
        occurrences.c.kind == StepKind.CHECK_IN,
        (occurrences.c.state == OccurrenceState.SENT) | occurrences.c.done_at.is_not(None),
    )
    .order_by(occurrences.c.at, occurrences.c.key)
)
_NUMBERS = (
    select(
        occurrences.c.enrolment_id,
        answers.c.occurrence,
        answers.c.question,
        answers.c.value,
        answers.c.at,
        occurrences.c.at.label("asked_at"),
    )
    .select_from(occurrences)
    .join(answers, answers.c.occurrence == occurrences.c.key)
    .where(
        occurrences.c.enrolment_id.in_(bindparam("of", expanding=True)),
        answers.c.question.in_(bindparam("questions", expanding=True)),
        answers.c.undone_at.is_(None),
    )
    .order_by(occurrences.c.at, answers.c.id)
)
_TOLD = (
    select(metrics.c.enrolment_id, metrics.c.name, metrics.c.value, metrics.c.at)
    .where(
        metrics.c.enrolment_id.in_(bindparam("of", expanding=True)),
        func.lower(metrics.c.name).in_(bindparam("names", expanding=True)),
    )
    .order_by(metrics.c.id)
)
Numbers = Mapping[str, Sequence[Number]]
"""By question, in the order in which they were asked."""
Dated = tuple[datetime, Number]
"""A number, and when it was asked for; what was told unasked has the time when it was told."""


class Watching:
    """What is read of many creators in one statement."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def active(self, cohort: int) -> list[int]:
        """The enrolments to which flags are raised at all."""
        return self._connection.scalars(_ACTIVE, {"cohort": cohort})

    def quiet(self, cohort: int, before: datetime) -> list[int]:
        """Those of them who were not seen since then."""
        return self._connection.scalars(_QUIET, {"cohort": cohort, "before": before})

    def newest_answer(self) -> int:
        """The number of the newest answer of all."""
        return self._connection.scalar(_NEWEST_ANSWER) or 0

    def answered_since(self, cohort: int, newer: int) -> list[int]:
        """The active enrolments with an answer that is newer than the one of this number."""
        return self._connection.scalars(_ANSWERED_SINCE, {"cohort": cohort, "newer": newer})

    def check_ins(self, enrolments: Sequence[int]) -> dict[int, list[CheckIn]]:
        """The check-ins that these were shown, in the order of time."""
        found: dict[int, list[CheckIn]] = defaultdict(list)
        for row in self._connection.execute(_CHECK_INS, {"of": list(enrolments)}):
            found[row.enrolment_id].append(
                CheckIn(
                    week=row.week, asked_at=row.asked_at, closes_at=row.closes_at, answered_at=row.done_at
                )
            )
        return found

    def numbers(self, enrolments: Sequence[int], questions: Sequence[str]) -> dict[int, Numbers]:
        """What these answered to the questions, as far as it is a number; the newest answer counts."""
        return _in_order(self._answered(enrolments, questions)) if questions else {}

    def metrics(self, enrolments: Sequence[int], names: Sequence[str]) -> dict[int, Numbers]:
        """What these told of metrics, by command or as answers to questions of these ids."""
        if not names:
            return {}
        found = self._answered(enrolments, names)
        as_asked = {name.lower(): name for name in names}
        wanted = {"of": list(enrolments), "names": sorted(as_asked)}
        for row in self._connection.execute(_TOLD, wanted):
            number = _number(row.value)
            if number is not None:
                dated = (row.at, Number(value=number, at=row.at))
                found[row.enrolment_id][as_asked[row.name.lower()]].append(dated)
        return _in_order(found)

    def _answered(
        self, enrolments: Sequence[int], questions: Sequence[str]
    ) -> dict[int, dict[str, list[Dated]]]:
        """The numbers in the newest answers to these questions."""
        newest: dict[tuple[int, str, str], Dated | None] = {}
        wanted = {"of": list(enrolments), "questions": list(questions)}
        for row in self._connection.execute(_NUMBERS, wanted):
            number = _number(row.value)
            given = None if number is None else (row.asked_at, Number(value=number, at=row.at))
            newest[row.enrolment_id, row.question, row.occurrence] = given
        found: dict[int, dict[str, list[Dated]]] = defaultdict(lambda: defaultdict(list))
        for (enrolment, question, _), given in newest.items():
            if given is not None:
                found[enrolment][question].append(given)
        return found


def _in_order(found: Mapping[int, Mapping[str, Sequence[Dated]]]) -> dict[int, Numbers]:
    """By the time of asking, so that an old answer that was corrected is no news."""
    return {
        one: {
            question: tuple(number for _, number in sorted(given, key=lambda dated: dated[0]))
            for question, given in by_question.items()
        }
        for one, by_question in found.items()
    }


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
