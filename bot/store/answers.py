"""What creators answered; nothing is overwritten, the newest answer counts."""

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from bot.store.connection import Connection
from bot.store.tables import answers

_ADD = insert(answers)
_OF = (
    select(answers.c.question, answers.c.value)
    .where(answers.c.occurrence == bindparam("wanted"))
    .order_by(answers.c.id)
)
_COUNT = select(func.count()).select_from(answers)


class Answers:
    """Answers, by occurrence and question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, occurrence: str, given: dict[str, str], at: datetime) -> None:
        """Keep what was answered; an earlier answer to the same question becomes history."""
        rows = [
            {"occurrence": occurrence, "question": question, "value": value, "at": at}
            for question, value in given.items()
        ]
        if rows:
            self._connection.execute(_ADD, rows)

    def of(self, occurrence: str) -> dict[str, str]:
        """The newest answer to each question."""
        return {row.question: row.value for row in self._connection.execute(_OF, {"wanted": occurrence})}

    def count(self) -> int:
        """How many answers are kept, history included."""
        return self._connection.scalar(_COUNT) or 0
