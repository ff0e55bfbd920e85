"""Telling: people hear, each in their own language, what somebody decided about them."""

from collections.abc import Callable
from datetime import datetime

from bot.chat.codec import dump_message
from bot.chat.message import Message
from bot.chat.text import Say
from bot.domain.may_send import Nature
from bot.engine.wording import wording
from bot.store.deliveries import Owed
from bot.store.people import Known
from bot.store.tx import Tx

KIND = "told"
Words = Callable[[Say], Message]
"""What is said, in the language of whoever reads it."""


def tell(
    tx: Tx, reader: Known, words: Words, *, about: str, cohort: int, now: datetime, subject: str = ""
) -> bool:
    """Owe it to their preferred place, outside of quiet hours; `about` is unique,
    `subject` the keys of the creators whom it tells others about.

    False, and nothing, for who never wrote to the bot, which does not begin. No enrolment is named:
    somebody who has just left must still be told so.
    """
    places = tx.people.places(reader.id)[:1] if tx.people.met([reader.id]) else []
    tx.deliveries.add(
        Owed(
            name=f"{KIND}/{about}/{reader.person.key}",
            kind=KIND,
            nature=Nature.MENTOR,
            place=place,
            due_at=now,
            cohort=cohort,
            person=reader.id,
            subject=subject,
            content=dump_message(words(wording(reader.person.language))),
        )
        for place in places
    )
    return bool(places)
