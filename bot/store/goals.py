"""The goals that creators set for themselves; an earlier one becomes history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, bindparam, insert, select

from bot.store.connection import Connection
from bot.store.tables import goals

_ADD = insert(goals)
_NEWEST = (
    select(goals.c.words, goals.c.at)
    .where(goals.c.enrolment_id == bindparam("of"))
    .order_by(goals.c.id.desc())
    .limit(bindparam("most", type_=Integer))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What somebody wants to reach, in their own words, and since when."""

    words: str
    at: datetime


class Goals:
    """Goals, by enrolment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, enrolment: int, words: str, at: datetime) -> None:
        """A creator sets a goal."""
        self._connection.execute(_ADD, {"enrolment_id": enrolment, "words": words, "at": at})

    def newest(self, enrolment: int, most: int) -> list[Goal]:
        """The goal that counts, and those before it."""
        found = self._connection.execute(_NEWEST, {"of": enrolment, "most": most})
        return [Goal(words=row.words, at=row.at) for row in found]
