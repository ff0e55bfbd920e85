"""Homes: the page that a chat keeps open for an account, and whether it still shows how things are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete, Integer, Update, bindparam, case, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.chat.place import Account, Platform
from bot.store.connection import Connection
from bot.store.tables import accounts, enrolments, homes
from bot.store.types import UtcDateTime

WOKEN_BY = "homes"
"""What a commit touches after which a home may have to be shown anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home as it was last shown; `changes` counts how often what it shows may have changed since."""

    account: Account
    fingerprint: str
    changes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """What a home shows: by the hash of its page, whether a queue is in it, and until when it can be true."""

    fingerprint: str
    leads: bool
    fresh_until: datetime


_ACCOUNT = (
    (accounts.c.platform == bindparam("on"))
    & (accounts.c.workspace == bindparam("within"))
    & (accounts.c.user == bindparam("who"))
)
_NUMBER = select(accounts.c.id).where(_ACCOUNT)
_BY_ACCOUNT = select(homes.c.fingerprint).join(accounts).where(_ACCOUNT)
_STALE = homes.c.changes != homes.c.shown
_ON = select(accounts.c.id).where(accounts.c.platform == bindparam("on"))
_DUE = (
    select(homes.c.fingerprint, homes.c.changes, accounts.c.platform, accounts.c.workspace, accounts.c.user)
    .join(accounts)
    .where(
        accounts.c.platform == bindparam("on"),
        homes.c.not_before <= bindparam("now"),
        _STALE | (homes.c.fresh_until <= bindparam("now")),
        accounts.c.user.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(homes.c.not_before, homes.c.account_id)
    .limit(bindparam("limit", type_=Integer))
)
_SOONEST = case(
    (_STALE | (homes.c.fresh_until < homes.c.not_before), homes.c.not_before), else_=homes.c.fresh_until
)
_NEXT = select(func.min(_SOONEST, type_=UtcDateTime)).where(
    homes.c.account_id.in_(_ON), bindparam("now", type_=UtcDateTime) < _SOONEST
)
_OPENED = insert(homes)
_OPENED = _OPENED.on_conflict_do_update(
    index_elements=[homes.c.account_id],
    set_={name: _OPENED.excluded[name] for name in ("fingerprint", "leads", "fresh_until", "not_before")},
)
_THIS = homes.c.account_id == bindparam("account")
_SHOWN = (
    update(homes)
    .where(_THIS)
    .values(
        fingerprint=bindparam("seen"),
        shown=bindparam("counted"),
        leads=bindparam("is_leading"),
        fresh_until=bindparam("fresh"),
        not_before=bindparam("until"),
    )
)
_WAIT = update(homes).where(_THIS).values(not_before=bindparam("until"))
_CLOSE = delete(homes).where(_THIS)
_CHANGED = update(homes).values(changes=homes.c.changes + 1)
_OF_PEOPLE = _CHANGED.where(
    homes.c.account_id.in_(
        select(accounts.c.id).where(accounts.c.person_id.in_(bindparam("of", expanding=True)))
    )
)
_OF_ENROLMENT = _CHANGED.where(
    homes.c.account_id.in_(
        select(accounts.c.id)
        .join(enrolments, enrolments.c.person_id == accounts.c.person_id)
        .where(enrolments.c.id == bindparam("of"))
    )
)
_OF_LEADERS = _CHANGED.where(homes.c.leads.is_(True))
_ALL_ON = _CHANGED.where(homes.c.account_id.in_(_ON))


class Homes:
    """The homes that were opened once."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def shows(self, account: Account) -> str | None:
        """The hash of the page that an account was shown last; None if it never opened its home."""
        found: str | None = self._connection.scalar(_BY_ACCOUNT, _named(account))
        return found

    def opened(self, account: Account, shows: Shows, not_before: datetime) -> None:
        """An account that is on record looks at its home now, which is shown again not before then."""
        number = self._connection.scalar(_NUMBER, _named(account))
        if number is not None:
            row = {
                "account_id": number,
                "fingerprint": shows.fingerprint,
                "leads": shows.leads,
                "fresh_until": shows.fresh_until,
                "not_before": not_before,
            }
            self._connection.execute(_OPENED, row)
            self._touched.add(WOKEN_BY)

    def due(self, platform: Platform, now: datetime, *, busy: Iterable[str], limit: int) -> list[Home]:
        """The homes on a platform that may show something else than how things are, but of these users."""
        wanted = {"on": platform, "now": now, "busy": sorted(busy), "limit": limit}
        return [
            Home(
                account=Account(platform=Platform(row.platform), workspace=row.workspace, user=row.user),
                fingerprint=row.fingerprint,
                changes=row.changes,
            )
            for row in self._connection.execute(_DUE, wanted)
        ]

    def next_due(self, platform: Platform, now: datetime) -> datetime | None:
        """When the next one comes due that is not due yet."""
        found: datetime | None = self._connection.scalar(_NEXT, {"on": platform, "now": now})
        return found

    def shown(self, home: Home, shows: Shows, not_before: datetime) -> None:
        """The home shows this now, as of so many changes."""
        row = {
            "seen": shows.fingerprint,
            "counted": home.changes,
            "is_leading": shows.leads,
            "fresh": shows.fresh_until,
            "until": not_before,
        }
        self._do(_SHOWN, home.account, row)

    def wait(self, home: Home, until: datetime) -> None:
        """It could not be shown; it is tried again then."""
        self._do(_WAIT, home.account, {"until": until})

    def close(self, home: Home) -> None:
        """It can't be shown any more, unless it is opened again."""
        self._do(_CLOSE, home.account, {})

    def changed(self, people: Iterable[int]) -> None:
        """What the homes of these people show may have changed."""
        of = sorted(set(people))
        if of and self._connection.execute(_OF_PEOPLE, {"of": of}).rowcount:
            self._touched.add(WOKEN_BY)

    def enrolment_changed(self, enrolment: int) -> None:
        """What the homes of this creator show may have changed."""
        if self._connection.execute(_OF_ENROLMENT, {"of": enrolment}).rowcount:
            self._touched.add(WOKEN_BY)

    def queues_changed(self) -> None:
        """What the homes of mentors and admins show may have changed."""
        if self._connection.execute(_OF_LEADERS, {}).rowcount:
            self._touched.add(WOKEN_BY)

    def all_changed(self, platform: Platform) -> None:
        """Programme, words or rights may be others than when these homes were shown."""
        self._connection.execute(_ALL_ON, {"on": platform})

    def _do(self, statement: Update | Delete, account: Account, row: dict[str, object]) -> None:
        number = self._connection.scalar(_NUMBER, _named(account))
        if number is not None:
            self._connection.execute(statement, {"account": number, **row})
            self._touched.add(WOKEN_BY)


def _named(account: Account) -> dict[str, str]:
    return {"on": account.platform, "within": account.workspace, "who": account.user}
