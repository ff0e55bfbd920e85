"""Codes that tie an account to a person; of the secret part only a keyed digest is kept."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from bot.domain.codes import TRIES, Code, CodeKind
from bot.store.connection import Connection
from bot.store.tables import codes
from bot.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow:
    """A code on record."""

    id: int
    digest: str
    kind: CodeKind
    person: int
    expires_at: datetime
    tries_left: int
    used_at: datetime | None


_BY_LABEL = select(codes).where(codes.c.label == bindparam("wanted"))
_ADD = insert(codes)
# A code that was replaced is as if it had never been.
_DROP_KIND = delete(codes).where(codes.c.person_id == bindparam("of"), codes.c.kind == bindparam("named"))
_MISSED = (
    update(codes)
    .where(codes.c.id == bindparam("code"), codes.c.tries_left > 0)
    .values(tries_left=codes.c.tries_left - 1)
)
_USED = update(codes).where(codes.c.id == bindparam("code")).values(used_at=bindparam("now"))


class Codes:
    """Codes, by label; a person has at most one of each kind."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self, person: int, kind: CodeKind, code: Code, key: bytes, expires_at: datetime) -> None:
        """The person's code of this kind from now on; an earlier one is void."""
        self._connection.execute(_DROP_KIND, {"of": person, "named": kind})
        row = {
            "label": code.label,
            "digest": code.digest(key),
            "kind": kind,
            "person_id": person,
            "expires_at": expires_at,
            "tries_left": TRIES,
        }
        self._connection.execute(_ADD, row)

    def by_label(self, label: str) -> CodeRow | None:
        """The code with this label, whatever became of it."""
        row = self._connection.execute(_BY_LABEL, {"wanted": label}).first()
        return None if row is None else _code(row)

    def missed(self, code: int) -> None:
        """Somebody tried it with a wrong secret."""
        self._connection.execute(_MISSED, {"code": code})

    def used(self, code: int, now: datetime) -> None:
        """It has done its work, and does no more."""
        self._connection.execute(_USED, {"code": code, "now": now})


def _code(row: AnyRow) -> CodeRow:
    return CodeRow(
        id=row.id,
        digest=row.digest,
        kind=CodeKind(row.kind),
        person=row.person_id,
        expires_at=row.expires_at,
        tries_left=row.tries_left,
        used_at=row.used_at,
    )
