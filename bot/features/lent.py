"""What other capabilities lend to those who look after creators, each behind one name."""

from datetime import datetime

from bot.chat.page import Section, TextSection
from bot.chat.text import Say
from bot.engine.plans import CohortPlan
from bot.store.caseload import Tally
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx


def joining_code(tx: Tx, person: int, now: datetime) -> str | None:
    """A code by which an account is tied to a person: 14 days, once. None where codes can't be made yet."""
    return None


def progress_sections(tx: Tx, enrolled: Enrolled, plan: CohortPlan, say: Say, now: datetime) -> list[Section]:
    """A creator's progress and metrics, for a page that somebody else reads."""
    tally = tx.caseload.tallies([enrolled.id]).get(enrolled.id, Tally(shown=0, done=0))
    return [TextSection(text=say("{done} of {shown} steps are done.", done=tally.done, shown=tally.shown))]
