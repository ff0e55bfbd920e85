"""People, and their places in a cohort."""

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a cohort."""

    CREATOR = "creator"
    MENTOR = "mentor"
    ADMIN = "admin"


class EnrolmentState(StrEnum):
    """Where a creator is in a cohort."""

    INVITED = "invited"
    """On the roster; has not pressed Join yet, so nothing is sent but answers."""
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From when to when nobody is disturbed, in wall time; it may span midnight; equal ends mean never."""

    start: time = time(21)
    end: time = time(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A human. `zone` is an IANA name; `working_days` are weekday numbers, 0 is Monday."""

    key: str
    name: str
    zone: str
    language: str = "en"
    working_days: frozenset[int] = frozenset(range(5))
    quiet: QuietHours = field(default_factory=QuietHours)


class Setting(StrEnum):
    """What people may set for themselves in chat; from then on the roster no longer decides it."""

    ZONE = "zone"
    LANGUAGE = "language"
    WORKING_DAYS = "working_days"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A creator's place in a cohort. `revision` grows with whatever moves its calendar."""

    key: str
    person: Person
    state: EnrolmentState
    platform: str
    """Where the creator prefers to be reached."""
    track: str = ""
    nonprofit: str = ""
    joined_at: datetime | None = None
    revision: int = 0
