"""Enrolling: the people of the roster become people on record, invited until they press Join."""

from collections.abc import Mapping

from bot.chat.place import Account, Platform
from bot.config.plan import CohortPlan as Setup
from bot.config.roster import RosterRow, folded
from bot.domain.keys import cohort_key, enrolment_key, person_key
from bot.domain.people import Enrolment, EnrolmentState, Person, QuietHours, Role
from bot.store.tx import Tx

CHATS = ("discord", "slack")
"""The account columns of the roster, the first filled one being the preferred place."""


def enrol(tx: Tx, setup: Setup, quiet: QuietHours) -> int:
    """Put a cohort and everybody on its roster on record; how many people are new."""
    cohort = tx.cohorts.by_name(setup.cohort.name) or tx.cohorts.add(
        key=cohort_key(setup.cohort.name), name=setup.cohort.name, fingerprint=setup.fingerprint
    )
    secret = tx.meta.secret()
    numbers: dict[str, int] = {}
    new = 0
    for row in setup.roster.rows:
        key = person_key(secret, row.name)
        known = tx.people.by_key(key)
        if known is None:
            numbers[folded(row.name)] = _add(tx, setup, row, key, quiet)
            new += 1
        else:
            numbers[folded(row.name)] = known.id
    for row in setup.people(Role.CREATOR):
        _invite(tx, cohort.id, cohort.key, row, person_key(secret, row.name), numbers)
    return new


def _add(tx: Tx, setup: Setup, row: RosterRow, key: str, quiet: QuietHours) -> int:
    person = Person(
        key=key,
        name=row.name,
        zone=row.zone,
        language=row.language,
        working_days=row.working_days,
        quiet=quiet,
    )
    number = tx.people.add(person)
    for place, account in enumerate(accounts_of(setup, row)):
        tx.people.add_account(number, account, preferred=place == 0)
    return number


def _invite(
    tx: Tx, cohort: int, cohort_key: str, row: RosterRow, key: str, numbers: Mapping[str, int]
) -> None:
    enrolment = enrolment_key(cohort_key, key)
    if tx.enrolments.by_key(enrolment) is not None:
        return
    person = tx.people.by_key(key)
    if person is None:
        raise LookupError(f"{row.name} was not put on record")
    invited = Enrolment(
        key=enrolment,
        person=person.person,
        state=EnrolmentState.INVITED,
        platform="",
        track=row.track,
        nonprofit=row.non_profit,
    )
    tx.enrolments.add(cohort, person.id, invited, numbers.get(folded(row.mentor)))


def accounts_of(setup: Setup, row: RosterRow) -> tuple[Account, ...]:
    """A person's accounts. A Slack id belongs to the workspace of the cohort's channel there."""
    workspaces = {channel.platform: channel.workspace for channel in setup.settings.channels}
    return tuple(
        Account(
            platform=Platform(chat),
            user=user,
            workspace=workspaces.get("slack", "") if chat == "slack" else "",
        )
        for chat in CHATS
        if (user := getattr(row, chat))
    )
