"""Reasons to look after a creator, each with its facts, and how far up the ladder it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.flags import Rung, Silence
from bot.store.connection import Connection
from bot.store.enrolments import TRAVELLING
from bot.store.tables import enrolments, flags
from bot.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag on record. `facts` are text; raised or cleared by a person of this number, None: by its rule."""

    key: str
    enrolment: int
    rule: str
    facts: str
    raised_at: datetime
    raised_by: int | None = None
    rung: Rung = Rung.CREATOR
    cleared_at: datetime | None = None
    cleared_by: int | None = None


def nudge_name(key: str) -> str:
    """The delivery that tells the creator of a flag."""
    return f"nudge/{key}"


def word_name(key: str) -> str:
    """The delivery that tells the mentor of a flag."""
    return f"flag/{key}"


def deliveries_of(key: str) -> tuple[str, str]:
    """The names of whatever may be owed because of a flag."""
    return nudge_name(key), word_name(key)


_UP = flags.c.cleared_at.is_(None)
_ADD = insert(flags)
_OPEN = select(flags.c.id).where(
    flags.c.enrolment_id == bindparam("of"), flags.c.rule == bindparam("named"), _UP
)
_CHANGE = update(flags).where(flags.c.key == bindparam("of"), _UP)
_CLEAR = _CHANGE.values(cleared_at=bindparam("now"), cleared_by=bindparam("by"))
_END_SILENCE = (
    update(flags)
    .where(
        flags.c.enrolment_id.in_(select(enrolments.c.id).where(enrolments.c.person_id == bindparam("of"))),
        flags.c.rule == Silence.KIND,
        _UP,
    )
    .values(cleared_at=bindparam("now"))
    .returning(flags.c.key)
)
_RENEW = _CHANGE.values(facts=bindparam("anew"))
_CLIMB = _CHANGE.values(rung=bindparam("to"))
_BY_KEY = select(flags).where(flags.c.key == bindparam("wanted"))
_OF = (
    select(flags)
    .where(flags.c.enrolment_id.in_(bindparam("of", expanding=True)))
    .order_by(flags.c.raised_at, flags.c.id)
)
_STANDING = select(flags.c.enrolment_id, flags.c.raised_at).where(_UP).order_by(flags.c.raised_at, flags.c.id)
_OF_COHORT = (
    select(flags)
    .join(enrolments, enrolments.c.id == flags.c.enrolment_id)
    .where(enrolments.c.cohort_id == bindparam("cohort"), enrolments.c.state.in_(TRAVELLING), _UP)
    .order_by(flags.c.raised_at, flags.c.id)
)
_AT_RUNG = _OF_COHORT.where(flags.c.rung == bindparam("at"))
_COUNT = select(func.count()).select_from(flags)


class Flags:
    """Flags, by key, enrolment or cohort; one of each rule can be up for an enrolment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def raise_up(self, flag: Flag) -> bool:
        """Put a flag up unless one of its rule is up already; whether it was raised."""
        if self._connection.scalar(_OPEN, {"of": flag.enrolment, "named": flag.rule}) is not None:
            return False
        self._connection.execute(_ADD, _row(flag))
        return True

    def clear(self, key: str, at: datetime, by: int | None = None) -> bool:
        """Take a flag down: its reason is gone, or a person says so; False if it was down."""
        return self._connection.execute(_CLEAR, {"of": key, "now": at, "by": by}).rowcount == 1

    def end_silence(self, person: int, now: datetime) -> list[str]:
        """A person was heard of: take down what says that they were not; the keys of those flags."""
        return self._connection.scalars(_END_SILENCE, {"of": person, "now": now})

    def renew(self, key: str, facts: str) -> None:
        """There is more to a flag that is up than there was."""
        self._connection.execute(_RENEW, {"of": key, "anew": facts})

    def climb(self, key: str, rung: Rung) -> None:
        """A flag that is up comes to the next ones who hear of it."""
        self._connection.execute(_CLIMB, {"of": key, "to": rung})

    def by_key(self, key: str) -> Flag | None:
        """The flag with this key."""
        row = self._connection.execute(_BY_KEY, {"wanted": key}).first()
        return None if row is None else _flag(row)

    def of(self, enrolments: Sequence[int]) -> list[Flag]:
        """Every flag that these creators ever had, the oldest first."""
        return [_flag(row) for row in self._connection.execute(_OF, {"of": list(enrolments)})]

    def up(self, enrolments: Sequence[int]) -> list[Flag]:
        """The flags of these creators that are up, the oldest first."""
        return [flag for flag in self.of(enrolments) if flag.cleared_at is None]

    def up_in(self, cohort: int) -> list[Flag]:
        """The flags that are up of everybody under way in a cohort, the oldest first."""
        return [_flag(row) for row in self._connection.execute(_OF_COHORT, {"cohort": cohort})]

    def at_rung(self, cohort: int, rung: Rung) -> list[Flag]:
        """Those of them that have come to this rung of the ladder."""
        return [_flag(row) for row in self._connection.execute(_AT_RUNG, {"cohort": cohort, "at": rung})]

    def standing(self) -> list[tuple[int, datetime]]:
        """(enrolment, since when) of every flag that is up, the oldest first."""
        return [(row.enrolment_id, row.raised_at) for row in self._connection.execute(_STANDING)]

    def count(self) -> int:
        """How many were raised, ever."""
        return self._connection.scalar(_COUNT) or 0


def _row(flag: Flag) -> dict[str, object]:
    return {
        "key": flag.key,
        "enrolment_id": flag.enrolment,
        "rule": flag.rule,
        "facts": flag.facts,
        "raised_at": flag.raised_at,
        "raised_by": flag.raised_by,
        "rung": flag.rung,
    }


def _flag(row: AnyRow) -> Flag:
    return Flag(
        key=row.key,
        enrolment=row.enrolment_id,
        rule=row.rule,
        facts=row.facts,
        raised_at=row.raised_at,
        raised_by=row.raised_by,
        rung=Rung(row.rung),
        cleared_at=row.cleared_at,
        cleared_by=row.cleared_by,
    )
