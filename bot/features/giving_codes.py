"""Giving codes: an admin gets a joining code for somebody whose account nobody knows yet."""

from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, Strong, Text, phrase
from bot.config.roster import folded
from bot.engine.creators import SHOWN
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.features.codes import make_joining_code
from bot.features.setting_words import chat_of
from bot.features.steering import choices, cohort_of
from bot.store.people import Known
from bot.store.tx import Tx

CODE = Command(
    name="cohort code",
    summary=phrase("A joining code for somebody of the cohort whose account I don't know"),
    params=(Param(name="name", summary=phrase("Who joins with it"), kind="person"),),
)


def code(tx: Tx, visit: Visit) -> Reply:
    """Make one, and show it once, to the admin alone."""
    row, words = cohort_of(tx, visit), visit.values()["name"]
    if isinstance(row, Refuse):
        return row
    number = _people(tx, visit, row.id).get(folded(words))
    if number is None:
        shown = words.strip()[:SHOWN]
        return Refuse(
            visit.say(
                "Nobody in this cohort is called “{name}”. {command} invites them.",
                name=shown,
                command=Slash("cohort enrol"),
            )
        )
    known, accounts = tx.people.by_id(number), tx.people.accounts(number)
    if known is None or accounts:
        return Refuse(
            visit.say(
                "I know an account of “{name}” on {chats} already, so no code is needed: they press Join in "
                "the programme's channel there. To add one elsewhere they use {command} there, or you put it "
                "into the roster file and import it.",
                name=words.strip()[:SHOWN],
                chats=", ".join(map(chat_of, accounts)),
                command=Slash("program link"),
            )
        )
    return Say(Message(text=code_of(tx, visit, known)))


def code_of(tx: Tx, visit: Visit, known: Known) -> Text:
    """A new code in words, in the place of an earlier one. The log keeps for whom it is; never the code."""
    made = make_joining_code(tx, known.id, visit.now)
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="code", subject=known.person.key)
    return visit.say(
        "The joining code of {name} is {code}. It works once, within 14 days, and instead of any earlier "
        "one. I don't show it again: give it to them yourself, and have them write it to me.",
        name=known.person.name,
        code=Strong(made),
    )


def _people(tx: Tx, visit: Visit, cohort: int) -> dict[str, int]:
    """The creators and leaders of a cohort, by folded name."""
    plan = visit.cohort_plan
    leaders = {folded(one.person.name): one.id for one in tx.people.named(plan.mentors | plan.admins)}
    return leaders | {folded(one.name): one.person_id for one in tx.caseload.members(cohort)}


def offered(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """The creators of the cohort whom no chat knows."""
    row = cohort_of(tx, visit)
    if isinstance(row, Refuse):
        return ()
    names = (one.name for one in tx.caseload.members(row.id) if not one.reachable)
    return choices(((name, name) for name in names), typed)


FEATURE = Feature(
    name="giving codes",
    commands=(CommandRoute(command=CODE, run=code, who=Who.ADMIN, offers=(("name", offered),)),),
)
