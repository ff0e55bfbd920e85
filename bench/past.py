"""What a creator left behind: steps shown and done, messages sent, answers, flags, matters, notes, works."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.place import Place
from bot.chat.token import key_of
from bot.domain.calendar import Occurrence
from bot.domain.delivery import DeliveryState, OccurrenceState, entry_of
from bot.domain.flag_facts import Silent, written
from bot.domain.flags import Silence
from bot.domain.keys import flag_key
from bot.domain.matter import MatterKind
from bot.domain.may_send import Nature
from bot.domain.programme import Questions
from bot.domain.question import Question, QuestionKind
from bot.engine.plans import CohortPlan
from bot.store.deliveries import Owed
from bot.store.enrolments import Enrolled
from bot.store.flags import Flag
from bot.store.matters import Matter
from bot.store.outbox import Ended
from bot.store.parts import PartRow
from bot.store.tx import Tx

LATER = timedelta(hours=20)
"""So long after it was shown a step is done."""
UNDONE = 9
"""Every ninth step stays open."""
GIVEN = {
    QuestionKind.TEXT: "We asked ten people in the market what they need, and wrote down every answer.",
    QuestionKind.NUMBER: "1200",
    QuestionKind.LINK: "https://example.org/garden",
    QuestionKind.DATE: "2027-03-08",
}


def remember(tx: Tx, plan: CohortPlan, enrolled: Enrolled, past: Sequence[Occurrence], now: datetime) -> None:
    """Put all of it on record for one creator."""
    _steps(tx, enrolled, past)
    _messages(tx, enrolled, past)
    _answers(tx, enrolled, past)
    _lookings_after(tx, enrolled, now)
    _doings(tx, enrolled, now)


def _is_done(enrolled: Enrolled, number: int) -> bool:
    return (number + enrolled.id) % UNDONE != 0


def _steps(tx: Tx, enrolled: Enrolled, past: Sequence[Occurrence]) -> None:
    tx.occurrences.add((enrolled.id, entry_of(one, OccurrenceState.PLANNED)) for one in past)
    tx.occurrences.shown([(one.key, one.at, _closes(one)) for one in past])
    for number, one in enumerate(past):
        if _is_done(enrolled, number):
            tx.occurrences.done(one.key, one.at + LATER)


def _closes(one: Occurrence) -> datetime | None:
    content = one.step.content
    return one.at + content.closes_after if isinstance(content, Questions) else None


def _messages(tx: Tx, enrolled: Enrolled, past: Sequence[Occurrence]) -> None:
    assert enrolled.account is not None
    place = Place(at=enrolled.account)
    tx.deliveries.add(
        Owed(
            name=f"step/{one.key}",
            kind=one.step.kind,
            nature=Nature.BOT,
            place=place,
            due_at=one.at,
            cohort=enrolled.cohort_id,
            person=enrolled.person_id,
            enrolment=enrolled.id,
            occurrence=one.key,
        )
        for one in past
    )
    sent = tx.deliveries.of_occurrences([one.key for one in past])
    parts = [_part(one.id, one.name) for one in sent]
    tx.parts.lay_out([], parts)
    tx.parts.shown([(one.id, 0, f"message {one.id}", one.due_at) for one in sent])
    for one in sent:
        tx.outbox.end([Ended(id=one.id, state=DeliveryState.SENT)], one.due_at)


def _part(delivery: int, name: str) -> PartRow:
    return PartRow(
        delivery=delivery,
        ordinal=0,
        key=key_of(name),
        content=None,
        attached=None,
        fingerprint=key_of("as", name),
    )


def _answers(tx: Tx, enrolled: Enrolled, past: Sequence[Occurrence]) -> None:
    for number, one in enumerate(past):
        if isinstance(one.step.content, Questions) and _is_done(enrolled, number):
            given = {question.id: _given(question, number) for question in one.step.content.questions}
            tx.answers.add(one.key, given, one.at + LATER)


def _given(question: Question, number: int) -> str:
    match question.kind:
        case QuestionKind.CHOICE:
            return question.labelled[number % len(question.labelled)][1]
        case QuestionKind.SCALE:
            return str(question.low + number % (question.high - question.low + 1))
        case kind:
            return GIVEN[kind]


def _lookings_after(tx: Tx, enrolled: Enrolled, now: datetime) -> None:
    """Two matters each, of which every tenth is open, and every tenth creator has a flag that is up."""
    for number in range(2):
        at, key = now - timedelta(days=3 + 20 * number), key_of("matter", enrolled.enrolment.key, str(number))
        tx.matters.open(
            Matter(
                key=key,
                enrolment=enrolled.id,
                kind=MatterKind.HELP,
                subject="",
                words="How do I ask people whom I don't know?",
                opened_at=at,
                owner=enrolled.mentor_id,
            )
        )
        if number or enrolled.id % 10:
            tx.matters.close(key, enrolled.mentor_id, "answered", at + LATER)
    for number, rule in enumerate((Silence.KIND, "missed_checkins")):
        at = now - timedelta(days=2 + 30 * number)
        key = flag_key(enrolled.enrolment.key, rule, at.isoformat())
        facts = written(Silent(since=at - timedelta(days=14)))
        tx.flags.raise_up(Flag(key=key, enrolment=enrolled.id, rule=rule, facts=facts, raised_at=at))
        if number or enrolled.id % 10:
            tx.flags.clear(key, at + LATER)
    for number in range(3):
        words = "Has a good plan, and too little time. Ask about the school next week."
        tx.notes.add(enrolled.id, enrolled.mentor_id or enrolled.person_id, words, now - number * LATER)


def _doings(tx: Tx, enrolled: Enrolled, now: datetime) -> None:
    """Goals, works and weekly numbers, and what the audit log says of them."""
    person = enrolled.enrolment.person.key
    for number in range(2):
        tx.goals.add(enrolled.id, "Reach five hundred families by June.", now - timedelta(weeks=number))
    for number in range(4):
        key, at = key_of("work", enrolled.enrolment.key, str(number)), now - timedelta(weeks=number)
        tx.works.offer(enrolled.id, key, f"https://example.org/{enrolled.id}/{number}", at)
        tx.works.log(key, at)
        tx.audit.add(at=at, actor=person, action="share", subject=enrolled.enrolment.key)
    for week in range(20):
        at = now - timedelta(weeks=20 - week)
        tx.metrics.add(enrolled.id, "followers", str(1_000 + 17 * week), at)
