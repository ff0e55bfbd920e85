"""Enrolling: the people of the roster become people on record, invited until they press Join."""

from collections.abc import Mapping

from bot.chat.place import Account, Platform
from bot.config.roster import RosterRow, folded
from bot.config.setup import CohortSetup
from bot.domain.keys import cohort_key, enrolment_key, person_key
from bot.domain.people import Enrolment, EnrolmentState, Person, QuietHours, Role, Setting
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

CHATS = ("discord", "slack")
"""The account columns of the roster, the first filled one being the preferred place."""


def enrol(tx: Tx, setup: CohortSetup, quiet: QuietHours) -> int:
    """Put a cohort and everybody on its roster on record; how many people are new.

    Whoever was erased stays so: the key of their name is all that is left of them.
    """
    cohort = tx.cohorts.by_name(setup.cohort.name) or tx.cohorts.add(
        key=cohort_key(setup.cohort.name), name=setup.cohort.name, fingerprint=setup.fingerprint
    )
    secret = tx.meta.secret()
    numbers: dict[str, int] = {}
    new = 0
    for row in setup.roster.rows:
        key = person_key(secret, row.name)
        known = tx.people.by_key(key)
        if tx.people.is_erased(key):
            continue
        if known is None:
            numbers[folded(row.name)] = _add(tx, setup, row, key, quiet)
            new += 1
        else:
            numbers[folded(row.name)] = known.id
    for row in setup.people(Role.CREATOR):
        _invite(tx, cohort.id, cohort.key, row, person_key(secret, row.name), numbers)
    return new


def _add(tx: Tx, setup: CohortSetup, row: RosterRow, key: str, quiet: QuietHours) -> int:
    person = Person(
        key=key,
        name=row.name,
        zone=row.zone,
        language=row.language,
        working_days=row.working_days,
        quiet=quiet,
    )
    number = tx.people.add(person, () if row.names_language else (Setting.LANGUAGE,))
    for place, account in enumerate(accounts_of(setup, row)):
        tx.people.add_account(number, account, preferred=place == 0)
    return number


def _invite(
    tx: Tx, cohort: int, cohort_key: str, row: RosterRow, key: str, numbers: Mapping[str, int]
) -> None:
    enrolment = enrolment_key(cohort_key, key)
    if tx.people.is_erased(key) or tx.enrolments.by_key(enrolment) is not None:
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


def accounts_of(setup: CohortSetup, row: RosterRow) -> tuple[Account, ...]:
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


def on_record(tx: Tx, setup: CohortSetup) -> tuple[RosterRow, ...]:
    """Everybody of a cohort as rows of a roster, as they are by now: leaders first, then creators."""
    cohort = tx.cohorts.by_name(setup.cohort.name)
    enrolled = {} if cohort is None else {one.person_id: one for one in tx.enrolments.of_cohort(cohort.id)}
    leaders = {*map(folded, (*setup.settings.mentors, *setup.settings.admins))}
    everybody = {known.id: known.person for known in tx.people.everybody()}
    guides = {one.mentor_id for one in enrolled.values()}
    first = [
        number
        for number, person in everybody.items()
        if number not in enrolled and (number in guides or folded(person.name) in leaders)
    ]
    return tuple(_row(tx, everybody, number, enrolled.get(number)) for number in (*first, *enrolled))


def _row(tx: Tx, everybody: Mapping[int, Person], number: int, enrolled: Enrolled | None) -> RosterRow:
    person = everybody[number]
    users = {account.platform: account.user for account in reversed(tx.people.accounts(number))}
    mentor = everybody.get(enrolled.mentor_id or 0) if enrolled else None
    return RosterRow(
        name=person.name,
        zone=person.zone,
        discord=users.get(Platform("discord"), ""),
        slack=users.get(Platform("slack"), ""),
        language=person.language,
        working_days=person.working_days,
        track=enrolled.enrolment.track if enrolled else "",
        non_profit=enrolled.enrolment.nonprofit if enrolled else "",
        mentor=mentor.name if mentor else "",
    )
