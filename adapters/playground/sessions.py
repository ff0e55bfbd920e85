"""Sessions: who has signed in, until when, told by a signed cookie; ended for good by signing out."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary

from itsdangerous import BadData, URLSafeSerializer
from starlette.requests import cookie_parser

from adapters.playground.origins import is_secure
from bot.chat.place import Account, Platform

LASTS = timedelta(hours=12)
_COOKIE = "cohortbot"
_SALT = "cohortbot session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in of one browser."""

    id: str
    account: Account
    ends_at: datetime


class Sessions:
    """Makes and knows sessions. A restart ends none: the cookie tells all but which were ended before.

    `ended` are those by their ids, and until when each would have lasted.
    """

    def __init__(self, key: bytes, now: Callable[[], datetime], ended: Mapping[str, datetime]) -> None:
        self._sealer = URLSafeSerializer(
            key, salt=_SALT, signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256}
        )
        self._now = now
        self._ended = dict(ended)
        # An event is there as long as somebody waits for it.
        self._open: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()
        self._heeding: list[Callable[[Session], None]] = []

    def begin(self, account: Account) -> Session:
        """Somebody has signed in."""
        return Session(id=secrets.token_urlsafe(18), account=account, ends_at=self._now() + LASTS)

    def stands(self, session: Session) -> bool:
        """Whether it goes on."""
        return session.id not in self._ended and self._now() < session.ends_at

    def end(self, session: Session) -> None:
        """Somebody has signed out, in this browser; whatever it holds open stops at once."""
        now = self._now()
        self._ended = {one: until for one, until in self._ended.items() if until > now}
        self._ended[session.id] = session.ends_at
        self.ending(session).set()
        for heed in self._heeding:
            heed(session)

    def heed(self, heed: Callable[[Session], None]) -> None:
        """Have something called whenever somebody signs out."""
        self._heeding.append(heed)

    def ending(self, session: Session) -> asyncio.Event:
        """What is set when somebody signs out of it."""
        event = self._open.get(session.id)
        if event is None:
            event = self._open[session.id] = asyncio.Event()
        return event

    def cookie(self, session: Session, origin: str) -> str:
        """The header that gives it to the browser; no script reads it, no other site sends it along."""
        account = session.account
        told = [
            session.id,
            account.platform,
            account.workspace,
            account.user,
            int(session.ends_at.timestamp() * 1_000_000),
        ]
        sealed = self._sealer.dumps(told)
        return _cookie(origin, str(sealed), int(LASTS.total_seconds()))

    def read(self, cookies: Iterable[str], origin: str) -> Session | None:
        """The session that the headers of a request tell of, if it is one of ours and goes on."""
        for header in cookies:
            session = self._unsealed(cookie_parser(header).get(_name(origin), ""))
            if session is not None and self.stands(session):
                return session
        return None

    def _unsealed(self, sealed: str) -> Session | None:
        try:
            told: Any = self._sealer.loads(sealed)
        except BadData:
            return None
        match told:
            case [str(name), str(platform), str(workspace), str(user), int(ends_at)]:
                account = Account(platform=Platform(platform), workspace=workspace, user=user)
                until = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=ends_at)
                return Session(id=name, account=account, ends_at=until)
            case _:
                return None


def no_cookie(origin: str) -> str:
    """The header that takes it away from the browser."""
    return _cookie(origin, "", 0)


def _name(origin: str) -> str:
    # A browser gives cookies to every port of a host, so that each bot there needs a name of its own.
    port = origin.rpartition(":")[2]
    bare = f"{_COOKIE}-{port}" if port.isdecimal() else _COOKIE
    return f"__Host-{bare}" if is_secure(origin) else bare


def _cookie(origin: str, value: str, seconds: int) -> str:
    secure = "; Secure" if is_secure(origin) else ""
    return f"{_name(origin)}={value}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Strict{secure}"
