"""What the command line asks the database about one person."""

from bot.app.database import look
from bot.app.naming import person_named
from bot.app.plans import plans_of
from bot.config.setup import Checked
from bot.domain.keys import person_key
from bot.engine.clock import SystemClock
from bot.engine.plans import CohortPlan, Plans
from bot.errors import InputError
from bot.features.why import Record, Why, why
from bot.store.deliveries import OnRecord
from bot.store.enrolments import Enrolled
from bot.store.people import Known
from bot.store.tx import Tx


def why_of(checked: Checked, name: str) -> tuple[Why, ...]:
    """The answer about a person, one for each cohort. InputError for who is not on record as a creator."""
    now = SystemClock().now()
    plans = plans_of(checked)
    return tuple(why(record, now) for record in look(checked, lambda tx: _records(tx, plans, name)))


def _records(tx: Tx, plans: Plans, name: str) -> list[Record]:
    known = tx.people.by_key(person_key(tx.meta.secret(), name))
    if known is None:
        person_named(name, [one.person.name for one in tx.people.everybody()], "on record")
        raise LookupError(f"{name} is on record under another key")
    found = tx.enrolments.of_person(known.id)
    if not found:
        raise InputError(f"{known.person.name} is no creator, and steps come to creators only")
    deliveries = tx.deliveries.of_person(known.id)
    planned = [(one, plan) for one in found if (plan := plans.get(one.cohort)) is not None]
    if not planned:
        cohorts = " and ".join(one.cohort for one in found)
        raise InputError(
            f"{known.person.name} is in {cohorts}, which the configuration does not have any more"
        )
    return [_record(tx, known, one, plan, deliveries) for one, plan in planned]


def _record(tx: Tx, known: Known, one: Enrolled, plan: CohortPlan, deliveries: list[OnRecord]) -> Record:
    row = tx.cohorts.by_name(one.cohort)
    return Record(
        plan=plan,
        enrolment=one.enrolment,
        hold=row.hold if row is not None else None,
        chats=tuple(str(account.platform).capitalize() for account in tx.people.accounts(known.id)),
        pauses=tx.pauses.of([one.id])[one.id],
        ledger=tx.occurrences.of(one.id),
        deliveries=[delivery for delivery in deliveries if delivery.enrolment in (one.id, None)],
    )
