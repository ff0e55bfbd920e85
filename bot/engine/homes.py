"""A home is the page that a chat keeps open for an account: what it shows, and how long that can be true."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.chat.event import PageOpened
from bot.chat.page import Page
from bot.chat.place import Account, Place
from bot.chat.reply import Show
from bot.domain.wall import local_day, midnight
from bot.engine.feature import Who
from bot.engine.subject import led
from bot.engine.visit import Visit
from bot.store.homes import Shows
from bot.store.people import Known
from bot.store.tx import Tx

HOME: Final = "home"
"""The path of the page."""


def opening(account: Account, now: datetime) -> PageOpened:
    """What it would be if the account opened its home now."""
    return PageOpened(id="", at=now, account=account, place=Place(at=account), path=HOME)


def newly_shown(tx: Tx, visit: Visit, answer: object) -> Shows | None:
    """What somebody who opens their home sees, if they did not see the same before."""
    event = visit.event
    if not isinstance(event, PageOpened) or event.path != HOME or not isinstance(answer, Show):
        return None
    now = shows(tx, visit, answer.page)
    return None if now is None or now.fingerprint == tx.homes.shows(event.account) else now


def shows(tx: Tx, visit: Visit, page: Page) -> Shows | None:
    """The page of whoever came, in short; None for a stranger, who has no home.

    It is made anew at midnight at the latest, since a week, a check-in or a wait may end before.
    """
    known = tx.people.by_account(visit.event.account)
    if known is None:
        return None
    leads = bool(led(replace(visit, known=known), Who.MENTOR))
    return Shows(
        fingerprint=page.fingerprint, leads=leads, fresh_until=min(_ends(tx, known, visit.now, leads=leads))
    )


def _ends(tx: Tx, known: Known, now: datetime, *, leads: bool) -> Iterator[datetime]:
    """When what is shown may be true no more, though nothing happens."""
    tomorrow = local_day(now, known.person.zone) + timedelta(days=1)
    yield midnight(tomorrow, known.person.zone)
    back_at = tx.matters.back_at(now) if leads else None
    if back_at is not None:
        yield back_at
    for enrolled in tx.enrolments.of_person(known.id):
        for entry in tx.occurrences.of(enrolled.id):
            if entry.closes_at is not None and entry.closes_at > now:
                yield entry.closes_at
