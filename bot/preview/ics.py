"""A creator's calendar as an iCalendar file (RFC 5545) that any calendar app reads."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.calendar import Occurrence, occurrences
from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment
from bot.domain.programme import Meeting, Programme
from bot.domain.wall import wall_time
from bot.preview.describe import gist
from bot.preview.vtimezone import LOCAL, vtimezone

PRODID = "-//cohortbot//calendar of a creator//EN"
Spans = dict[str, tuple[datetime, datetime]]
DAY = timedelta(days=1)
SHORT = timedelta(minutes=15)
LONGEST_LINE = 75
"""Octets, without the line break (RFC 5545, 3.1)."""

# Each ends a line for some reader, though only CR LF does for the RFC.
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SPECIAL = re.compile(r"([\\;,])")


def calendar_file(
    programme: Programme,
    cohort: Cohort,
    enrolment: Enrolment,
    pauses: Sequence[Pause],
    *,
    stamp: datetime,
) -> str:
    """The whole file, with CRLF; `stamp` (aware) is when it was made.

    An event keeps its UID for ever, and SEQUENCE is the enrolment's revision: a calendar app that
    reads a newer file moves what moved. What a pause let go is there as cancelled.
    """
    found = occurrences(programme, cohort, enrolment, pauses)
    spans = _spans(found) or {enrolment.person.zone: (stamp, stamp)}
    lines = _lines(programme.title, spans, found, enrolment.revision, stamp)
    return "".join(f"{fold(line)}\r\n" for line in lines)


def _lines(
    title: str, spans: Spans, found: Sequence[Occurrence], revision: int, stamp: datetime
) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:{PRODID}"
    yield "CALSCALE:GREGORIAN"
    yield f"X-WR-CALNAME:{text(title)}"
    for zone, (first, last) in spans.items():
        yield from vtimezone(zone, first - DAY, last + DAY)
    for occurrence in found:
        yield from _event(occurrence, revision, stamp)
    yield "END:VCALENDAR"


def _spans(found: Sequence[Occurrence]) -> Spans:
    """Each zone with the first and the last instant at which something is given in it."""
    starts = {zone: [o.starts for o in found if o.zone == zone] for zone in sorted({o.zone for o in found})}
    return {zone: (min(instants), max(instants)) for zone, instants in starts.items()}


def _event(occurrence: Occurrence, revision: int, stamp: datetime) -> Iterator[str]:
    step = occurrence.step
    meeting = step.content if isinstance(step.content, Meeting) else None
    local = wall_time(occurrence.starts, occurrence.zone)
    yield "BEGIN:VEVENT"
    yield f"UID:{occurrence.key}@cohortbot"
    yield f"SEQUENCE:{revision}"
    yield f"DTSTAMP:{stamp.astimezone(UTC).strftime(LOCAL)}Z"
    yield f"DTSTART;TZID={occurrence.zone}:{local.strftime(LOCAL)}"
    yield f"DURATION:{duration(meeting.length if meeting else SHORT)}"
    yield f"SUMMARY:{text(step.title)}"
    yield f"DESCRIPTION:{text(gist(step))}"
    yield f"CATEGORIES:{text(step.kind)}"
    yield f"STATUS:{'CANCELLED' if occurrence.let_go else 'CONFIRMED'}"
    # Only a meeting takes up somebody's hour.
    yield f"TRANSP:{'OPAQUE' if meeting else 'TRANSPARENT'}"
    yield "END:VEVENT"


def duration(span: timedelta) -> str:
    """As PT15M or PT1H30M; never less than a minute."""
    minutes = max(1, int(span.total_seconds() // 60))
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")


def text(value: str) -> str:
    """A TEXT value: escaped, one kind of line break, no other control characters (RFC 5545, 3.3.11)."""
    encodable = value.encode("utf-8", "replace").decode()
    lines = _BREAKS.split(encodable)
    return "\\n".join(_SPECIAL.sub(r"\\\1", _CONTROLS.sub("", line)) for line in lines)


def fold(line: str) -> str:
    """The content line broken so that no piece exceeds 75 octets, and never within a character."""
    pieces, room = [""], LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            # The space that opens a continuation counts.
            pieces.append("")
            room = LONGEST_LINE - 1
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)
