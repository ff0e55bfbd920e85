"""Forms that were asked are kept until they are sent off well: a draft outlives the click and the process."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

import aiosqlite

from bot.chat.codec import dump_form, dump_place, load_form
from bot.chat.form import Form
from bot.chat.place import Account, Place
from bot.store.failures import said_plainly
from bot.store.types import written

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=14)
"""As long as the ids of events: after that nobody comes back to a form."""
KEPT_IN_MEMORY = 4_096
FORMS = """
CREATE TABLE IF NOT EXISTS forms (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    form TEXT NOT NULL,
    at TEXT NOT NULL,
    UNIQUE (account, key)
)
"""
_PRUNE = "DELETE FROM forms WHERE at < ?"
_KEEP = """
INSERT INTO forms (account, key, form, at) VALUES (?, ?, ?, ?)
ON CONFLICT (account, key) DO UPDATE SET form = excluded.form, at = excluded.at
"""
_KEPT = "SELECT form FROM forms WHERE account = ? AND key = ? AND at >= ?"
_DROP = "DELETE FROM forms WHERE account = ? AND key = ?"
_FORGET = "DELETE FROM forms WHERE account = ?"


class FormsKept(Protocol):
    """Forms by whom they were shown to and by the key of their token."""

    async def keep(self, account: Account, key: str, form: Form, at: datetime) -> None:
        """Keep a form, in the place of the one with this key; what is too old by then is dropped."""

    async def kept(self, account: Account, key: str, now: datetime) -> Form | None:
        """The form, unless it was dropped or is too old."""

    async def drop(self, account: Account, key: str) -> None:
        """Drop a form that is done with."""

    async def forget(self, account: Account) -> None:
        """Drop all forms of an account."""


class FormsInFile:
    """The forms in the file of the inbox."""

    def __init__(self, path: Path, connection: aiosqlite.Connection) -> None:
        self._path = path
        self._connection = connection

    async def keep(self, account: Account, key: str, form: Form, at: datetime) -> None:
        with said_plainly(self._path):
            await self._connection.execute_insert(_PRUNE, (written(at - KEPT_FOR),))
            row = (_of(account), key, dump_form(form), written(at))
            await self._connection.execute_insert(_KEEP, row)

    async def kept(self, account: Account, key: str, now: datetime) -> Form | None:
        asked = (_of(account), key, written(now - KEPT_FOR))
        with said_plainly(self._path):
            rows = await self._connection.execute_fetchall(_KEPT, asked)
        try:
            return next((load_form(row[0]) for row in rows), None)
        except ValueError:
            log.warning("a form that was kept can't be read any more")
            return None

    async def drop(self, account: Account, key: str) -> None:
        with said_plainly(self._path):
            await self._connection.execute_insert(_DROP, (_of(account), key))

    async def forget(self, account: Account) -> None:
        with said_plainly(self._path):
            await self._connection.execute_insert(_FORGET, (_of(account),))


class FormsInMemory:
    """The same for a bot whose border keeps nothing: the newest few thousand, until it ends."""

    def __init__(self) -> None:
        self._forms: dict[tuple[Account, str], tuple[datetime, Form]] = {}

    async def keep(self, account: Account, key: str, form: Form, at: datetime) -> None:
        self._forms.pop((account, key), None)
        self._forms[account, key] = (at, form)
        if len(self._forms) > KEPT_IN_MEMORY:
            del self._forms[next(iter(self._forms))]

    async def kept(self, account: Account, key: str, now: datetime) -> Form | None:
        at, form = self._forms.get((account, key), (now, None))
        return form if at >= now - KEPT_FOR else None

    async def drop(self, account: Account, key: str) -> None:
        self._forms.pop((account, key), None)

    async def forget(self, account: Account) -> None:
        for one in [one for one in self._forms if one[0] == account]:
            del self._forms[one]


def _of(account: Account) -> str:
    return dump_place(Place(at=account))
