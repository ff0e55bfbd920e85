"""Telling: people are written to where they acted first, since the bot begins no conversation."""

from collections.abc import Callable
from datetime import datetime

from bot.chat.codec import dump_message
from bot.chat.message import Message
from bot.chat.place import Place
from bot.chat.text import Say
from bot.domain.may_send import Nature
from bot.engine.wording import wording
from bot.store.deliveries import Owed
from bot.store.people import Known
from bot.store.tx import Tx

KIND = "told"
Words = Callable[[Say], Message]
"""What is said, in the language of whoever reads it."""


def where(tx: Tx, reader: int, *, unasked: bool = False) -> list[Place]:
    """The places where somebody may be written to, the preferred one first.

    Who never acted has none: whatever they should know waits in their queue, and /cohort status names
    them. Only an alarm goes `unasked` to whatever account there is.
    """
    return tx.people.places(reader) if unasked else tx.people.open_places(reader)


def write(
    tx: Tx,
    reader: Known,
    message: Message,
    now: datetime,
    *,
    name: str,
    kind: str,
    subject: str = "",
    nature: Nature = Nature.MENTOR,
    cohort: int | None = None,
    everywhere: bool = False,
    unasked: bool = False,
) -> bool:
    """Owe somebody a message, where they prefer it or `everywhere`; False if there is no place for it.

    `subject` is the keys of the enrolments of the creators about whom it tells somebody else. With a
    `cohort` it waits while that is held; what the team must know names none.
    """
    places = where(tx, reader.id, unasked=unasked)
    chosen = places if everywhere else places[:1]
    tx.deliveries.add(
        Owed(
            name=f"{name}/{reader.person.key}" + (f"/{number}" if number else ""),
            kind=kind,
            nature=nature,
            place=place,
            due_at=now,
            cohort=cohort,
            person=reader.id,
            subject=subject,
            content=dump_message(message),
        )
        for number, place in enumerate(chosen)
    )
    return bool(chosen)


def tell(
    tx: Tx, reader: Known, words: Words, *, about: str, cohort: int, now: datetime, subject: str = ""
) -> bool:
    """Tell somebody in their language what was decided about them; `about` is unique.

    No enrolment is named: somebody who has just left must still be told so.
    """
    message = words(wording(reader.person.language))
    name = f"{KIND}/{about}"
    return write(tx, reader, message, now, name=name, kind=KIND, cohort=cohort, subject=subject)
