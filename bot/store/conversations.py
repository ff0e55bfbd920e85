"""Conversations: what each person was asked last, in chat, and when; a row, never something that waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store.answers import joined, parted
from bot.store.connection import Connection
from bot.store.tables import conversations


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Where a person is: the question that was asked, and what was typed that may be its answer."""

    occurrence: str
    question: str
    asked_at: datetime
    typed: str | None = None
    attachments: tuple[str, ...] = ()


_OF = select(conversations).where(conversations.c.person_id == bindparam("of"))
_BEGIN = insert(conversations)
# A person is asked one thing at a time: the newest question takes the place of the one before.
_ASK = _BEGIN.on_conflict_do_update(
    index_elements=["person_id"],
    set_={
        "occurrence": _BEGIN.excluded.occurrence,
        "question": _BEGIN.excluded.question,
        "asked_at": _BEGIN.excluded.asked_at,
        "typed": None,
        "attachments": "",
    },
)
_HOLD = (
    update(conversations)
    .where(conversations.c.person_id == bindparam("of"))
    .values(typed=bindparam("words"), attachments=bindparam("addresses"))
)
_END = delete(conversations).where(conversations.c.person_id == bindparam("of"))


class Conversations:
    """Conversations, by person."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, person: int) -> Conversation | None:
        """Where a person is; None for somebody who was asked nothing."""
        row = self._connection.execute(_OF, {"of": person}).first()
        if row is None:
            return None
        return Conversation(
            occurrence=row.occurrence,
            question=row.question,
            asked_at=row.asked_at,
            typed=row.typed,
            attachments=parted(row.attachments),
        )

    def ask(self, person: int, occurrence: str, question: str, now: datetime) -> None:
        """This is asked now, in the place of what was asked before."""
        row = {"person_id": person, "occurrence": occurrence, "question": question, "asked_at": now}
        self._connection.execute(_ASK, row)

    def hold(self, person: int, typed: str, attachments: Sequence[str]) -> None:
        """Keep what was typed until the person says whether it is the answer."""
        self._connection.execute(_HOLD, {"of": person, "words": typed, "addresses": joined(attachments)})

    def end(self, person: int) -> None:
        """Nothing is asked any more."""
        self._connection.execute(_END, {"of": person})
