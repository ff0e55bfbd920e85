"""People and the accounts by which chats know them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache

from sqlalchemy import bindparam, insert, select, update

from bot.chat.place import TERMINAL, Account, Place, Platform
from bot.domain.people import Person, QuietHours, Setting
from bot.store.connection import Connection
from bot.store.tables import accounts, enrolments, people
from bot.store.types import AnyRow, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A person on record, and what they set for themselves."""

    id: int
    person: Person
    set_in_chat: frozenset[Setting]
    left_to_chat: frozenset[Setting] = frozenset()
    """What the chat tells about them, so that the roster does not decide it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How far somebody came with joining: the version of the privacy notice, "" for none, and the test."""

    notice: str
    confirmed_at: datetime | None


def person_of(row: AnyRow) -> Person:
    """The person in a row that holds the columns of `people` under their own names."""
    return Person(
        key=row.person_key,
        name=row.name,
        zone=row.zone,
        language=row.language,
        working_days=_days_of(row.working_days),
        quiet=_quiet_of(row.quiet_start, row.quiet_end),
    )


# Thousands of people share a handful of these, and a person is read with nearly everything.
@lru_cache
def _days_of(written: str) -> frozenset[int]:
    return frozenset(int(day) for day in written)


@lru_cache
def _quiet_of(start: str, end: str) -> QuietHours:
    return QuietHours(start=time.fromisoformat(start), end=time.fromisoformat(end))


PERSON_COLUMNS = (
    people.c.key.label("person_key"),
    people.c.name,
    people.c.zone,
    people.c.language,
    people.c.working_days,
    people.c.quiet_start,
    people.c.quiet_end,
)

_ALL = (
    select(people.c.id, people.c.set_in_chat, people.c.left_to_chat, *PERSON_COLUMNS)
    .where(people.c.erased_at.is_(None))
    .order_by(people.c.id)
)
_BY_KEY = _ALL.where(people.c.key == bindparam("wanted"))
_BY_ID = _ALL.where(people.c.id == bindparam("wanted"))
_BY_NAME = _ALL.where(people.c.name == bindparam("wanted"))
_NAMED = _ALL.where(people.c.name.in_(bindparam("names", expanding=True)))
_ERASED = select(people.c.id).where(people.c.key == bindparam("wanted"), people.c.erased_at.is_not(None))
_BY_ACCOUNT = _ALL.join(accounts, accounts.c.person_id == people.c.id).where(
    accounts.c.platform == bindparam("platform"),
    accounts.c.workspace == bindparam("workspace"),
    accounts.c.user == bindparam("user"),
)
_ACCOUNTS = (
    select(accounts)
    .where(accounts.c.person_id == bindparam("of"))
    .order_by(accounts.c.preferred.desc(), accounts.c.id)
)
_MET = (
    select(accounts.c.person_id)
    .where(accounts.c.person_id.in_(bindparam("of", expanding=True)), accounts.c.opened_at.is_not(None))
    .distinct()
)
_ADD = insert(people).returning(people.c.id)
_ADD_ACCOUNT = insert(accounts)
_CHANGE = update(people).where(people.c.id == bindparam("of"))
_SET_ZONE = _CHANGE.values(zone=bindparam("new_zone"))
_SET_DAYS = _CHANGE.values(working_days=bindparam("days"))
_SET_LANGUAGE = _CHANGE.values(language=bindparam("spoken"))
_SET_QUIET = _CHANGE.values(quiet_start=bindparam("starts"), quiet_end=bindparam("ends"))
_PREFER = (
    update(accounts)
    .where(accounts.c.person_id == bindparam("of"))
    .values(
        preferred=(accounts.c.platform == bindparam("on"))
        & (accounts.c.workspace == bindparam("within"))
        & (accounts.c.user == bindparam("who"))
    )
)
_ACCEPT = _CHANGE.values(notice=bindparam("version"))
_NOTICE = select(people.c.notice, people.c.confirmed_at).where(people.c.id == bindparam("of"))
_CONFIRM = _CHANGE.where(people.c.confirmed_at.is_(None)).values(confirmed_at=bindparam("now"))
_UNCONFIRMED = _ALL.join(enrolments, enrolments.c.person_id == people.c.id).where(
    enrolments.c.cohort_id == bindparam("cohort"),
    enrolments.c.joined_at <= bindparam("before"),
    enrolments.c.left_at.is_(None),
    people.c.confirmed_at.is_(None),
)
_OWN = select(people.c.set_in_chat).where(people.c.id == bindparam("of"))
_SET_OWN = _CHANGE.values(set_in_chat=bindparam("own"))
_OPENED = (
    update(accounts)
    .where(
        accounts.c.platform == bindparam("on"),
        accounts.c.workspace == bindparam("within"),
        accounts.c.user == bindparam("who"),
        accounts.c.opened_at.is_(None),
    )
    .values(opened_at=bindparam("now"))
)


