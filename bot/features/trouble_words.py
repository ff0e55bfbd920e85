"""What was not delivered, in words: to whom, what, when, and why."""

from dataclasses import replace

from bot.chat.place import Account
from bot.chat.text import Say, Strong, Text, When, joined, plain
from bot.domain.delivery import Act, DeliveryState
from bot.engine.visit import Visit
from bot.features import catching_up, digesting, flagging, joining, owning, relaying, telling, trouble
from bot.features.why_words import spell_time, told
from bot.store.announcements import KIND as ANNOUNCEMENT
from bot.store.deliveries import OnRecord
from bot.store.troubled import Trouble


def perhaps_shown(one: Trouble) -> bool:
    """Whether sending it again may show something twice; a change may be made as often as one likes."""
    in_doubt = one.begun or one.record.state is DeliveryState.UNKNOWN
    return in_doubt and one.record.act is Act.SEND


def heading(say: Say, count: int) -> Text:
    """How much there is."""
    if count == 0:
        return say("Nothing waits for a decision: all that was due could be delivered.")
    if count == 1:
        return say("One message could not be delivered, or is in doubt:")
    return say("{count} messages could not be delivered, or are in doubt:", count=count)


def line(visit: Visit, number: int, one: Trouble) -> Text:
    """One of the list."""
    say = visit.say
    return say(
        "{number}. {who}: {what}, due {when}. {why}",
        number=number,
        who=Strong(_who(say, one)),
        what=plain(_what(say, one)),
        when=When(one.record.due_at, visit.person.person.zone),
        why=_why(visit, one.record, one.name),
    )


def row(visit: Visit, one: Trouble) -> tuple[str, ...]:
    """One row of the table."""
    say = visit.say
    due = spell_time(one.record.due_at, visit.person.person.zone)
    return (_who(say, one), plain(_what(say, one)), due, _why(visit, one.record, one.name))


def warning(visit: Visit, one: Trouble) -> Text:
    """What is asked before something is sent again that may have been shown."""
    say = visit.say
    if one.begun:
        question = say(
            "A part of it was shown, and it would be sent whole: that part would stand there twice."
        )
    else:
        question = say("Nobody can tell whether it was shown, so this may be a second copy. Send it again?")
    return joined(line(visit, 1, one), ("\n\n",), question)


def settled(visit: Visit, record: OnRecord | None) -> Text:
    """What became of something on which somebody has decided already."""
    say = visit.say
    if record is None:
        return say("It doesn't wait for a decision any more, so nothing was changed.")
    return say("Nothing was changed, since it is settled. {why}", why=_why(visit, record, None))


def _who(say: Say, one: Trouble) -> str:
    if one.name is not None:
        return one.name
    chat, at = one.record.place.platform.capitalize(), one.record.place.at
    if isinstance(at, Account):
        return plain(say("An account on {chat}", chat=chat))
    return plain(say("The channel {channel} on {chat}", channel=at.id, chat=chat))


def _what(say: Say, one: Trouble) -> Text:
    match one.record.act:
        case Act.EDIT:
            return say("a correction of an announcement")
        case Act.DELETE:
            return say("taking an announcement back")
        case Act.SEND:
            return _message(say, one)


def _message(say: Say, one: Trouble) -> Text:
    if one.title is not None and one.week is not None:
        return say("“{title}” (week {week})", title=one.title, week=one.week)
    match one.record.kind:
        case kind if kind == ANNOUNCEMENT:
            return say("an announcement")
        case catching_up.KIND:
            return say("a catch-up message")
        case joining.KIND:
            return say("the invitation to join")
        case telling.KIND | flagging.NUDGE:
            return say("a private word")
        case relaying.KIND:
            return say("what a mentor wrote")
        case owning.KIND | flagging.TO_MENTOR:
            return say("news of the queue")
        case trouble.SAFETY:
            return say("an alarm")
        case digesting.KIND:
            return say("the weekly summary")
        case kind:
            return say("a message ({kind})", kind=kind)


def _why(visit: Visit, record: OnRecord, name: str | None) -> str:
    """As `why` tells it, by the clocks and in the language of the one who reads it."""
    say, reader = visit.say, visit.person.person
    chat = record.place.platform.capitalize()
    match record.state:
        case DeliveryState.DEAD:
            at = When(record.settled_at or record.due_at, reader.zone)
            reason = record.reason or plain(say("no reason was given"))
            return plain(say("{chat} refused it on {when}: {reason}.", chat=chat, when=at, reason=reason))
        case DeliveryState.UNKNOWN:
            at = When(record.attempted_at or record.due_at, reader.zone)
            return plain(_in_doubt(say, record, chat, at))
        case _:
            return told(record, replace(reader, name=name or reader.name), None, held=False, now=visit.now)


def _in_doubt(say: Say, record: OnRecord, chat: str, at: When) -> Text:
    if record.not_before is not None and record.reason is None:
        return say("Perhaps shown on {when}: I look for it before I send it again.", when=at)
    if record.not_before is not None:
        return say(
            "Perhaps shown on {when} ({reason}): I look for it before I send it again.",
            when=at,
            reason=record.reason or "",
        )
    if record.reason is None:
        return say(
            "Perhaps shown on {when}: {chat} can't tell, so it is not sent again without an admin.",
            when=at,
            chat=chat,
        )
    return say(
        "Perhaps shown on {when} ({reason}): {chat} can't tell, so it is not sent again without an admin.",
        when=at,
        chat=chat,
        reason=record.reason,
    )
