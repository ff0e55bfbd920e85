"""Answers are kept as they come, a check-in is completed with the last of them, and nothing changes later."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.message import Button
from bot.chat.reply import Refuse
from bot.chat.text import Text, When, joined, plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.mark import Mark, mark
from bot.engine.visit import Visit
from bot.features import overdue
from bot.features.asked import is_closed
from bot.features.asking_for_help import WORD
from bot.features.looking_after import answered
from bot.features.missing import closing_name, reminder_name
from bot.store.tx import Tx

STUCK, YES = "stuck", "yes"
"""A check-in asks whether somebody is stuck by a question of this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of some answers: `new` ones, `changed` ones, and those that came too late to change."""

    new: Mapping[str, str]
    changed: Mapping[str, str]
    too_late: Mapping[str, str]


def sift(known: Mapping[str, str], given: Mapping[str, str], *, closed: bool) -> Kept:
    """Which of the given answers are kept: first ones always, changes until the closing. Pure."""
    differing = {question: value for question, value in given.items() if known.get(question) != value}
    changes = {question: value for question, value in differing.items() if question in known}
    return Kept(
        new={question: value for question, value in differing.items() if question not in known},
        changed={} if closed else changes,
        too_late=changes if closed else {},
    )


def keep(
    tx: Tx, visit: Visit, entry: LedgerEntry, given: Mapping[str, str], attachments: tuple[str, ...] = ()
) -> Kept:
    """Put answers on record. What was asked in chat and is answered now is not asked any more."""
    kept = sift(tx.answers.of(entry.key), given, closed=is_closed(entry, visit.now))
    tx.answers.add(entry.key, {**kept.new, **kept.changed}, visit.now, attachments)
    asked = tx.conversations.of(visit.person.id)
    if asked is not None and asked.occurrence == entry.key and asked.question in kept.new:
        tx.conversations.end(visit.person.id)
    return kept


def complete(tx: Tx, visit: Visit, entry: LedgerEntry, kept: Kept) -> Text:
    """Everything that is asked has an answer; what is said about that."""
    first = tx.occurrences.done(entry.key, visit.now)
    tx.timers.drop([reminder_name(entry.key), closing_name(entry.key)])
    answered(tx, visit.creator, visit.cohort_plan, visit.now)
    overdue.answered_late(tx, visit.creator, entry.key, visit.now)
    conversation = tx.conversations.of(visit.person.id)
    if conversation is not None and conversation.occurrence == entry.key:
        tx.conversations.end(visit.person.id)
    if not first:
        return _again(visit, entry, kept)
    match mark(entry, visit.now):
        case Mark.EARLY:
            return visit.say(
                "Thank you! “{title}” is complete, before its time: I will not ask you again.",
                title=entry.title,
            )
        case Mark.ON_TIME | Mark.LATE:
            return visit.say("Thank you! “{title}” is complete.", title=entry.title)


def _again(visit: Visit, entry: LedgerEntry, kept: Kept) -> Text:
    if kept.new or kept.changed:
        return visit.say("Noted: your answers to “{title}” are changed.", title=entry.title)
    return visit.say(
        "You had sent exactly that: your answers to “{title}” stand as they are.", title=entry.title
    )


def late_note(visit: Visit, entry: LedgerEntry, kept: Kept) -> Text:
    """That it closed while it was being answered, and what that means; nothing for answers in time."""
    if not kept.new or mark(entry, visit.now) is not Mark.LATE:
        return ()
    note = visit.say(
        "“{title}” closed {when}. What you sent now is kept, and marked as late.",
        title=entry.title,
        when=closing_time(visit, entry),
    )
    if kept.too_late:
        note = joined(note, (" ",), visit.say("What you had answered before stands as it is."))
    return joined(note, ("\n",))


def stands(visit: Visit, entry: LedgerEntry) -> Refuse:
    """The kind refusal to change what has closed."""
    return Refuse(
        visit.say(
            "“{title}” closed {when}; your answers stand as they are. The next one is yours!",
            title=entry.title,
            when=closing_time(visit, entry),
        )
    )


def closing_time(visit: Visit, entry: LedgerEntry) -> When:
    """When it closed, by the creator's own clocks."""
    return When(entry.closes_at or entry.at, visit.creator.enrolment.person.zone)


def help_button(tx: Tx, visit: Visit, entry: LedgerEntry) -> tuple[Button, ...]:
    """The way to the mentor for whoever says in a check-in that they are stuck."""
    if tx.answers.of(entry.key).get(STUCK) != YES:
        return ()
    return (Button(label=plain(visit.say("Tell my mentor")), token=Token(WORD, entry.key)),)


def gone(visit: Visit, entry: LedgerEntry) -> Refuse:
    """The admins took the step out meanwhile."""
    return Refuse(
        visit.say(
            "“{title}” is no longer part of the programme. What you answered is kept.", title=entry.title
        )
    )
