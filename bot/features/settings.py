"""Settings: what a person sees and changes of how they live; each change holds from then on."""

from dataclasses import replace

from bot.chat.command import Command, Param
from bot.chat.form import Choice, Form
from bot.chat.message import Button, Message
from bot.chat.place import Account
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.text import Slash, Text, joined, phrase, plain
from bot.chat.token import Token, key_of
from bot.domain.people import QuietHours
from bot.domain.zones import zones_beginning
from bot.engine.feature import About, CommandRoute, Feature, Intent, TokenRoute, Who
from bot.engine.tongues import called, spoken
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features import living, notice, told
from bot.features.setting_forms import (
    days_form,
    language_form,
    quiet_form,
    read_days,
    read_language,
    read_quiet,
    read_zone,
    zone_form,
)
from bot.features.setting_words import chat_of, clock, days_of, quiet_of, settings_of
from bot.store.tx import Tx

WORD = "set"
OFFERED = 10

SETTINGS = Command(
    name="program settings",
    summary=phrase("Your time zone, language, working days, quiet hours, and where I write to you"),
)
ZONE = Command(
    name="program zone",
    summary=phrase("Tell me the time zone you live in"),
    params=(Param(name="zone", summary=phrase("Such as Europe/Madrid or Africa/Nairobi")),),
)


def show(tx: Tx, visit: Visit) -> Reply:
    """All settings, each with a button that changes it."""
    return Say(overview(tx, visit, visit.say("Your settings:")))


def overview(tx: Tx, visit: Visit, first: Text) -> Message:
    """The settings as they are on record now, after a first line."""
    known, say = visit.person, visit.say
    accounts = tx.people.accounts(known.id)
    accepted = tx.people.progress_of_joining(known.id).notice == notice.VERSION
    finish = () if accepted or visit.enrolled is None else (notice.accept_button(known.person.key, say),)
    return Message(
        text=joined(first, settings_of(known.person, accounts, visit.now, say)),
        buttons=(
            *finish,
            _button(visit, say("Time zone"), "zone"),
            _button(visit, say("Language"), "language"),
            _button(visit, say("Working days"), "days"),
            _button(visit, say("Quiet hours"), "quiet"),
            *(
                place_button(visit, account, say("Write to me on {chat}", chat=chat_of(account)))
                for account in accounts[1:]
            ),
        ),
    )


def place_button(visit: Visit, account: Account, label: Text) -> Button:
    """Makes an account the preferred place."""
    return _button(visit, label, f"place-{_mark(account)}")


def pressed(tx: Tx, visit: Visit) -> Reply:
    """Ask for a new value, or take the place over at once."""
    action = visit.token.action
    if action.startswith("place-"):
        return _prefer(tx, visit, action.removeprefix("place-"))
    form = _form(visit, action)
    return (
        Refuse(
            visit.say("That setting is gone. {command} shows them all.", command=Slash("program settings"))
        )
        if form is None
        else Ask(form)
    )


def filled(tx: Tx, visit: Visit) -> Reply:
    """Take over what was filled in."""
    values, say = visit.values(), visit.say
    match visit.token.action:
        case "zone":
            return zone_set(tx, visit)
        case "language":
            return _done(tx, visit, read_language(values, spoken(visit.plans), say))
        case "days":
            return _done(tx, visit, read_days(values, say))
        case "quiet":
            return _done(tx, visit, read_quiet(values, say))
        case _:
            return Refuse(
                say("That setting is gone. {command} shows them all.", command=Slash("program settings"))
            )


def move(tx: Tx, visit: Visit) -> Reply:
    """The command that names a zone."""
    zone = read_zone(visit.values(), visit.say)
    if isinstance(zone, Refuse):
        return Refuse(zone.text)
    living.move(tx, visit.person, zone, visit.now)
    told.note(tx, visit)
    return Say(Message(text=noted_zone(visit, zone)))


