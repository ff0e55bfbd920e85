"""Announcements: what an admin says to a cohort, from the draft on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.decide import Skipped
from bot.domain.delivery import Act, DeliveryState
from bot.domain.people import EnrolmentState
from bot.store.connection import Connection
from bot.store.tables import accounts, announcements, deliveries, enrolments, parts, people
from bot.store.types import AnyRow

KIND = "announcement"


class Audience(StrEnum):
    """To whom it is said."""

    CHANNEL = "channel"
    """In the home channels of the cohort."""
    EVERYONE = "everyone"
    """To each creator under way, in private."""


class AnnouncementState(StrEnum):
    """Where it stands."""

    DRAFT = "draft"
    POSTED = "posted"
    RETRACTED = "retracted"
    CANCELLED = "cancelled"
    """It was never posted; its words are gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One announcement; `words` are as they were typed, and empty once they were erased."""

    id: int
    key: str
    cohort_id: int
    words: str
    audience: Audience
    state: AnnouncementState
    corrections: int
    """How often its words were changed after it was posted."""
    posted_at: datetime | None


_BY_KEY = select(announcements).where(announcements.c.key == bindparam("wanted"))
_READERS = (
    select(func.count())
    .select_from(enrolments)
    .join(people, people.c.id == enrolments.c.person_id)
    .join(accounts, (accounts.c.person_id == people.c.id) & accounts.c.preferred)
    .where(
        enrolments.c.cohort_id == bindparam("cohort"),
        enrolments.c.state == EnrolmentState.ACTIVE,
        people.c.erased_at.is_(None),
    )
)
_ADD = insert(announcements)
_CHANGE = update(announcements).where(announcements.c.key == bindparam("of"))
_REWORD = _CHANGE.values(words=bindparam("said"), audience=bindparam("whom"))
_POST = _CHANGE.values(state=AnnouncementState.POSTED, posted_at=bindparam("now"))
_CORRECT = _CHANGE.values(words=bindparam("said"), corrections=announcements.c.corrections + 1)
_RETRACT = _CHANGE.values(state=AnnouncementState.RETRACTED)
_CANCEL = _CHANGE.values(state=AnnouncementState.CANCELLED, words="")
_OF_ONE = (
    (deliveries.c.name > bindparam("first"))
    & (deliveries.c.name < bindparam("last"))
    & (deliveries.c.act == Act.SEND)
)
_DELIVERIES = select(deliveries.c.name).where(_OF_ONE).order_by(deliveries.c.id)
_FATES = (
    select(deliveries.c.state, func.count().label("how_many")).where(_OF_ONE).group_by(deliveries.c.state)
)
_KEYS_BY = select(announcements.c.key).where(announcements.c.author_id == bindparam("of"))
_ERASE = update(announcements).where(announcements.c.author_id == bindparam("of")).values(words="")
_CANCEL_DRAFTS = (
    update(announcements)
    .where(announcements.c.author_id == bindparam("of"), announcements.c.state == AnnouncementState.DRAFT)
    .values(state=AnnouncementState.CANCELLED)
)
_SAYING_IT = (deliveries.c.kind == KIND) & deliveries.c.subject.in_(bindparam("keys", expanding=True))
_DROP_UNSENT = (
    update(deliveries)
    .where(_SAYING_IT, deliveries.c.state.in_((DeliveryState.DUE, DeliveryState.DEAD)))
    .values(state=DeliveryState.SKIPPED, reason=Skipped.DROPPED, settled_at=bindparam("now"))
)
_ERASE_SENT = update(deliveries).where(_SAYING_IT).values(content=None)
_ERASE_PARTS = (
    update(parts)
    .where(
        parts.c.delivery_id.in_(
            select(deliveries.c.id).where(_SAYING_IT, deliveries.c.state == DeliveryState.SKIPPED)
        )
    )
    .values(content=None, attached=None)
)


class Announcements:
    """Announcements, by key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_key(self, key: str) -> Announcement | None:
        """The announcement with this key."""
        row = self._connection.execute(_BY_KEY, {"wanted": key}).first()
        return None if row is None else _announcement(row)

    def readers(self, cohort: int) -> int:
        """How many creators of a cohort are active and can be written to."""
        return self._connection.scalar(_READERS, {"cohort": cohort}) or 0

    def draft(
        self, *, key: str, cohort: int, author: int, words: str, audience: Audience, now: datetime
    ) -> None:
        """Keep a new one, which nobody has read."""
        row = {
            "key": key,
            "cohort_id": cohort,
            "author_id": author,
            "words": words,
            "audience": audience,
            "state": AnnouncementState.DRAFT,
            "created_at": now,
        }
        self._connection.execute(_ADD, row)

    def reword(self, key: str, words: str, audience: Audience) -> None:
        """A draft says something else now."""
        self._connection.execute(_REWORD, {"of": key, "said": words, "whom": audience})

    def post(self, key: str, now: datetime) -> None:
        """It is on its way."""
        self._connection.execute(_POST, {"of": key, "now": now})

    def correct(self, key: str, words: str) -> None:
        """It says something else now, wherever it went."""
        self._connection.execute(_CORRECT, {"of": key, "said": words})

    def retract(self, key: str) -> None:
        """It is taken back."""
        self._connection.execute(_RETRACT, {"of": key})

    def cancel(self, key: str) -> None:
        """It will not be posted."""
        self._connection.execute(_CANCEL, {"of": key})

    def deliveries(self, key: str) -> list[str]:
        """The names of the deliveries that carry it."""
        return list(self._connection.scalars(_DELIVERIES, _named(key)))

    def fates(self, key: str) -> dict[DeliveryState, int]:
        """How many of these deliveries are in each state."""
        found = self._connection.execute(_FATES, _named(key))
        return {DeliveryState(row.state): row.how_many for row in found}

    def erase_words_of(self, author: int, now: datetime) -> int:
        """Let go of all that this person wrote, here and in deliveries; how many announcements.

        What was shown stays shown; what had not left never leaves.
        """
        keys: Sequence[str] = self._connection.scalars(_KEYS_BY, {"of": author})
        self._connection.execute(_ERASE, {"of": author})
        self._connection.execute(_CANCEL_DRAFTS, {"of": author})
        if keys:
            self._connection.execute(_DROP_UNSENT, {"keys": list(keys), "now": now})
            self._connection.execute(_ERASE_SENT, {"keys": list(keys)})
            self._connection.execute(_ERASE_PARTS, {"keys": list(keys)})
        return len(keys)


def delivery_name(key: str, to: str) -> str:
    """The name of the delivery that carries an announcement to a person's key or to a place."""
    return f"{KIND}/{key}/{to}"


def _named(key: str) -> dict[str, str]:
    # The character after the slash: with it the unique index finds all that begin so.
    return {"first": f"{KIND}/{key}/", "last": f"{KIND}/{key}0"}


def _announcement(row: AnyRow) -> Announcement:
    return Announcement(
        id=row.id,
        key=row.key,
        cohort_id=row.cohort_id,
        words=row.words,
        audience=Audience(row.audience),
        state=AnnouncementState(row.state),
        corrections=row.corrections,
        posted_at=row.posted_at,
    )
