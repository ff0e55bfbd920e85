"""How a person lives: zone, days, hours, language and place; what they set holds, and calendars follow."""

from datetime import datetime

from bot.chat.place import Account, Place
from bot.domain.people import EnrolmentState, QuietHours
from bot.features.pausing import replan
from bot.store.people import Known
from bot.store.tx import Tx

UNDER_WAY = (EnrolmentState.ACTIVE, EnrolmentState.PAUSED)


def move(tx: Tx, known: Known, zone: str, now: datetime) -> None:
    """Live by other clocks from now on."""
    tx.people.set_zone(known.id, zone)
    for enrolled in tx.enrolments.of_person(known.id):
        tx.timers.move(enrolled.id, zone)
    _changed(tx, known, "zone", now)


def follow(tx: Tx, known: Known, zone: str, now: datetime) -> None:
    """Live by the clocks of which a chat tells, without having said anything."""
    tx.told.take_zone(known, zone)
    for enrolled in tx.enrolments.of_person(known.id):
        tx.timers.move(enrolled.id, zone)
    _changed(tx, known, "zone told by the chat", now)


def speak(tx: Tx, known: Known, language: str, now: datetime) -> None:
    """Be spoken to in another language."""
    tx.people.set_language(known.id, language)
    _changed(tx, known, "language", now)


def work_on(tx: Tx, known: Known, days: frozenset[int], now: datetime) -> None:
    """Work on other days."""
    tx.people.set_working_days(known.id, days)
    _changed(tx, known, "working days", now)


def rest(tx: Tx, known: Known, quiet: QuietHours, now: datetime) -> None:
    """Be left alone at other hours."""
    tx.people.set_quiet(known.id, quiet)
    _changed(tx, known, "quiet hours", now)


def prefer(tx: Tx, known: Known, account: Account, now: datetime) -> None:
    """Be written to in another place; what has not left yet goes there, too."""
    tx.people.set_preferred(known.id, account)
    tx.deliveries.reroute(known.id, Place(at=account))
    _changed(tx, known, "preferred place", now)


def _changed(tx: Tx, known: Known, what: str, now: datetime) -> None:
    for enrolled in tx.enrolments.of_person(known.id):
        if enrolled.enrolment.state in UNDER_WAY:
            replan(tx, enrolled, now)
    tx.homes.changed([known.id])
    tx.audit.add(at=now, actor=known.person.key, action=what, subject=known.person.key)
