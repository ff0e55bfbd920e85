"""A calendar app that trusts a file alone: it works out instants from the VTIMEZONE that the file brings."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Component


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the app shows of one event."""

    uid: str
    at: datetime
    length: timedelta
    summary: str
    description: str
    sequence: int
    status: str


def read(file: str) -> list[Event]:
    """The events of a file, in its order; raises where the file is not valid iCalendar."""
    calendar = Calendar.from_ical(file)
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    zones = {str(zone["TZID"]): zone for zone in calendar.walk("VTIMEZONE")}
    return [_event(event, zones) for event in calendar.walk("VEVENT")]


def _event(event: Component, zones: dict[str, Component]) -> Event:
    assert not event.errors
    zone = zones[str(event["DTSTART"].params["TZID"])]
    return Event(
        uid=str(event["UID"]),
        at=_instant(_moment(event).replace(tzinfo=None), zone),
        length=_span(event, "DURATION"),
        summary=str(event["SUMMARY"]),
        description=str(event["DESCRIPTION"]),
        sequence=int(event.decoded("SEQUENCE")),
        status=str(event["STATUS"]),
    )


def _instant(local: datetime, zone: Component) -> datetime:
    """RFC 5545, 3.6.5: the observance with the last onset that is not after the local time holds."""
    observances = [part for part in zone.walk() if part.name in ("STANDARD", "DAYLIGHT")]
    last = max((part for part in observances if _moment(part) <= local), key=_moment)
    return local.replace(tzinfo=UTC) - _span(last, "TZOFFSETTO")


def _moment(component: Component) -> datetime:
    moment = component.decoded("DTSTART")
    assert isinstance(moment, datetime)
    return moment


def _span(component: Component, name: str) -> timedelta:
    span = component.decoded(name)
    assert isinstance(span, timedelta)
    return span
