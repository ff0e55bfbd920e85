"""Posted is one message that stands in a room."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.message import Part
from bot.chat.place import Account, Channel, MessageRef, Place

Room = Account | Channel
"""The private conversation of an account with the bot, or a channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """One message that stands in a room."""

    id: str
    room: Room
    at: datetime
    part: Part
    key: str = ""
    """That of the delivery's part; an answer and a person's own words have none."""
    by: Account | None = None
    """Whoever wrote it; None is the bot."""
    reader: Account | None = None
    """The only one who reads it, if it is an answer to somebody alone."""
    edited: bool = False
    number: int = 0
    """Messages count up on the whole board."""

    @property
    def ref(self) -> MessageRef:
        return MessageRef(place=Place(at=self.room), id=self.id)
