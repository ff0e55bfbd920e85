"""Metrics: the numbers that creators told, by command and as answers to questions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.store.connection import Connection
from bot.store.tables import answers, metrics, occurrences

_ADD = insert(metrics)
_TOLD = (
    select(metrics.c.name, metrics.c.value, metrics.c.at)
    .where(metrics.c.enrolment_id == bindparam("of"))
    .order_by(metrics.c.id)
)
_ANSWERED = (
    select(answers.c.occurrence, answers.c.question, answers.c.value, answers.c.at)
    .join(occurrences, occurrences.c.key == answers.c.occurrence)
    .where(
        occurrences.c.enrolment_id == bindparam("of"),
        answers.c.question.in_(bindparam("questions", expanding=True)),
        answers.c.undone_at.is_(None),
    )
    .order_by(answers.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A number that a creator told; the name is a question's id, or one of their own."""

    name: str
    value: str
    at: datetime


class Metrics:
    """Metrics, by enrolment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, enrolment: int, name: str, value: str, at: datetime) -> None:
        """A creator tells a number."""
        row = {"enrolment_id": enrolment, "name": name, "value": value, "at": at}
        self._connection.execute(_ADD, row)

    def of(self, enrolment: int, questions: frozenset[str]) -> list[Told]:
        """Everything that was told by command or in answer to these questions, oldest first.

        Of an answer that was changed the newest counts, and the question that was left out does not.
        """
        wanted = {"of": enrolment, "questions": sorted(questions)}
        answered = {
            (row.occurrence, row.question): Told(name=row.question, value=row.value, at=row.at)
            for row in self._connection.execute(_ANSWERED, wanted)
        }
        told = [
            Told(name=row.name, value=row.value, at=row.at)
            for row in self._connection.execute(_TOLD, {"of": enrolment})
        ]
        return sorted((one for one in (*answered.values(), *told) if one.value), key=lambda one: one.at)
