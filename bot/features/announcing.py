"""Announcing: an admin says something to the whole cohort, having seen first how it will look."""

from typing import assert_never

from bot.chat import limits
from bot.chat.codec import dump_message
from bot.chat.command import Command, Param
from bot.chat.event import FormSubmitted
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Button, Message
from bot.chat.place import Place
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.text import Text, When, joined, phrase, plain
from bot.chat.token import Token, key_of
from bot.domain.may_send import Nature
from bot.engine.feature import CommandRoute, Feature, OfCohort, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features import announced
from bot.store.announcements import KIND, Announcement, AnnouncementState, Audience
from bot.store.deliveries import Owed
from bot.store.tx import Tx

WORD = "announce"
POST, CHANGE, CANCEL, CORRECT, RETRACT = "post", "change", "cancel", "correct", "retract"
SURELY_FITS = limits.MESSAGE_CHARACTERS // 2
"""Characters that are one message in every chat, even if each of them must be escaped."""
EXCERPT = 60

ANNOUNCE = Command(
    name="cohort announce",
    summary=phrase("Say something to the whole cohort; you see it before it is posted"),
    params=(
        Param(name="text", summary=phrase("What you want to say, as it should read"), kind="long_text"),
        Param(
            name="to",
            summary=phrase("channel: in the cohort's channel; everyone: to each creator in private"),
            kind="choice",
            required=False,
            choices=(
                Choice(label=phrase("channel"), value=Audience.CHANNEL),
                Choice(label=phrase("everyone"), value=Audience.EVERYONE),
            ),
        ),
    ),
)


def owner(tx: Tx, key: str) -> OfCohort | None:
    """The cohort of an announcement."""
    one = tx.announcements.by_key(key)
    return None if one is None else OfCohort(one.cohort_id)


def announce(tx: Tx, visit: Visit) -> Reply:
    """Keep a draft, and show it as it will look."""
    words, cohort = _words(visit), tx.cohorts.by_name(visit.cohort_plan.cohort.name)
    if cohort is None:
        return Refuse(visit.say("This cohort is not on record yet: its roster must be imported first."))
    problem = _too_long(visit, words, limits.ANSWER_CHARACTERS)
    if problem is not None:
        return _refuse(visit, problem)
    key = key_of(WORD, cohort.key, visit.event.id)
    tx.announcements.draft(
        key=key,
        cohort=cohort.id,
        author=visit.person.id,
        words=words,
        audience=_audience(visit),
        now=visit.now,
    )
    return _preview(tx, visit, _again(tx, key))


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A button of the preview, or of what was posted; an old one says what became of it."""
    one, action = _again(tx, visit.token.subject), visit.token.action
    match one.state:
        case AnnouncementState.DRAFT if action == POST:
            return _post(tx, visit, one)
        case AnnouncementState.DRAFT if action == CANCEL:
            tx.announcements.cancel(one.key)
            return Say(Message(text=visit.say("Cancelled. Nothing was posted, and the draft is gone.")))
        case AnnouncementState.DRAFT if action == CHANGE:
            return _ask(visit, one, CHANGE)
        case AnnouncementState.DRAFT:
            return _preview(tx, visit, one)
        case AnnouncementState.POSTED if action == CORRECT:
            return _ask(visit, one, CORRECT)
        case AnnouncementState.POSTED if action == RETRACT:
            announced.take_back(tx, one, visit.now)
            _audit(tx, visit, RETRACT)
            return Say(Message(text=announced.taken_back(visit.say)))
        case AnnouncementState.POSTED:
            return Say(_posted(visit, one, announced.standing(tx, visit, one)))
        case AnnouncementState.RETRACTED:
            return Say(Message(text=visit.say("It was taken back already; nothing was changed now.")))
        case AnnouncementState.CANCELLED:
            return Say(Message(text=visit.say("It was cancelled, and nothing was posted.")))
        case never:
            assert_never(never)


def filled(tx: Tx, visit: Visit) -> Reply:
    """The form of a draft, or of a correction, comes back."""
    one, words = _again(tx, visit.token.subject), _words(visit)
    if not words:
        return _refuse(visit, visit.say("There is nothing to post yet: please write something."))
    match one.state:
        case AnnouncementState.DRAFT:
            problem = _too_long(visit, words, limits.ANSWER_CHARACTERS)
            if problem is not None:
                return _refuse(visit, problem)
            tx.announcements.reword(one.key, words, _audience(visit))
            return _preview(tx, visit, _again(tx, one.key))
        case AnnouncementState.POSTED if visit.token.action == CORRECT:
            return _correct(tx, visit, one, words)
        case _:
            return pressed(tx, visit)


def _post(tx: Tx, visit: Visit, one: Announcement) -> Reply:
    owed = announced.owed(tx, visit.cohort_plan, one, visit.now)
    if not owed:
        return Refuse(_nobody(visit, one))
    tx.announcements.post(one.key, visit.now)
    tx.deliveries.add([*owed, _kept(visit, one)])
    _audit(tx, visit, WORD)
    return Say(_posted(visit, one, announced.on_its_way(tx, visit, one.audience, len(owed))))


def _kept(visit: Visit, one: Announcement) -> Owed:
    """The buttons in the admin's own conversation: an answer to a click is gone when a chat is restarted."""
    start = one.words[:EXCERPT] + ("…" if len(one.words) > EXCERPT else "")
    when = When(visit.now, visit.person.person.zone)
    text = visit.say(
        "“{start}” was posted {when}. Here you can correct it or take it back.", start=start, when=when
    )
    return Owed(
        name=f"announced/{one.key}",
        kind=KIND,
        nature=Nature.ANSWER,
        place=Place(at=visit.event.account),
        due_at=visit.now,
        person=visit.person.id,
        subject=one.key,
        content=dump_message(_posted(visit, one, text)),
    )


