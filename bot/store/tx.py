"""A transaction as the rest of the program sees it: one repository a table, and what was touched."""

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
from bot.store.enrolments import Enrolments
from bot.store.erasing import Erasing
from bot.store.events import Events
from bot.store.flags import Flags
from bot.store.goals import Goals
from bot.store.held import Held
from bot.store.library import Library
from bot.store.matters import Matters
from bot.store.meta import Meta
from bot.store.metrics import Metrics
from bot.store.notes import Notes
from bot.store.occurrences import Occurrences
from bot.store.outbox import Outbox
from bot.store.pauses import Pauses
from bot.store.people import People
from bot.store.records import Records
from bot.store.steps import Steps
from bot.store.timers import Timers
from bot.store.troubled import Troubled
from bot.store.watching import Watching
from bot.store.works import Works


class Tx:
    """Everything that one transaction may do. `touched` collects what others wait for."""

    def __init__(self, connection: Connection) -> None:
        self.touched: set[str] = set()
        self.meta = Meta(connection)
        self.people = People(connection)
        self.codes = Codes(connection)
        self.cohorts = Cohorts(connection, self.touched)
        self.enrolments = Enrolments(connection, self.touched)
        self.pauses = Pauses(connection)
        self.steps = Steps(connection)
        self.occurrences = Occurrences(connection)
        self.deliveries = Deliveries(connection, self.touched)
        self.outbox = Outbox(connection, self.touched)
        self.changes = Changes(connection, self.touched)
        self.troubled = Troubled(connection, self.touched)
        self.held = Held(connection)
        self.timers = Timers(connection)
        self.absences = Absences(connection)
        self.announcements = Announcements(connection)
        self.matters = Matters(connection)
        self.notes = Notes(connection)
        self.answers = Answers(connection)
        self.conversations = Conversations(connection)
        self.goals = Goals(connection)
        self.works = Works(connection)
        self.metrics = Metrics(connection)
        self.flags = Flags(connection)
        self.watching = Watching(connection)
        self.audit = Audit(connection)
        self.caseload = Caseload(connection)
        self.events = Events(connection)
        self.library = Library(connection)
        self.records = Records(connection)
        self.erasing = Erasing(connection, self.touched)
