"""A preview is what a creator will get: as the database has it by now, else as the roster says."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.app.database import database_of, look
from bot.app.naming import person_named
from bot.config.roster import RosterRow
from bot.config.setup import Checked, CohortSetup
from bot.config.suggest import did_you_mean
from bot.domain.keys import cohort_key, enrolment_key, person_key
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment, EnrolmentState, Person, Role
from bot.engine.clock import SystemClock
from bot.errors import InputError
from bot.preview import CreatorPreview, ProgrammePreview, preview_creator, preview_programme
from bot.store.store import Work
from bot.store.tx import Tx

Travels = tuple[Enrolment, tuple[Pause, ...]]
NO_SECRET = b"no database yet"
Read = Callable[[Work[Travels]], Travels]
"""Does something on one unchanging state of a database."""


def programme_preview(plan: CohortSetup, language: str | None) -> ProgrammePreview:
    """The whole programme of a cohort, or what readers of a language get of it."""
    if language is not None:
        _check_language(plan, language)
    return preview_programme(plan.programme, plan.cohort, language=language)


def creator_preview(
    checked: Checked, plan: CohortSetup, name: str, language: str | None
) -> tuple[Enrolment, CreatorPreview]:
    """A creator's whole calendar. Raises InputError for who is no creator of the cohort."""
    enrolment, pauses = travels_of(checked, plan, name)
    if language is not None:
        _check_language(plan, language)
        enrolment = replace(enrolment, person=replace(enrolment.person, language=language))
    now = SystemClock().now()
    programme = plan.programme.in_language(enrolment.person.language)
    return enrolment, preview_creator(programme, plan.cohort, enrolment, pauses, stamp=now)


def travels_of(checked: Checked, plan: CohortSetup, name: str, *, read: Read | None = None) -> Travels:
    """A creator and their pauses. Raises InputError for who is no creator of the cohort.

    `read` is for a database that is open already; without it the configured one is opened, if it is there.
    """
    row = _creator(plan, name)
    if read is None and not database_of(checked).exists():
        return _invited(NO_SECRET, checked, plan, row), ()
    reading = read or partial(look, checked)
    return reading(lambda tx: _on_record(tx, checked, plan, row))


def _creator(plan: CohortSetup, name: str) -> RosterRow:
    written = person_named(name, [row.name for row in plan.roster.rows], f"in {plan.roster.file}")
    row = next(row for row in plan.roster.rows if row.name == written)
    roles = plan.roles_of(row)
    if Role.CREATOR not in roles:
        titles = " and ".join(f"{'an' if role is Role.ADMIN else 'a'} {role}" for role in sorted(roles))
        raise InputError(f"{written} is {titles}; only creators have a calendar")
    return row


def _on_record(tx: Tx, checked: Checked, plan: CohortSetup, row: RosterRow) -> Travels:
    """The enrolment with its pauses, or the one that the next import makes."""
    invited = _invited(tx.meta.secret(), checked, plan, row)
    enrolled = tx.enrolments.by_key(invited.key)
    if enrolled is None:
        return invited, ()
    return enrolled.enrolment, tx.pauses.of([enrolled.id])[enrolled.id]


def _invited(secret: bytes, checked: Checked, plan: CohortSetup, row: RosterRow) -> Enrolment:
    person = Person(
        key=person_key(secret, row.name),
        name=row.name,
        zone=row.zone,
        language=row.language,
        working_days=row.working_days,
        quiet=checked.quiet,
    )
    return Enrolment(
        key=enrolment_key(cohort_key(plan.cohort.name), person.key),
        person=person,
        state=EnrolmentState.INVITED,
        platform="discord" if row.discord else "slack" if row.slack else "",
        track=row.track,
        nonprofit=row.non_profit,
    )


def _check_language(plan: CohortSetup, language: str) -> None:
    known = plan.programme.languages
    if language not in known:
        remedy = did_you_mean(language, known, f"write one of {', '.join(known)}")
        raise InputError(f"“{plan.programme.title}” is not written in {language!r}; {remedy}")