class People:
    """People, by key, name or account."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person: Person, left_to_chat: Iterable[Setting] = ()) -> int:
        """Put a person on record; gives the number that rows refer to."""
        number: int = self._connection.scalar(
            _ADD, {**_row(person), "left_to_chat": " ".join(sorted(left_to_chat))}
        )
        return number

    def add_account(self, person: int, account: Account, *, preferred: bool) -> None:
        """Tie an account to a person."""
        row = {
            "person_id": person,
            "platform": account.platform,
            "workspace": account.workspace,
            "user": account.user,
            "preferred": preferred,
        }
        self._connection.execute(_ADD_ACCOUNT, row)

    def everybody(self) -> list[Known]:
        """All people, in the order they came."""
        return [_known(row) for row in self._connection.execute(_ALL)]

    def by_id(self, number: int) -> Known | None:
        """The person whom rows refer to by this number."""
        return _first(self._connection.execute(_BY_ID, {"wanted": number}).first())

    def by_key(self, key: str) -> Known | None:
        """The person with this key."""
        return _first(self._connection.execute(_BY_KEY, {"wanted": key}).first())

    def by_number(self, number: int | None) -> Known | None:
        """The person whom rows refer to by this number."""
        return _first(self._connection.execute(_BY_ID, {"wanted": number}).first())

    def by_name(self, name: str) -> Known | None:
        """The person whom the roster calls so."""
        return _first(self._connection.execute(_BY_NAME, {"wanted": name}).first())

    def named(self, names: Iterable[str]) -> list[Known]:
        """The people whom the roster calls so, in the order they came."""
        return [_known(row) for row in self._connection.execute(_NAMED, {"names": sorted(names)})]

    def by_account(self, account: Account) -> Known | None:
        """The person behind an account; one of the terminal names the person by key, and is in no table."""
        if account.platform == TERMINAL:
            return self.by_key(account.user)
        wanted = {"platform": account.platform, "workspace": account.workspace, "user": account.user}
        return _first(self._connection.execute(_BY_ACCOUNT, wanted).first())

    def accounts(self, person: int) -> list[Account]:
        """A person's accounts, the preferred one first."""
        return [_account(row) for row in self._connection.execute(_ACCOUNTS, {"of": person})]

    def places(self, person: int) -> list[Place]:
        """Where a person can be written to, the preferred place first."""
        return [Place(at=account) for account in self.accounts(person)]

    def open_places(self, person: int) -> list[Place]:
        """Those of the places where the person acted first, so that they may be written to."""
        return [
            Place(at=_account(row))
            for row in self._connection.execute(_ACCOUNTS, {"of": person})
            if row.opened_at is not None
        ]

    def met(self, people: Sequence[int]) -> frozenset[int]:
        """Those of them who acted first, on whatever account, so that they may be written to."""
        return frozenset(self._connection.scalars(_MET, {"of": list(people)}))

    def opened(self, account: Account, at: datetime) -> bool:
        """The account acted first, so it may be written to; False if it had before."""
        named = {"on": account.platform, "within": account.workspace, "who": account.user, "now": at}
        return self._connection.execute(_OPENED, named).rowcount == 1

    def set_zone(self, person: int, zone: str) -> None:
        """The person says that they live by other clocks now."""
        self._connection.execute(_SET_ZONE, {"of": person, "new_zone": zone})
        self._own(person, Setting.ZONE)

    def set_working_days(self, person: int, days: frozenset[int]) -> None:
        """The person says that they work on other days now."""
        self._connection.execute(_SET_DAYS, {"of": person, "days": _days(days)})
        self._own(person, Setting.WORKING_DAYS)

    def set_language(self, person: int, language: str) -> None:
        """The person says what language to speak."""
        self._connection.execute(_SET_LANGUAGE, {"of": person, "spoken": language})
        self._own(person, Setting.LANGUAGE)

    def set_quiet(self, person: int, quiet: QuietHours) -> None:
        """The person says when not to be disturbed."""
        hours = {"starts": quiet.start.isoformat("minutes"), "ends": quiet.end.isoformat("minutes")}
        self._connection.execute(_SET_QUIET, {"of": person, **hours})
        self._own(person, Setting.QUIET)

    def set_preferred(self, person: int, account: Account) -> None:
        """The person says where to be written to: in this one of their accounts."""
        named = {"on": account.platform, "within": account.workspace, "who": account.user}
        self._connection.execute(_PREFER, {"of": person, **named})

    def accept_notice(self, person: int, version: str, at: datetime) -> None:
        """The person was shown this version of the privacy notice, and went on."""
        self._connection.execute(_ACCEPT, {"of": person, "version": f"{version} {written(at)}"})

    def progress_of_joining(self, person: int) -> Joining:
        """How far the person came with joining."""
        row = self._connection.execute(_NOTICE, {"of": person}).one()
        return Joining(notice=(row.notice or "").partition(" ")[0], confirmed_at=row.confirmed_at)

    def confirm(self, person: int, at: datetime) -> None:
        """The test message arrived."""
        self._connection.execute(_CONFIRM, {"of": person, "now": at})

    def unconfirmed(self, cohort: int, joined_before: datetime) -> list[Known]:
        """Who joined a cohort before then, and never said that the test message arrived."""
        wanted = {"cohort": cohort, "before": joined_before}
        return [_known(row) for row in self._connection.execute(_UNCONFIRMED, wanted)]

    def is_erased(self, key: str) -> bool:
        """Whether the person with this key had everything about them erased."""
        return self._connection.execute(_ERASED, {"wanted": key}).first() is not None

    def correct(self, number: int, person: Person) -> None:
        """The roster says something else about a person now."""
        self._connection.execute(_CHANGE, {"of": number, **_row(person)})

    def _own(self, person: int, setting: Setting) -> None:
        own = {*self._connection.scalar(_OWN, {"of": person}).split(), setting}
        self._connection.execute(_SET_OWN, {"of": person, "own": " ".join(sorted(own))})


def _row(person: Person) -> dict[str, str]:
    return {
        "key": person.key,
        "name": person.name,
        "zone": person.zone,
        "language": person.language,
        "working_days": _days(person.working_days),
        "quiet_start": person.quiet.start.isoformat("minutes"),
        "quiet_end": person.quiet.end.isoformat("minutes"),
    }


def _days(days: frozenset[int]) -> str:
    return "".join(str(day) for day in sorted(days))


def _account(row: AnyRow) -> Account:
    return Account(platform=Platform(row.platform), user=row.user, workspace=row.workspace)


def _known(row: AnyRow) -> Known:
    return Known(
        id=row.id,
        person=person_of(row),
        set_in_chat=frozenset(map(Setting, row.set_in_chat.split())),
        left_to_chat=frozenset(map(Setting, row.left_to_chat.split())),
    )


def _first(row: AnyRow | None) -> Known | None:
    return None if row is None else _known(row)
