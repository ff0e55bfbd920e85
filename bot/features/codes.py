"""Codes: an account that nobody knows is tied to a person by proof, never by name."""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.chat.command import Command, Param
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, Strong, Text, joined, phrase
from bot.domain.codes import TRIES, Code, CodeKind, new_code, read_code
from bot.domain.people import EnrolmentState
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.subject import with_enrolment
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features.joining import come_in, join_button
from bot.features.setting_words import chat_of
from bot.features.settings import place_button
from bot.store.codes import CodeRow
from bot.store.people import Known
from bot.store.tx import Tx

LINK = Command(
    name="program link", summary=phrase("Show a code that ties your account on another chat to you")
)
JOIN = Command(
    name="program join",
    summary=phrase("Use a code: a joining code from the team, or your own link code"),
    params=(Param(name="code", summary=phrase("Such as K7QM-4X2P-9D")),),
)


def make_joining_code(tx: Tx, person_id: int, now: datetime) -> str:
    """A code for somebody on the roster who has no account yet: it lasts 14 days and voids an earlier one."""
    return str(_new(tx, person_id, CodeKind.JOIN, now))


def use_code(tx: Tx, visit: Visit, text: str) -> Reply | None:
    """What is answered to a code that was typed; None where the text does not look like one."""
    code = read_code(text)
    return None if code is None else _use(tx, visit, code)


def link(tx: Tx, visit: Visit) -> Reply:
    """Show a code that the person types to the bot on the other chat."""
    code = _new(tx, visit.person.id, CodeKind.LINK, visit.now)
    text = visit.say(
        "Your link code is {code}. Within 10 minutes, write it to me on the other chat, alone in a message "
        "or with {command}. It works once; show it to nobody.",
        code=Strong(str(code)),
        command=Slash("program join"),
    )
    return Say(Message(text=text))


def join(tx: Tx, visit: Visit) -> Reply:
    """Use a code that a command brings."""
    answer = use_code(tx, visit, visit.values().get("code", ""))
    return answer or Refuse(visit.say("A code has ten letters and digits, such as K7QM-4X2P-9D."))


def _new(tx: Tx, person: int, kind: CodeKind, now: datetime) -> Code:
    code = new_code()
    while tx.codes.by_label(code.label) is not None:
        code = new_code()
    tx.codes.replace(person, kind, code, tx.meta.secret(), now + kind.lasts)
    return code


def _use(tx: Tx, visit: Visit, code: Code) -> Reply:
    row = tx.codes.by_label(code.label)
    # A label that nobody has takes as long, and gets the same answer, as a wrong secret.
    proved = code.proves(tx.meta.secret(), row.digest if row else "")
    if row is None or not proved:
        if row is not None:
            tx.codes.missed(row.id)
        return Refuse(_wrong(visit))
    owner = tx.people.by_id(row.person)
    spent = _spent(visit, row)
    if spent is not None or owner is None:
        return Refuse(spent or _wrong(visit))
    if visit.known is not None:
        return Refuse(_taken(visit, visit.known, owner))
    return _tie(tx, visit, row, owner)


def _wrong(visit: Visit) -> Text:
    """The same whether there is such a code or not."""
    return visit.say(
        "That code doesn't work. Look whether every letter is right; a code is for one use, and stops "
        "working after {tries} wrong tries. The programme's team can make you a new one.",
        tries=TRIES,
    )


def _spent(visit: Visit, row: CodeRow) -> Text | None:
    """Why a code that was proved does nothing any more; only who holds it reads this."""
    say = visit.say
    if row.used_at is not None:
        return say(
            "That code was used already. A new one comes from the team, or from {command}.",
            command=Slash("program link"),
        )
    if row.tries_left <= 0:
        return say(
            "Somebody tried that code with {tries} wrong endings, so it no longer works. A new one comes "
            "from the team, or from {command}.",
            tries=TRIES,
            command=Slash("program link"),
        )
    if visit.now >= row.expires_at:
        return say(
            "That code is too old. A new one comes from the team, or from {command}.",
            command=Slash("program link"),
        )
    return None


def _taken(visit: Visit, known: Known, owner: Known) -> Text:
    """An account never passes from one person to another."""
    if known.id == owner.id:
        return visit.say("This account is yours already. Use the code on the other chat.")
    return visit.say(
        "This account belongs to {name} already, so the code can't tie it to somebody else. If that is "
        "wrong, ask the programme's team.",
        name=known.person.name,
    )


def _tie(tx: Tx, visit: Visit, row: CodeRow, owner: Known) -> Reply:
    """Tie the account to the code's person, and go on as what the code was made for."""
    before = tx.people.accounts(owner.id)
    if row.kind is CodeKind.JOIN and before:
        return Refuse(
            visit.say(
                "You have an account here already: use {command} there to add this one.",
                command=Slash("program link"),
            )
        )
    tx.codes.used(row.id, visit.now)
    tx.people.add_account(owner.id, visit.event.account, preferred=not before)
    tx.people.opened(visit.event.account, visit.now)
    key = owner.person.key
    tx.audit.add(at=visit.now, actor=key, action=f"{row.kind} code", subject=key)
    visit = replace(visit, known=owner, say=wording(owner.person.language))
    match row.kind:
        case CodeKind.JOIN:
            return Say(_joined(tx, visit))
        case CodeKind.LINK:
            return Say(_linked(tx, visit))
        case never:
            assert_never(never)


def _joined(tx: Tx, visit: Visit) -> Message:
    """Whoever has one invitation is in with the code; of several they choose."""
    invited = [
        one
        for one in tx.enrolments.of_person(visit.person.id)
        if one.enrolment.state is EnrolmentState.INVITED and visit.plans.get(one.cohort) is not None
    ]
    if len(invited) == 1:
        visit = with_enrolment(visit, invited[0])
        plan = visit.cohort_plan.in_language(visit.person.person.language)
        return come_in(tx, replace(visit, plan=plan))
    name = visit.person.person.name
    if not invited:
        return Message(text=visit.say("Welcome, {name}! I know this account as yours now.", name=name))
    rows = [tx.cohorts.by_id(one.cohort_id) for one in invited]
    return Message(
        text=visit.say(
            "Welcome, {name}! You are invited to several cohorts; join those you want.", name=name
        ),
        buttons=tuple(
            replace(join_button(visit, row.key), label=visit.plans.named(row.name).cohort.title)
            for row in rows
            if row is not None
        ),
    )


def _linked(tx: Tx, visit: Visit) -> Message:
    """Both accounts are one person now; where to write to them is theirs to say."""
    first, here, say = tx.people.accounts(visit.person.id)[0], visit.event.account, visit.say
    text = say(
        "Linked: you are {name} here, too, with the same programme and progress.",
        name=Strong(visit.person.person.name),
    )
    question = say(
        "I write to you on {chat}. Shall I go on there, or write to you here?", chat=chat_of(first)
    )
    return Message(
        text=joined(text, (" ",), question),
        buttons=(
            place_button(visit, here, say("Write to me here")),
            place_button(visit, first, say("Keep {chat}", chat=chat_of(first))),
        ),
    )


FEATURE = Feature(
    name="codes",
    commands=(
        CommandRoute(command=LINK, run=link, who=Who.PERSON),
        CommandRoute(command=JOIN, run=join, who=Who.ANYBODY),
    ),
)
