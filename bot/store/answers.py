"""What creators answered; nothing is overwritten: the newest answer that was not taken back counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, insert, select, update

from bot.store.connection import Connection
from bot.store.tables import answers
from bot.store.types import AnyRow, UtcDateTime

BETWEEN_ADDRESSES = "\n"
"""An address has no line break in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One answer. `number` counts the answers of its occurrence from 1, those taken back included."""

    number: int
    question: str
    value: str
    at: datetime
    attachments: tuple[str, ...] = ()
    undone_at: datetime | None = None


_ADD = insert(answers)
_OF = (
    select(answers.c.question, answers.c.value)
    .where(answers.c.occurrence == bindparam("wanted"), answers.c.undone_at.is_(None))
    .order_by(answers.c.id)
)
_HISTORY = select(answers).where(answers.c.occurrence == bindparam("wanted")).order_by(answers.c.id)
_NTH = (
    select(answers.c.id)
    .where(answers.c.occurrence == bindparam("wanted"))
    .order_by(answers.c.id)
    .limit(1)
    .offset(bindparam("before", type_=Integer))
)
_UNDO = (
    update(answers)
    .where(answers.c.id == bindparam("which"), answers.c.undone_at.is_(None))
    .values(undone_at=bindparam("now", type_=UtcDateTime))
)
_COUNT = select(func.count()).select_from(answers)


class Answers:
    """Answers, by occurrence and question."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self, occurrence: str, given: dict[str, str], at: datetime, attachments: Sequence[str] = ()
    ) -> None:
        """Keep what was answered; an earlier answer to the same question becomes history.

        Attachments are addresses, never contents.
        """
        rows = [
            {
                "occurrence": occurrence,
                "question": question,
                "value": value,
                "attachments": joined(attachments),
                "at": at,
            }
            for question, value in given.items()
        ]
        if rows:
            self._connection.execute(_ADD, rows)

    def of(self, occurrence: str) -> dict[str, str]:
        """The answer that counts to each question."""
        return {row.question: row.value for row in self._connection.execute(_OF, {"wanted": occurrence})}

    def history(self, occurrence: str) -> list[Answered]:
        """Every answer that was ever given, in order."""
        found = self._connection.execute(_HISTORY, {"wanted": occurrence})
        return [_answered(number, row) for number, row in enumerate(found, start=1)]

    def undo(self, occurrence: str, number: int, now: datetime) -> bool:
        """Take the answer with this number back; False if it was, or if there is none."""
        which = self._connection.scalar(_NTH, {"wanted": occurrence, "before": number - 1})
        return self._connection.execute(_UNDO, {"which": which, "now": now}).rowcount == 1

    def count(self) -> int:
        """How many answers are kept, history included."""
        return self._connection.scalar(_COUNT) or 0


def joined(addresses: Sequence[str]) -> str:
    """Addresses as a column holds them."""
    return BETWEEN_ADDRESSES.join(addresses)


def parted(written: str) -> tuple[str, ...]:
    """The addresses that `joined` wrote."""
    return tuple(written.split(BETWEEN_ADDRESSES)) if written else ()


def _answered(number: int, row: AnyRow) -> Answered:
    return Answered(
        number=number,
        question=row.question,
        value=row.value,
        at=row.at,
        attachments=parted(row.attachments),
        undone_at=row.undone_at,
    )
