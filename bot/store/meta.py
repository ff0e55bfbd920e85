"""What the database knows about itself: its secret, and what was noted once."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from bot.store.connection import Connection
from bot.store.tables import meta

_READ = select(meta.c.value).where(meta.c.name == bindparam("wanted"))
_KEEP = insert(meta)
_KEEP_OR_REPLACE = _KEEP.on_conflict_do_update(index_elements=["name"], set_={"value": _KEEP.excluded.value})


class Meta:
    """Names and values."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def value(self, name: str) -> str | None:
        """What is kept under the name."""
        value: str | None = self._connection.scalar(_READ, {"wanted": name})
        return value

    def keep(self, name: str, value: str) -> None:
        """Keep a value, in the place of an earlier one."""
        self._connection.execute(_KEEP_OR_REPLACE, {"name": name, "value": value})

    def secret(self) -> bytes:
        """What people's keys are made with; it is made when the database is set up."""
        kept = self.value("secret")
        if kept is None:
            raise LookupError("the database has no secret: it was not set up")
        return bytes.fromhex(kept)
