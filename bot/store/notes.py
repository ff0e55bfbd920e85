"""What mentors and admins note of a creator; the creator gets it with the privacy export."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.store.connection import Connection
from bot.store.tables import notes, people


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody noted, and when."""

    author: str
    """The name of who wrote it."""
    words: str
    at: datetime


_ADD = insert(notes)
_OF = (
    select(people.c.name, notes.c.words, notes.c.at)
    .join(people, people.c.id == notes.c.author_id)
    .where(notes.c.enrolment_id == bindparam("of"))
    .order_by(notes.c.at, notes.c.id)
)


class Notes:
    """Notes, by enrolment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, enrolment: int, author: int, words: str, at: datetime) -> None:
        """Keep a note of a creator."""
        row = {"enrolment_id": enrolment, "author_id": author, "words": words, "at": at}
        self._connection.execute(_ADD, row)

    def of(self, enrolment: int) -> list[Note]:
        """The notes of a creator, oldest first."""
        return [
            Note(author=row.name, words=row.words, at=row.at)
            for row in self._connection.execute(_OF, {"of": enrolment})
        ]
