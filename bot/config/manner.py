"""The manner of a step: when it comes and what becomes of it late, unless its file says otherwise."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, Final

from bot.config.document import Document
from bot.config.findings import Findings
from bot.config.positions import KeyPath
from bot.config.tables import Manner
from bot.domain.programme import Backfill, IfPast, OnDayOff, StepKind

OWN_KEYS: Final = {
    StepKind.LESSON: frozenset({"lesson"}),
    StepKind.CHECK_IN: frozenset({"form", "questions", "closes_after"}),
    StepKind.MILESTONE: frozenset({"criteria"}),
    StepKind.SURVEY: frozenset({"form", "questions", "closes_after"}),
    StepKind.MEETING: frozenset({"text", "minutes", "notice"}),
    StepKind.NOTICE: frozenset({"text"}),
}


def _manner(
    day: int, hour: int, off: OnDayOff, late: timedelta, past: IfPast, **more: Any
) -> Mapping[str, Any]:
    return {
        "day": day,
        "time": time(hour),
        "on_day_off": off,
        "late_after": late,
        "if_past": past,
        "backfill": Backfill.NONE,
        **more,
    }


_DAYS: Final = [timedelta(days=days) for days in range(11)]
BUILT_IN: Final[Mapping[StepKind, Mapping[str, Any]]] = {
    StepKind.LESSON: _manner(0, 9, OnDayOff.NEXT, _DAYS[6], IfPast.CATCH_UP),
    StepKind.CHECK_IN: _manner(4, 16, OnDayOff.PREVIOUS, _DAYS[3], IfPast.CATCH_UP, closes_after=_DAYS[5]),
    StepKind.MILESTONE: _manner(2, 10, OnDayOff.NEXT, _DAYS[6], IfPast.CATCH_UP),
    StepKind.SURVEY: _manner(3, 10, OnDayOff.NEXT, _DAYS[6], IfPast.CATCH_UP, closes_after=_DAYS[10]),
    # What took place cannot be caught up with.
    StepKind.MEETING: _manner(
        1, 17, OnDayOff.KEEP, timedelta(hours=1), IfPast.SKIP, minutes=60, notice=timedelta(hours=24)
    ),
    StepKind.NOTICE: _manner(2, 10, OnDayOff.KEEP, timedelta(hours=12), IfPast.SKIP),
}


def fault_foreign_keys(
    table: Manner, kind: StepKind, doc: Document, path: KeyPath, findings: Findings
) -> None:
    """A fault for each key that belongs to other kinds only."""
    owners = {key: owner for owner, keys in reversed(OWN_KEYS.items()) for key in keys}
    for key in sorted(table.model_fields_set & owners.keys() - OWN_KEYS[kind]):
        problem = f"belongs to a {owners[key]}, and this is a {kind}"
        findings.fault(doc.at(*path, key), problem, "take it out, or change the kind")
