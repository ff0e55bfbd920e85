"""The parts in which deliveries were laid out: what each says until it was shown, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.chat.message import digest_of
from bot.domain.delivery import DeliveryState
from bot.store.connection import Connection
from bot.store.given import given, given_rows
from bot.store.tables import contents, deliveries, parts
from bot.store.types import written


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part of a delivery: its content, and what hangs on it as text, both gone once it was shown."""

    delivery: int
    ordinal: int
    key: str
    content: str | None
    attached: str | None
    fingerprint: str
    ref: str | None = None
    shown_at: datetime | None = None


_OF = (
    select(parts, contents.c.content.label("said"))
    .outerjoin(contents, contents.c.digest == parts.c.content)
    .where(parts.c.delivery_id.in_(bindparam("of", expanding=True)))
    .order_by(parts.c.delivery_id, parts.c.ordinal)
)
_DROP = delete(parts).where(parts.c.delivery_id.in_(bindparam("of", expanding=True)))
_ADD_CONTENTS = insert(contents).on_conflict_do_nothing()
_ADD = insert(parts)
_SHOWN = (
    update(parts)
    .where(parts.c.delivery_id == given(0), parts.c.ordinal == given(1))
    .values(ref=given(2), shown_at=given(3), content=None, attached=None)
)
_PROVED = (
    update(parts)
    .where(parts.c.key == bindparam("of"), parts.c.shown_at.is_(None))
    .values(ref=bindparam("as_ref"), shown_at=bindparam("now"), content=None, attached=None)
)
_NO_DOUBT = (
    update(deliveries)
    .where(
        deliveries.c.id
        == select(parts.c.delivery_id).where(parts.c.key == bindparam("of")).scalar_subquery(),
        deliveries.c.state == DeliveryState.UNKNOWN,
    )
    .values(not_before=bindparam("now"))
)


class Parts:
    """Parts, by their deliveries."""

    def __init__(self, connection: Connection, touched: set[str]) -> None:
        self._connection = connection
        self._touched = touched

    def of(self, ids: Sequence[int]) -> dict[int, list[PartRow]]:
        """The parts of each of these deliveries, in order."""
        found: dict[int, list[PartRow]] = {number: [] for number in ids}
        for row in self._connection.execute(_OF, {"of": list(ids)}) if ids else ():
            part = PartRow(
                delivery=row.delivery_id,
                ordinal=row.ordinal,
                key=row.key,
                content=row.said,
                attached=row.attached,
                fingerprint=row.fingerprint,
                ref=row.ref,
                shown_at=row.shown_at,
            )
            found[row.delivery_id].append(part)
        return found

    def lay_out(self, ids: Sequence[int], rows: Sequence[PartRow]) -> None:
        """Keep the parts of these deliveries, in the place of earlier ones that nobody saw.

        What several of them say is kept once.
        """
        if ids:
            self._connection.execute(_DROP, {"of": list(ids)})
        said = {digest_of(part.content): part.content for part in rows if part.content is not None}
        if said:
            new = [{"digest": digest, "content": content} for digest, content in said.items()]
            self._connection.execute(_ADD_CONTENTS, new)
        if rows:
            self._connection.execute(
                _ADD,
                [
                    {
                        "delivery_id": part.delivery,
                        "ordinal": part.ordinal,
                        "key": part.key,
                        "content": None if part.content is None else digest_of(part.content),
                        "attached": part.attached,
                        "fingerprint": part.fingerprint,
                    }
                    for part in rows
                ],
            )

    def proved(self, key: str, ref: str, now: datetime) -> None:
        """The part with this key is visible; if its delivery was in doubt, its lane takes note at once."""
        if self._connection.execute(_PROVED, {"of": key, "as_ref": ref, "now": now}).rowcount:
            self._connection.execute(_NO_DOUBT, {"of": key, "now": now})
            self._touched.add("doubts")

    def shown(self, shown: Sequence[tuple[int, int, str, datetime]]) -> None:
        """(delivery, part, the platform's id, when): these are visible; their words are needed no more."""
        if shown:
            rows = ((number, part, ref, written(at)) for number, part, ref, at in shown)
            self._connection.execute(_SHOWN, {"given": given_rows(rows)})
