"""What chats tell of people: the zone of an account, and what is left to the chat to say."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select, update

from bot.chat.place import Account
from bot.domain.people import Setting
from bot.store.connection import Connection
from bot.store.people import Known
from bot.store.tables import accounts, people

_ACCOUNT = (
    (accounts.c.platform == bindparam("on"))
    & (accounts.c.workspace == bindparam("within"))
    & (accounts.c.user == bindparam("who"))
)
_ZONE = select(accounts.c.zone).where(_ACCOUNT)
_NOTE_ZONE = update(accounts).where(_ACCOUNT).values(zone=bindparam("told"))
_PERSON = update(people).where(people.c.id == bindparam("of"))
_LEAVE_TO_CHAT = _PERSON.values(left_to_chat=bindparam("those"))
_TAKE_ZONE = _PERSON.values(zone=bindparam("new_zone"))
_TAKE_LANGUAGE = _PERSON.values(language=bindparam("spoken"))


class Told:
    """Hearsay: what a person sets for themselves goes before it, and it goes before the roster."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def zone(self, account: Account) -> str | None:
        """The zone that the chat told last of an account."""
        found: str | None = self._connection.scalar(_ZONE, _named(account))
        return found

    def note_zone(self, account: Account, zone: str) -> None:
        """The chat tells this zone of an account now."""
        self._connection.execute(_NOTE_ZONE, {**_named(account), "told": zone})

    def take_zone(self, known: Known, zone: str) -> None:
        """A person who said nothing about it lives by the clocks of which the chat tells."""
        self._connection.execute(_TAKE_ZONE, {"of": known.id, "new_zone": zone})
        self.leave_to_chat(known, known.left_to_chat | {Setting.ZONE})

    def take_language(self, known: Known, language: str) -> None:
        """A person of whom nobody said which language they speak reads the chat in this one."""
        self._connection.execute(_TAKE_LANGUAGE, {"of": known.id, "spoken": language})

    def leave_to_chat(self, known: Known, those: Iterable[Setting]) -> None:
        """From now on the chat tells these about the person, unless they set them."""
        self._connection.execute(_LEAVE_TO_CHAT, {"of": known.id, "those": " ".join(sorted(those))})


def _named(account: Account) -> dict[str, str]:
    return {"on": account.platform, "within": account.workspace, "who": account.user}
