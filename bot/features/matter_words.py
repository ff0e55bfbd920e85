"""What is said of a matter to those who look after it: who, what, since when, and what to do about it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.chat.message import Button, Message
from bot.chat.text import Mention, Say, Strong, Text, joined, plain
from bot.chat.token import Token
from bot.domain.matter import MatterKind
from bot.engine.plans import CohortPlan
from bot.features.flag_words import facts_in_words
from bot.store.enrolments import Enrolled
from bot.store.matters import Matter
from bot.store.tx import Tx

REPLY, SNOOZE, HAND_OVER, CLOSE = "reply", "snooze", "handover", "close"
"""The first words of the tokens of a matter's buttons."""
MOST_TITLES = 5


def creator_of(enrolled: Enrolled) -> Mention:
    """The creator, as staff read of them."""
    return Mention(enrolled.account, enrolled.enrolment.person.name)


def about(
    tx: Tx, matter: Matter, enrolled: Enrolled, plan: CohortPlan, say: Say, now: datetime, most: int | None
) -> Text:
    """Who needs what since when, and the words of it; at most so many characters of them."""
    lines = [headline(matter, enrolled, say)]
    lines.append((" · ", *age(now - matter.opened_at, say)))
    lines.extend(_steps(tx, matter, plan, say))
    flag = tx.flags.by_key(matter.subject) if matter.kind is MatterKind.FLAG else None
    if flag is not None:
        lines.append(("\n", *facts_in_words(flag, say, plan=plan, zone=enrolled.enrolment.person.zone)))
    if matter.kind is MatterKind.LEFT:
        lines.append(("\n", *_unreachable(say)))
    if matter.words:
        lines.append((f"\n{shortened(matter.words, most)}",))
    if matter.closed_at is None and matter.is_answered:
        lines.append(("\n", *say("Somebody has answered; it is still open.")))
    return joined(*lines)


def headline(matter: Matter, enrolled: Enrolled, say: Say) -> Text:
    """Who needs what."""
    who = creator_of(enrolled)
    match matter.kind:
        case MatterKind.SAFETY:
            return say("{creator} may be in danger", creator=who)
        case MatterKind.HELP:
            return say("{creator} asks for help", creator=who)
        case MatterKind.FLAG:
            return say("A flag is up for {creator}", creator=who)
        case MatterKind.OVERDUE if len(matter.subject.split()) > 1:
            missed = len(matter.subject.split())
            return say("{creator} left {count} check-ins unanswered", creator=who, count=missed)
        case MatterKind.OVERDUE:
            return say("{creator} left a check-in unanswered", creator=who)
        case MatterKind.LEFT:
            # By name: a chat can't show the account of somebody who is not there.
            name, chat = Strong(enrolled.enrolment.person.name), matter.subject.capitalize()
            return say("{creator} has left our {chat}", creator=name, chat=chat)


def _unreachable(say: Say) -> Text:
    return say(
        "I may not reach them there any more. They are still in the programme: if you can, ask them in "
        "another way how they want to go on."
    )


def age(span: timedelta, say: Say) -> Text:
    """How long it has been waiting."""
    hours = int(span.total_seconds() // 3600)
    if hours >= 48:
        return say("for {count} days", count=hours // 24)
    if hours >= 24:
        return say("since yesterday")
    if hours >= 2:
        return say("for {count} hours", count=hours)
    return say("for an hour") if hours else say("just now")


def _steps(tx: Tx, matter: Matter, plan: CohortPlan, say: Say) -> Iterator[Text]:
    """The steps that it is about: the last of them by their titles, of many earlier ones the number."""
    if matter.kind not in (MatterKind.HELP, MatterKind.OVERDUE) or not matter.subject:
        return
    entries = tx.occurrences.many(matter.subject.split())
    named = [f"“{plan.told(entry).title}”" for entry in entries]
    if not named:
        return
    earlier = len(named) - MOST_TITLES
    if earlier <= 1:
        yield ("\n", *say("About: {titles}", titles=", ".join(named)))
    else:
        titles = ", ".join(named[earlier:])
        yield ("\n", *say("About: {titles}, and {count} earlier ones", titles=titles, count=earlier))


def shortened(words: str, most: int | None) -> str:
    """The words, or their beginning; their lines and marks stay, unlike those of a quotation."""
    return words if most is None or len(words) <= most else f"{words[: most - 1].rstrip()}…"


def buttons(matter: Matter, enrolled: Enrolled, say: Say, number: int | None = None) -> tuple[Button, ...]:
    """What can be done about it; with a number where several are listed. An alarm can't be snoozed."""
    said = [
        (say("Reply"), Token(REPLY, enrolled.enrolment.key)),
        (say("Snooze"), Token(SNOOZE, matter.key)),
        (say("Hand over"), Token(HAND_OVER, matter.key)),
        (say("Done"), Token(CLOSE, matter.key)),
    ]
    return tuple(
        Button(label=plain(label) if number is None else f"{number} {plain(label)}", token=token)
        for label, token in said
        if matter.kind is not MatterKind.SAFETY or token.feature != SNOOZE
    )


def message(
    tx: Tx, matter: Matter, enrolled: Enrolled, plan: CohortPlan, say: Say, now: datetime, first: Text = ()
) -> Message:
    """The whole matter in a message of its own, after a first line that says why it comes."""
    told = about(tx, matter, enrolled, plan, say, now, None)
    return Message(text=joined((*first, "\n") if first else (), told), buttons=buttons(matter, enrolled, say))
