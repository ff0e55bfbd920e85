"""A transaction as the rest of the program sees it: one repository a table, and what was touched."""

from collections.abc import Callable
from typing import Generic, TypeVar

from bot.store.absences import Absences
from bot.store.announcements import Announcements
from bot.store.answers import Answers
from bot.store.audit import Audit
from bot.store.caseload import Caseload
from bot.store.changes import Changes
from bot.store.codes import Codes
from bot.store.cohorts import Cohorts
from bot.store.connection import Connection
from bot.store.conversations import Conversations
from bot.store.deliveries import Deliveries
from bot.store.detours import Detours
from bot.store.ended_sessions import EndedSessions
from bot.store.enrolments import Enrolments
from bot.store.erasing import Erasing
from bot.store.events import Events
from bot.store.flags import Flags
from bot.store.goals import Goals
from bot.store.held import Held
from bot.store.homes import Homes
from bot.store.library import Library
from bot.store.links import Links
from bot.store.matters import Matters
from bot.store.meta import Meta
from bot.store.metrics import Metrics
from bot.store.notes import Notes
from bot.store.occurrences import Occurrences
from bot.store.outbox import Outbox
from bot.store.overviews import Overviews
from bot.store.parts import Parts
from bot.store.pauses import Pauses
from bot.store.people import People
from bot.store.planned import Planned
from bot.store.records import Records
from bot.store.rooms import Rooms
from bot.store.steps import Steps
from bot.store.timers import Timers
from bot.store.told import Told
from bot.store.troubled import Troubled
from bot.store.watching import Watching
from bot.store.works import Works

R = TypeVar("R")


class _Repository(Generic[R]):
    """A repository that is made when a transaction first asks for it: most ask for few of them."""

    def __init__(self, make: Callable[[Connection, set[str]], R]) -> None:
        self._make = make
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, tx: "Tx", owner: type) -> R:
        made = self._make(tx._connection, tx.touched)
        # From now on it is found on the transaction itself.
        tx.__dict__[self._name] = made
        return made


def _quiet(make: Callable[[Connection], R]) -> _Repository[R]:
    """A repository whose changes nobody waits for."""
    return _Repository(lambda connection, _touched: make(connection))


class Tx:
    """Everything that one transaction may do. `touched` collects what others wait for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.touched: set[str] = set()

    meta = _quiet(Meta)
    people = _quiet(People)
    rooms = _quiet(Rooms)
    told = _quiet(Told)
    homes = _Repository(Homes)
    codes = _quiet(Codes)
    links = _quiet(Links)
    ended_sessions = _quiet(EndedSessions)
    cohorts = _Repository(Cohorts)
    enrolments = _Repository(Enrolments)
    planned = _quiet(Planned)
    pauses = _quiet(Pauses)
    steps = _quiet(Steps)
    occurrences = _quiet(Occurrences)
    deliveries = _Repository(Deliveries)
    outbox = _Repository(Outbox)
    parts = _Repository(Parts)
    detours = _quiet(Detours)
    changes = _Repository(Changes)
    troubled = _Repository(Troubled)
    held = _quiet(Held)
    timers = _quiet(Timers)
    absences = _quiet(Absences)
    announcements = _quiet(Announcements)
    matters = _Repository(Matters)
    notes = _quiet(Notes)
    answers = _quiet(Answers)
    conversations = _quiet(Conversations)
    goals = _quiet(Goals)
    works = _quiet(Works)
    metrics = _quiet(Metrics)
    flags = _quiet(Flags)
    watching = _quiet(Watching)
    audit = _quiet(Audit)
    caseload = _Repository(Caseload)
    overviews = _quiet(Overviews)
    events = _quiet(Events)
    library = _quiet(Library)
    records = _quiet(Records)
    erasing = _Repository(Erasing)
