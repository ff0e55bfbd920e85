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
    """The weekday, the hour, and the rules for days off, for late and for past."""
    return {
        "day": day,
        "time": time(hour),
        "on_day_off": off,
        "late_after": late,
        "if_past": past,
        "backfill": Backfill.NONE,
        **more,
    }


_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_LESSON: Final = _manner(0, 9, OnDayOff.NEXT, 6 * _DAY, IfPast.CATCH_UP)
_CHECK_IN: Final = _manner(4, 16, OnDayOff.PREVIOUS, 3 * _DAY, IfPast.CATCH_UP, closes_after=5 * _DAY)
_MILESTONE: Final = _manner(2, 10, OnDayOff.NEXT, 6 * _DAY, IfPast.CATCH_UP)
_SURVEY: Final = _manner(3, 10, OnDayOff.NEXT, 6 * _DAY, IfPast.CATCH_UP, closes_after=10 * _DAY)
# Lateness counts from the announcement, and what took place cannot be caught up with.
_MEETING: Final = _manner(1, 17, OnDayOff.KEEP, 23 * _HOUR, IfPast.SKIP, minutes=60, notice=24 * _HOUR)
_NOTICE: Final = _manner(2, 10, OnDayOff.KEEP, 12 * _HOUR, IfPast.SKIP)

BUILT_IN: Final[Mapping[StepKind, Mapping[str, Any]]] = {
    StepKind.LESSON: _LESSON,
    StepKind.CHECK_IN: _CHECK_IN,
    StepKind.MILESTONE: _MILESTONE,
    StepKind.SURVEY: _SURVEY,
    StepKind.MEETING: _MEETING,
    StepKind.NOTICE: _NOTICE,
}


def fault_foreign_keys(
    table: Manner, kind: StepKind, doc: Document, path: KeyPath, findings: Findings
) -> None:
    """A fault for each key that belongs to other kinds only."""
    owners = {key: owner for owner, keys in reversed(OWN_KEYS.items()) for key in keys}
    for key in sorted(table.model_fields_set & owners.keys() - OWN_KEYS[kind]):
        problem = f"belongs to a {owners[key]}, and this is a {kind}"
        findings.fault(doc.at(*path, key), problem, "take it out, or change the kind")