def _correct(tx: Tx, visit: Visit, one: Announcement, words: str) -> Reply:
    if words == one.words:
        return Say(_posted(visit, one, visit.say("These are the words that it has; nothing was changed.")))
    problem = _too_long(visit, words, max(len(one.words), SURELY_FITS))
    if problem is not None:
        return _refuse(visit, problem)
    tx.announcements.correct(one.key, words)
    announced.correct(tx, _again(tx, one.key), visit.now)
    _audit(tx, visit, CORRECT)
    text = visit.say(
        "Corrected. Where it was shown it reads anew, and where it has not arrived only the new words will."
    )
    return Say(_posted(visit, one, joined(text, announced.while_held(tx, visit))))


def _preview(tx: Tx, visit: Visit, one: Announcement) -> Reply:
    """The announcement exactly as it will look, and what can be done with it."""
    count = announced.count(tx, visit.cohort_plan, one)
    if not count:
        return Refuse(_nobody(visit, one))
    say = visit.say
    buttons = (
        Button(label=plain(say("Post it")), token=Token(WORD, one.key, POST), style="primary"),
        Button(label=plain(say("Change it")), token=Token(WORD, one.key, CHANGE)),
        Button(label=plain(say("Cancel")), token=Token(WORD, one.key, CANCEL)),
    )
    heading = announced.heading(visit.say, one.audience, count, visit.cohort_plan.cohort.title)
    return Say(Message(text=joined(heading, ("\n\n", one.words)), buttons=buttons))


def _posted(visit: Visit, one: Announcement, text: Text) -> Message:
    say = visit.say
    buttons = (
        Button(label=plain(say("Correct")), token=Token(WORD, one.key, CORRECT)),
        Button(label=plain(say("Retract")), token=Token(WORD, one.key, RETRACT), style="danger"),
    )
    return Message(text=text, buttons=buttons)


def _ask(visit: Visit, one: Announcement, action: str) -> Reply:
    say = visit.say
    words = Field(key="text", label=plain(say("What you want to say")), kind="long_text", value=one.words)
    choices = tuple(
        Choice(label=plain(say(choice.label)), value=choice.value) for choice in ANNOUNCE.params[1].choices
    )
    to = Field(key="to", label=plain(say("To whom")), kind="choice", choices=choices, value=one.audience)
    return Ask(
        Form(
            token=Token(WORD, one.key, action),
            title=plain(say("Announcement")),
            fields=(words, to) if action == CHANGE else (words,),
        )
    )


def _again(tx: Tx, key: str) -> Announcement:
    one = tx.announcements.by_key(key)
    if one is None:
        raise LookupError(f"the engine lets nobody in whose token names no announcement: {key}")
    return one


def _words(visit: Visit) -> str:
    return visit.values().get("text", "").strip()


def _audience(visit: Visit) -> Audience:
    return Audience.EVERYONE if visit.values().get("to") == Audience.EVERYONE else Audience.CHANNEL


def _too_long(visit: Visit, words: str, most: int) -> Text | None:
    if len(words) <= most:
        return None
    return visit.say(
        "That has {count} characters, and at most {most} fit here. Please shorten it.",
        count=len(words),
        most=most,
    )


def _refuse(visit: Visit, problem: Text) -> Refuse:
    return Refuse(problem, {"text": problem} if isinstance(visit.event, FormSubmitted) else {})


def _nobody(visit: Visit, one: Announcement) -> Text:
    match one.audience:
        case Audience.CHANNEL:
            return visit.say(
                "This cohort has no channel in the configuration, so there is nowhere to post it. "
                "To write to each creator, use to: everyone."
            )
        case Audience.EVERYONE:
            return visit.say("No creator is under way at the moment, so there is nobody to write to.")
        case never:
            assert_never(never)


def _audit(tx: Tx, visit: Visit, action: str) -> None:
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action=action, subject=visit.token.subject)


FEATURE = Feature(
    name="announcing",
    commands=(CommandRoute(command=ANNOUNCE, run=announce, who=Who.ADMIN),),
    tokens=(TokenRoute(word=WORD, about=owner, pressed=pressed, filled=filled, who=Who.ADMIN),),
)
