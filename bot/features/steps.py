"""The steps of the programme as messages, whatever their kind."""

from typing import assert_never

from bot.chat.message import Message
from bot.chat.text import Say as Wording
from bot.chat.text import joined
from bot.domain.decide import Skipped
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Lesson, Meeting, Milestone, Notice, Questions, StepKind
from bot.engine.feature import Feature, Speaking, Speech
from bot.engine.plans import CohortPlan
from bot.features import checkins, lessons, meetings, milestones, missing
from bot.features.heading import heading, lateness
from bot.store.leased import Leased
from bot.store.tx import Tx


def words(entry: LedgerEntry, plan: CohortPlan, zone: str, say: Wording) -> Message:
    """The message of a step for a reader in a zone; only its title, if the programme lost it."""
    step = plan.step(entry.step)
    if step is None:
        return Message(text=joined(heading(entry, say("Week {week}", week=entry.week))))
    match step.content:
        case Lesson() as lesson:
            return lessons.words(entry, lesson, say)
        case Questions() as asked:
            return checkins.words(entry, asked, say)
        case Milestone() as milestone:
            return milestones.words(entry, milestone, say)
        case Meeting() as meeting:
            return meetings.meeting_words(entry, meeting, zone, say)
        case Notice() as notice:
            return meetings.notice_words(entry, notice, say)
        case never:
            assert_never(never)


def compose(tx: Tx, speaking: Speaking) -> Message:
    """The message of the step that a delivery is about; it says so when it comes late."""
    entry, person = speaking.leased.occurrence, speaking.leased.person
    if entry is None or person is None:
        raise LookupError("the delivery of a step is about a person's occurrence")
    message = words(entry, speaking.plan, person.zone, speaking.say)
    late = lateness(speaking)
    if not late:
        return message
    return Message(text=joined(late, message.text), body=message.body, buttons=message.buttons)


def unwanted(leased: Leased, _now: object) -> Skipped | None:
    """What was done meanwhile (found through a catch-up) is not sent any more."""
    entry = leased.occurrence
    return Skipped.ANSWERED if entry is not None and entry.done_at is not None else None


FEATURE = Feature(
    name="steps",
    speeches=(
        Speech(kind=StepKind.LESSON, compose=compose, unwanted=unwanted),
        Speech(kind=StepKind.MILESTONE, compose=compose, unwanted=unwanted),
        Speech(kind=StepKind.MEETING, compose=compose),
        Speech(kind=StepKind.NOTICE, compose=compose),
        *(
            Speech(
                kind=kind,
                compose=compose,
                unwanted=missing.unwanted,
                closes=missing.closes,
                promises=missing.promises,
            )
            for kind in (StepKind.CHECK_IN, StepKind.SURVEY)
        ),
    ),
)
