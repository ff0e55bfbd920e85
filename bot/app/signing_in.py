"""Signing in: who may open the pages of the playground, by a password of theirs or a link from the bot."""

import hashlib
import hmac
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.app.connecting import secret
from bot.chat.place import PLAYGROUND, Account, Platform
from bot.config.playground import SHORTEST_PASSWORD, PlaygroundAccount
from bot.config.roster import folded
from bot.config.setup import Checked
from bot.domain.keys import person_key
from bot.domain.links import digest_of
from bot.errors import InputError
from bot.store.signs import sign_of_life
from bot.store.store import Store
from bot.store.tx import Tx

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyholder:
    """Somebody who signs in with a password: their name on the roster, and what proves it."""

    name: str
    password: str = field(repr=False)


def keyholders_of(checked: Checked) -> tuple[Keyholder, ...]:
    """Everybody who has a password. InputError for one that is not there, or too short."""
    table = checked.config.playground
    return tuple(_keyholder(checked, one) for one in (table.accounts if table else ()))


def key_of_sessions(database: bytes, keyholders: Sequence[Keyholder]) -> bytes:
    """What sessions are signed with: the same after a restart, another one when a password changes."""
    told = "\0".join(f"{one.name}\0{one.password}" for one in keyholders)
    return hmac.digest(database, f"sessions\0{told}".encode(), "sha256")


def sign_in(tx: Tx, name: str, now: datetime, chats: Collection[Platform] = ()) -> Account | None:
    """The playground account of a person whom the roster calls so; None for one who is not on record.

    It is made when they first sign in, which is their first contact: until then nothing is sent there.
    Who prefers one of the `chats` that are connected goes on doing so.
    """
    known = tx.people.by_key(person_key(tx.meta.secret(), name))
    if known is None:
        return None
    key = known.person.key
    account = Account(platform=PLAYGROUND, user=key)
    before = tx.people.accounts(known.id)
    if account not in before:
        tx.people.add_account(known.id, account, preferred=not before)
    sign_of_life(tx, account, now)
    if before and before[0].platform in chats:
        tx.people.set_preferred(known.id, before[0])
    tx.audit.add(at=now, actor=key, action="sign in", subject=key)
    return account


def redeem(tx: Tx, digest: str, now: datetime) -> Account | None:
    """The account that a link lets in, once."""
    account = tx.links.redeem(digest, now)
    known = None if account is None else tx.people.by_account(account)
    if account is None or known is None:
        return None
    key = known.person.key
    tx.audit.add(at=now, actor=key, action="sign in by link", subject=key)
    return account


class Porter:
    """Knows who may come in, by the configuration and the database; the gate of the pages asks it."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        keyholders: Sequence[Keyholder],
        *,
        chats: Collection[Platform] = (),
    ) -> None:
        self._store = store
        self._now = now
        self._chats = frozenset(chats)
        self._names = {folded(one.name): one.name for one in keyholders}
        self._passwords = {folded(one.name): _hashed(one.password) for one in keyholders}

    async def sign_in(self, name: str, password: str) -> Account | None:
        """The account of who has this name and password; nothing is made or told for anybody else."""
        wanted = folded(name)
        # Nobody has this one: whoever has no account takes as long to refuse.
        right = self._passwords.get(wanted, b"")
        if not hmac.compare_digest(_hashed(password), right.ljust(32, b"\0")) or wanted not in self._names:
            return None
        found, now = self._names[wanted], self._now()
        account = await self._store.write(lambda tx: sign_in(tx, found, now, self._chats))
        if account is None:
            log.warning("a person of [playground] is not on record, and can't sign in: import the roster")
        return account

    async def whose(self, link: str) -> str | None:
        """The name of whom a link lets in, while it works."""
        now = self._now()
        return await self._store.read(lambda tx: tx.links.whose(digest_of(link, tx.meta.secret()), now))

    async def redeem(self, link: str) -> Account | None:
        """The account that a link lets in, once."""
        if await self.whose(link) is None:
            # Whoever makes links up does not keep the database from those who write.
            return None
        now = self._now()
        return await self._store.write(lambda tx: redeem(tx, digest_of(link, tx.meta.secret()), now))

    async def signed_out(self, session: str, until: datetime) -> None:
        """Keep that a session was ended, as long as it would have lasted."""
        now = self._now()
        await self._store.write(lambda tx: tx.ended_sessions.add(session, until, now))


async def ended_sessions(store: Store, now: datetime) -> Mapping[str, datetime]:
    """The sessions that were ended before their time, and until when each would have lasted."""
    return await store.read(lambda tx: tx.ended_sessions.all(now))


async def secret_of(store: Store, keyholders: Sequence[Keyholder]) -> bytes:
    """What the sessions of this database are signed with."""
    return key_of_sessions(await store.read(lambda tx: tx.meta.secret()), keyholders)


def _keyholder(checked: Checked, account: PlaygroundAccount) -> Keyholder:
    key = f"playground.accounts[{account.name}].password"
    password = secret(checked, key, account.password)
    if len(password) < SHORTEST_PASSWORD:
        few = f"has less than {SHORTEST_PASSWORD} characters; choose a longer one"
        raise InputError(f"{checked.path}: {key}: {account.password} {few}")
    rows = (row.name for roster in checked.rosters for row in roster.rows)
    wanted = folded(account.name)
    name = next((name for name in rows if folded(name) == wanted), account.name)
    return Keyholder(name=name, password=password)


def _hashed(password: str) -> bytes:
    return hashlib.sha256(password.encode()).digest()