def zone_set(tx: Tx, visit: Visit) -> Reply:
    """Take over the zone of a form."""
    zone = read_zone(visit.values(), visit.say)
    if isinstance(zone, Refuse):
        return zone
    living.move(tx, visit.person, zone, visit.now)
    told.note(tx, visit)
    return Say(overview(tx, anew(tx, visit), noted_zone(visit, zone)))


def anew(tx: Tx, visit: Visit) -> Visit:
    """The visit with its person as they are on record by now, and in their language."""
    known = tx.people.by_id(visit.person.id)
    if known is None:
        raise LookupError("the person of a visit is on record")
    return replace(visit, known=known, say=wording(known.person.language))


def zones_offered(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """Zones that begin as typed."""
    return tuple(Choice(label=zone, value=zone) for zone in zones_beginning(typed, OFFERED))


def _form(visit: Visit, action: str) -> Form | None:
    person, token, say = visit.person.person, visit.token, visit.say
    match action:
        case "zone":
            return zone_form(token, person, say)
        case "language":
            return language_form(token, person, spoken(visit.plans), say)
        case "days":
            return days_form(token, person, say)
        case "quiet":
            return quiet_form(token, person, say)
        case _:
            return None


def _done(tx: Tx, visit: Visit, value: str | frozenset[int] | QuietHours | Refuse) -> Reply:
    known, now = visit.person, visit.now
    match value:
        case Refuse():
            return value
        case str():
            living.speak(tx, known, value, now)
            visit = anew(tx, visit)
            noted = visit.say("Noted: I speak {language} with you now.", language=called(value))
        case QuietHours():
            living.rest(tx, known, value, now)
            noted = _noted_quiet(visit, value)
        case _:
            living.work_on(tx, known, value, now)
            noted = visit.say("Noted: your working days are {days} now.", days=days_of(value, visit.say))
    return Say(overview(tx, anew(tx, visit), noted))


def _prefer(tx: Tx, visit: Visit, mark: str) -> Reply:
    accounts = tx.people.accounts(visit.person.id)
    chosen = next((account for account in accounts if _mark(account) == mark), None)
    if chosen is None:
        return Refuse(
            visit.say(
                "That account is no longer yours here. {command} shows those that are.",
                command=Slash("program settings"),
            )
        )
    if chosen != accounts[0]:
        living.prefer(tx, visit.person, chosen, visit.now)
    return Say(Message(text=visit.say("Noted: I write to you on {chat}.", chat=chat_of(chosen))))


def noted_zone(visit: Visit, zone: str) -> Text:
    """That they live by other clocks now."""
    time = clock(visit.now, zone)
    return visit.say("Noted: you live by {zone} time now; it is {time} there.", zone=zone, time=time)


def _noted_quiet(visit: Visit, quiet: QuietHours) -> Text:
    if quiet.start == quiet.end:
        return visit.say("Noted: I may write to you at any hour now.")
    return visit.say("Noted: your quiet hours are {hours} now.", hours=quiet_of(quiet, visit.say))


def _button(visit: Visit, label: Text, action: str) -> Button:
    return Button(label=plain(label), token=Token(WORD, visit.person.person.key, action))


def _mark(account: Account) -> str:
    return key_of(account.platform, account.workspace, account.user)[:12]


FEATURE = Feature(
    name="settings",
    commands=(
        CommandRoute(command=SETTINGS, run=show, who=Who.PERSON, reads=True),
        CommandRoute(command=ZONE, run=move, who=Who.PERSON, offers=(("zone", zones_offered),)),
    ),
    tokens=(TokenRoute(word=WORD, about=About.PERSON, pressed=pressed, filled=filled, who=Who.PERSON),),
    intents=(
        Intent(
            name="settings",
            says=phrase(
                "settings; my settings; quiet hours; my time zone; I moved; change my time zone; "
                "change my language"
            ),
            run=show,
            who=Who.PERSON,
        ),
    ),
)
