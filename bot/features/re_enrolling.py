"""Importing a roster again: what a person set in chat wins, the rest of the file holds, nobody is deleted."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.config.roster import RosterRow, folded
from bot.config.setup import CohortSetup
from bot.config.working_days import spell_working_days
from bot.domain.keys import enrolment_key, person_key
from bot.domain.people import EnrolmentState, Person, QuietHours, Role, Setting
from bot.errors import Fault, FaultyInput
from bot.features.enrolling import accounts_of, enrol
from bot.features.mentors_changed import Passed, pass_on
from bot.features.pausing import replan
from bot.features.roster_changes import Change, Changed, Fields, Imported, compare
from bot.store.cohorts import CohortRow
from bot.store.enrolments import TRAVELLING, Enrolled
from bot.store.people import Known
from bot.store.tx import Tx

ACTOR = "command line"
MOVES = frozenset(("zone", "language", "working days", "track"))
"""The fields by which a calendar is made."""
_SETTINGS = {
    Setting.ZONE: "zone",
    Setting.LANGUAGE: "language",
    Setting.WORKING_DAYS: "working days",
    Setting.QUIET: "quiet hours",
}


def import_roster(tx: Tx, setup: CohortSetup, quiet: QuietHours, now: datetime) -> Imported:
    """Bring the people on record up to the roster. FaultyInput, and nothing changed, for a taken account."""
    cohort = tx.cohorts.by_name(setup.cohort.name)
    enrolled = {folded(one.enrolment.person.name) for one in _enrolled(tx, cohort)}
    _refuse_taken(tx, setup)
    people = _Import(tx=tx, setup=setup, quiet=quiet, now=now, secret=tx.meta.secret())
    known = people.on_record()
    here = known.keys() - ({folded(row.name) for row in setup.people(Role.CREATOR)} - enrolled)
    erased = tuple(row.name for row in setup.roster.rows if people.is_erased(row))
    new = tuple(
        row.name for row in setup.roster.rows if folded(row.name) not in here and row.name not in erased
    )
    enrol(tx, setup, quiet)
    cohort = tx.cohorts.by_name(setup.cohort.name)
    if cohort is None:
        raise LookupError(f"{setup.cohort.name} was not put on record")
    tx.audit.add(at=now, actor=ACTOR, action="roster import", subject=cohort.key)
    done = [
        people.update(row, cohort, known[folded(row.name)])
        for row in setup.roster.rows
        if folded(row.name) in known
    ]
    pass_on(tx, cohort, people.passed, now)
    return Imported(
        first=not enrolled,
        people=len(setup.roster.rows),
        new=new,
        changed=tuple(one for one, _ in done if one.changes),
        kept=tuple(one for _, one in done if one.changes),
        gone=_gone(tx, setup, cohort),
        erased=erased,
    )


def _enrolled(tx: Tx, cohort: CohortRow | None) -> list[Enrolled]:
    return [] if cohort is None else tx.enrolments.of_cohort(cohort.id)


def _refuse_taken(tx: Tx, setup: CohortSetup) -> None:
    """An account tells who writes: it never passes from one person on record to another."""
    secret = tx.meta.secret()
    faults = []
    for row in setup.roster.rows:
        key = person_key(secret, row.name)
        for account in accounts_of(setup, row):
            owner = tx.people.by_account(account)
            if owner is not None and owner.person.key != key:
                faults.append(
                    Fault(
                        file=setup.roster.file,
                        line=row.line,
                        key=account.platform,
                        problem=f"{account.user!r} is the account of {owner.person.name!r} on record",
                        remedy="write the person's own id, or the name that is on record",
                    )
                )
    if faults:
        raise FaultyInput(faults)


def _gone(tx: Tx, setup: CohortSetup, cohort: CohortRow) -> tuple[tuple[str, EnrolmentState], ...]:
    creators = {folded(row.name) for row in setup.people(Role.CREATOR)}
    return tuple(
        (one.enrolment.person.name, one.enrolment.state)
        for one in tx.enrolments.of_cohort(cohort.id)
        if folded(one.enrolment.person.name) not in creators
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Import:
    """One import on its way."""

    tx: Tx
    setup: CohortSetup
    quiet: QuietHours
    now: datetime
    secret: bytes
    passed: list[Passed] = field(default_factory=list)
    """The creators who have another mentor now."""

    def on_record(self) -> dict[str, Known]:
        """Whom of the roster the database knows, by name."""
        found = {
            folded(row.name): self.tx.people.by_key(person_key(self.secret, row.name))
            for row in self.setup.roster.rows
        }
        return {name: known for name, known in found.items() if known is not None}

    def is_erased(self, row: RosterRow) -> bool:
        """Whether the person had everything about them erased."""
        return self.tx.people.is_erased(person_key(self.secret, row.name))

    def update(self, row: RosterRow, cohort: CohortRow, known: Known) -> tuple[Changed, Changed]:
        """Take over what the file says; what changed, and what was set in chat and stays."""
        settings, kept = self._person(row, known)
        key = enrolment_key(cohort.key, known.person.key)
        enrolled = self.tx.enrolments.by_key(key) if Role.CREATOR in self.setup.roles_of(row) else None
        out_of_reach = not self.tx.people.accounts(known.id)
        accounts = self._accounts(row, known)
        changes = (*settings, *accounts, *(self._enrolment(row, enrolled) if enrolled else ()))
        moves = any(change.field in MOVES for change in changes) or (out_of_reach and bool(accounts))
        moved = moves and self._replan(known, changes)
        if changes:
            self.tx.audit.add(at=self.now, actor=ACTOR, action="roster change", subject=known.person.key)
        return (
            Changed(name=row.name, changes=changes, moved=moved),
            Changed(name=row.name, changes=kept),
        )

    def _person(self, row: RosterRow, known: Known) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
        wanted = replace(
            known.person,
            name=row.name,
            zone=row.zone,
            language=row.language,
            working_days=row.working_days,
            quiet=self.quiet,
        )
        if row.names_language and Setting.LANGUAGE in known.left_to_chat:
            known = replace(known, left_to_chat=known.left_to_chat - {Setting.LANGUAGE})
            self.tx.told.leave_to_chat(known, known.left_to_chat)
        own = {_SETTINGS[setting] for setting in _own(known)}
        found = compare(_fields(known.person), _fields(wanted))
        changes = tuple(change for change in found if change.field not in own)
        if changes:
            self.tx.people.correct(known.id, _with_own(wanted, known))
        # The quiet hours of the configuration are for those who chose none: no difference to speak of.
        kept = tuple(
            change for change in found if change.field in own and change.field != _SETTINGS[Setting.QUIET]
        )
        return changes, kept

    def _accounts(self, row: RosterRow, known: Known) -> tuple[Change, ...]:
        have = self.tx.people.accounts(known.id)
        added = [account for account in accounts_of(self.setup, row) if account not in have]
        for place, account in enumerate(added):
            self.tx.people.add_account(known.id, account, preferred=not have and place == 0)
        return tuple(
            Change(field=f"{account.platform} account", before="", after=account.user) for account in added
        )

    def _enrolment(self, row: RosterRow, enrolled: Enrolled) -> tuple[Change, ...]:
        mentor = self.tx.people.by_key(person_key(self.secret, row.mentor))
        now = enrolled.enrolment
        before = self.tx.people.by_number(enrolled.mentor_id)
        changes = compare(
            {"track": now.track, "non-profit": now.nonprofit, "mentor": before.person.name if before else ""},
            {
                "track": row.track,
                "non-profit": row.non_profit,
                "mentor": mentor.person.name if mentor else "",
            },
        )
        if changes:
            self.tx.enrolments.assign(
                enrolled.id,
                track=row.track,
                nonprofit=row.non_profit,
                mentor=mentor.id if mentor else None,
            )
        if mentor is not None and mentor.id != enrolled.mentor_id:
            self.passed.append(Passed(creator=enrolled, giver=before, taker=mentor))
        return changes

    def _replan(self, known: Known, changes: tuple[Change, ...]) -> bool:
        """Have the calendars of a person made anew; whether there are any."""
        under_way = [
            one for one in self.tx.enrolments.of_person(known.id) if one.enrolment.state in TRAVELLING
        ]
        for one in under_way:
            if any(change.field == "zone" for change in changes):
                self.tx.timers.move(one.id, one.enrolment.person.zone)
            replan(self.tx, one, self.now)
        return bool(under_way)


def _own(known: Known) -> frozenset[Setting]:
    """What the roster does not decide: what the person set, and what the chat tells."""
    return known.set_in_chat | known.left_to_chat


def _with_own(wanted: Person, known: Known) -> Person:
    """What the roster says, but for what the person set."""
    person = known.person
    own = _own(known)
    return replace(
        wanted,
        zone=person.zone if Setting.ZONE in own else wanted.zone,
        language=person.language if Setting.LANGUAGE in own else wanted.language,
        working_days=person.working_days if Setting.WORKING_DAYS in own else wanted.working_days,
        quiet=person.quiet if Setting.QUIET in own else wanted.quiet,
    )


def _fields(person: Person) -> Fields:
    return {
        "name": person.name,
        "zone": person.zone,
        "language": person.language,
        "working days": spell_working_days(person.working_days),
        "quiet hours": f"{person.quiet.start:%H:%M}-{person.quiet.end:%H:%M}",
    }
