"""Taking an answer: whether something typed answers a question that was asked in chat, or is about to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat.event import TextReceived
from bot.chat.message import Message
from bot.chat.reply import Reply, Say
from bot.chat.text import phrase
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Questions
from bot.domain.question import Question, QuestionKind
from bot.engine.answer import read_answer
from bot.engine.feature import Intent
from bot.engine.flow import next_questions
from bot.engine.subject import ENROLLED, own_places, with_enrolment
from bot.engine.visit import Visit
from bot.features.asked import asked_of, is_closed, open_ones, with_closing
from bot.features.conversing import LONGEST, STOPPED, is_it, receive
from bot.features.keeping import gone
from bot.features.shown_back import ATTACHED
from bot.features.understanding import understand
from bot.features.works import is_link
from bot.store.conversations import Conversation
from bot.store.tx import Tx

FRESH = timedelta(hours=12)
"""So long after a question whatever is typed is its answer."""


def _left_to_others(tx: Tx, visit: Visit) -> Reply:
    raise LookupError("what is never an answer is known here by its words only")


_STOP = Intent(name="stop asking", says=phrase("stop; stop it; quit; enough"), run=_left_to_others)
_HELP = Intent(name="no answer", says=phrase("help; what can you do; menu; commands"), run=_left_to_others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A question that something typed may answer; `visit` is about its occurrence."""

    visit: Visit
    entry: LedgerEntry
    asked: Questions
    question: Question


def take_answer(tx: Tx, visit: Visit) -> Reply | None:
    """The reply, if what a creator typed was an answer or may be one; None if no question is concerned."""
    event = visit.event
    if not isinstance(event, TextReceived) or not event.place.private or visit.known is None:
        return None
    typed = event.text.strip() or (ATTACHED if event.attachments else "")
    if not typed or typed.startswith("/") or _is_known(visit, typed, (_HELP,)):
        return None
    row = tx.conversations.of(visit.known.id)
    fresh = row is not None and row.question != STOPPED and visit.now - row.asked_at < FRESH
    if row is not None and fresh:
        return _answer(tx, visit, row, typed, event.attachments)
    if _is_known(visit, typed, (_STOP, *visit.intents)):
        return None
    implied = _implied(tx, visit, row)
    if implied is not None:
        return _take(tx, implied, typed, event.attachments) if _fits(implied, typed) else None
    return None if row is None else _ask_whether(tx, visit, row, typed, event.attachments)


def _answer(
    tx: Tx, visit: Visit, row: Conversation, typed: str, attachments: tuple[str, ...]
) -> Reply | None:
    """The answer to what was asked a moment ago; what does not fit, but is known otherwise, is no answer."""
    about = _about(tx, visit, row.occurrence)
    if about is None:
        return None
    if _is_known(visit, typed, (_STOP,)):
        tx.conversations.ask(visit.person.id, row.occurrence, STOPPED, visit.now)
        return Say(
            Message(
                text=visit.say(
                    "All right, I stop asking. What you answered is kept; type “check-in” to go on."
                )
            )
        )
    found = _open(about, row.question)
    if found is None:
        tx.conversations.end(visit.person.id)
        lost = asked_of(about.cohort_plan, about.occurrence) is None
        return gone(about, about.occurrence) if lost else None
    if not _fits(found, typed) and _is_something_else(visit, typed):
        return None
    return _take(tx, found, typed, attachments)


def _ask_whether(
    tx: Tx, visit: Visit, row: Conversation, typed: str, attachments: tuple[str, ...]
) -> Reply | None:
    """Long after a question, ask whether this is its answer, if it could be."""
    about = _about(tx, visit, row.occurrence)
    found = None if about is None else _open(about, row.question)
    if found is None or not _fits(found, typed) or is_closed(found.entry, visit.now):
        return None
    tx.conversations.hold(visit.person.id, typed, attachments)
    return is_it(found.visit, found.entry, found.question, typed)


def _is_known(visit: Visit, typed: str, intents: Sequence[Intent]) -> bool:
    """Whether it says one of these, word for word; what may be meant otherwise is an answer."""
    understood = understand(typed, intents, visit.person.person.language)
    return understood is not None and understood.typos == 0


def _is_something_else(visit: Visit, typed: str) -> bool:
    """Whether what can't be the answer can be something else: a link to their work, words with a typo."""
    return is_link(typed) or understand(typed, visit.intents, visit.person.person.language) is not None


def _take(tx: Tx, found: Open, typed: str, attachments: tuple[str, ...]) -> Reply:
    return receive(tx, found.visit, found.entry, found.asked, found.question, typed, attachments)


def _fits(found: Open, typed: str) -> bool:
    """Whether it can be the answer; attachments alone answer only what is answered in words."""
    if typed == ATTACHED and found.question.kind is not QuestionKind.TEXT:
        return False
    return isinstance(read_answer(found.question, typed, found.visit.say, LONGEST), str)


def _implied(tx: Tx, visit: Visit, row: Conversation | None) -> Open | None:
    """The first open question of the check-in that was shown last, a moment ago; not one that was stopped."""
    found: list[tuple[datetime, Open]] = []
    for enrolled in own_places(tx, visit):
        about = _in_language(with_enrolment(visit, enrolled))
        for entry in [] if about.plan is None else open_ones(tx, enrolled, about.plan, visit.now):
            shown_at = entry.shown_at
            if shown_at is None or visit.now - shown_at >= FRESH:
                continue
            question = _next(tx, replace(about, entry=entry))
            if question is not None and (row is None or row.occurrence != entry.key):
                found.append((shown_at, question))
    return max(found, key=lambda one: one[0])[1] if found else None


def _next(tx: Tx, about: Visit) -> Open | None:
    asked = asked_of(about.cohort_plan, about.occurrence)
    if asked is None:
        return None
    batch = next_questions(asked.questions, tx.answers.of(about.occurrence.key), 1)
    return Open(visit=about, entry=about.occurrence, asked=asked, question=batch[0]) if batch else None


def _open(about: Visit, name: str) -> Open | None:
    """The question of this name, if the programme still asks it."""
    asked = asked_of(about.cohort_plan, about.occurrence)
    if asked is None:
        return None
    question = next((one for one in asked.questions if one.id == name), None)
    if question is None:
        return None
    return Open(visit=about, entry=with_closing(about.occurrence, asked), asked=asked, question=question)


def _about(tx: Tx, visit: Visit, key: str) -> Visit | None:
    """The visit about an occurrence of its person, who takes part still."""
    found = tx.occurrences.by_key(key)
    enrolled = None if found is None else tx.enrolments.by_id(found[0])
    if found is None or enrolled is None or enrolled.person_id != visit.person.id:
        return None
    about = _in_language(with_enrolment(visit, enrolled))
    if about.plan is None or enrolled.enrolment.state not in ENROLLED:
        return None
    return replace(about, entry=about.plan.told(found[1]))


def _in_language(visit: Visit) -> Visit:
    if visit.plan is None:
        return visit
    return replace(visit, plan=visit.plan.in_language(visit.person.person.language))
