"""Every change by a person: who, what, when; never free text."""

from datetime import datetime

from sqlalchemy import insert

from bot.store.connection import Connection
from bot.store.tables import audit

_ADD = insert(audit)


class Audit:
    """The audit log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, *, at: datetime, actor: str, action: str, subject: str, outcome: str = "done") -> None:
        """Put down what a person did; actor and subject are keys."""
        row = {"at": at, "actor": actor, "action": action, "subject": subject, "outcome": outcome}
        self._connection.execute(_ADD, row)
