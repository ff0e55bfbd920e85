"""Sheets of a run, as CSV: what was planned for each creator, and everything that was shown."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from bot.app.outcomes import Outcome
from bot.chat.adapter import Shown
from bot.chat.place import Account
from schedules.verdict import Player, first_shown, step_key

_CALENDAR = (
    *("creator", "week", "kind", "step", "title", "planned_local", "zone", "planned_utc", "shown_utc"),
    *("state", "reason", "done_utc"),
)


def calendar_csv(outcomes: tuple[Outcome, ...], log: Sequence[Shown]) -> str:
    """A row for each creator and step. `shown_utc` is when its creator saw it, if need be in a catch-up."""
    first = first_shown(log)
    held = io.StringIO()
    rows = csv.writer(held, lineterminator="\n")
    rows.writerow(_CALENDAR)
    for one in outcomes:
        for entry in one.entries:
            rows.writerow(
                (
                    *(one.name, entry.week, entry.kind, entry.step, entry.title),
                    *(
                        entry.wall,
                        entry.zone,
                        _utc(entry.at),
                        _utc(first.get(step_key(entry.key)) or entry.shown_at),
                    ),
                    *(entry.state, entry.reason or "", _utc(entry.done_at)),
                )
            )
    return held.getvalue()


def shown_csv(log: Sequence[Shown], players: Sequence[Player]) -> str:
    """A row for each message, in order, with the first line of what it said."""
    names = {player.account: player.person.name for player in players}
    held = io.StringIO()
    rows = csv.writer(held, lineterminator="\n")
    rows.writerow(("at", "platform", "to", "key", "text"))
    for one in log:
        at = one.place.at
        to = names.get(at, at.user) if isinstance(at, Account) else at.id
        rows.writerow((_utc(one.at), at.platform, to, one.key, one.part.content.partition("\n")[0]))
    return held.getvalue()


def _utc(at: datetime | None) -> str:
    return "" if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"
