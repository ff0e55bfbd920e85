"""Privacy: what is stored about a person, a copy of it, and erasing it."""

from bot.chat.codec import dump_message
from bot.chat.command import Command
from bot.chat.message import Button, File, Message
from bot.chat.place import Place
from bot.chat.reply import Refuse, Replace, Reply, Say
from bot.chat.text import Slash, phrase, plain
from bot.chat.token import Token
from bot.domain.may_send import Nature
from bot.domain.wall import local_day
from bot.engine.feature import About, CommandRoute, Feature, Intent, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features import privacy_words
from bot.features.leaving import leave
from bot.store.deliveries import Owed
from bot.store.tx import Tx

WORD = "privacy"
EXPORT = "export"

PRIVACY = Command(
    name="program privacy",
    summary=phrase("What I keep about you; get a copy of it, or have it erased"),
)


def show(tx: Tx, visit: Visit) -> Reply:
    """What is stored, in counts and words."""
    counts = tx.records.count(visit.person.id, tx.people.places(visit.person.id))
    return Say(
        Message(
            text=privacy_words.stored(visit.person, counts, visit.say),
            buttons=(
                Button(label=plain(visit.say("Export")), token=_token(visit, "export")),
                Button(label=plain(visit.say("Erase")), token=_token(visit, "erase"), style="danger"),
            ),
        )
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A copy, the question whether to erase, or its answer."""
    match visit.token.action:
        case "export":
            return _export(tx, visit)
        case "erase":
            return Replace(_question(tx, visit))
        case "erase-all":
            return Replace(_erase(tx, visit))
        case "keep":
            return Replace(Message(text=visit.say("Nothing was erased.")))
        case _:
            return Refuse(
                visit.say(
                    "That is no longer asked. Type {command} to see what I keep.",
                    command=Slash("program privacy"),
                )
            )


def _export(tx: Tx, visit: Visit) -> Reply:
    """Everything, as a file in the private conversation; what is in it is read when it leaves."""
    known, say = visit.person, visit.say
    text = say(
        "Everything that I keep about you is in this file, table by table, as it is stored. A browser or "
        "a text editor opens it."
    )
    copy = File(
        name=f"my-data-{local_day(visit.now, known.person.zone)}.json",
        media_type="application/json",
        kind="copy",
        ids=(known.person.key,),
    )
    owed = Owed(
        name=f"{EXPORT}/{known.person.key}/{visit.now:%Y-%m-%dT%H:%M}",
        kind=EXPORT,
        nature=Nature.ANSWER,
        place=Place(at=visit.event.account),
        due_at=visit.now,
        person=known.id,
        content=dump_message(Message(text=text, file=copy)),
    )
    tx.deliveries.add([owed])
    key = known.person.key
    tx.audit.add(at=visit.now, actor=key, action=EXPORT, subject=key)
    return Say(Message(text=say("I am sending it to you in private, as a file.")))


def _question(tx: Tx, visit: Visit) -> Message:
    counts = tx.records.count(visit.person.id, tx.people.places(visit.person.id))
    return Message(
        text=privacy_words.warning(counts, visit.say),
        buttons=(
            Button(
                label=plain(visit.say("Erase everything")), token=_token(visit, "erase-all"), style="danger"
            ),
            Button(label=plain(visit.say("Keep it")), token=_token(visit, "keep")),
        ),
    )


def _erase(tx: Tx, visit: Visit) -> Message:
    """Leave every cohort, and be forgotten."""
    known = visit.person
    # Who leaves is promised nothing more, so what was promised is counted before.
    promised = tx.records.count(known.id, tx.people.places(known.id)).get("timers", 0)
    for enrolled in tx.enrolments.of_person(known.id):
        leave(tx, enrolled, visit)
    announced = tx.announcements.erase_words_of(known.id, visit.now)
    tx.audit.add(at=visit.now, actor=known.person.key, action="erase", subject=known.person.key)
    erased = tx.erasing.erase(known, tx.people.accounts(known.id), visit.now)
    counts = {**erased.gone, "announcements": announced, "timers": promised}
    return Message(text=privacy_words.gone(known.person, counts, visit.now, visit.say))


def _token(visit: Visit, action: str) -> Token:
    return Token(WORD, visit.person.person.key, action)


FEATURE = Feature(
    name="privacy",
    commands=(CommandRoute(command=PRIVACY, run=show, who=Who.PERSON, reads=True),),
    tokens=(TokenRoute(word=WORD, about=About.PERSON, pressed=pressed, who=Who.PERSON),),
    intents=(
        Intent(
            name="privacy",
            says=phrase(
                "privacy; my data; what do you know about me; export my data; delete my data; erase me"
            ),
            run=show,
            who=Who.PERSON,
        ),
    ),
)
