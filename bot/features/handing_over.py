"""Handing over: a matter goes to another mentor or admin of the cohort, who is told."""

from bot.chat import limits
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Message
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, plain
from bot.chat.token import Token
from bot.domain.matter import HANDED_ON_AFTER, MatterKind
from bot.engine.feature import Feature, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features.closing import closed_already, matter_of
from bot.features.matter_words import HAND_OVER
from bot.features.matters import HANDOVER, promise, tell_of, whose
from bot.features.owning import seers, staff
from bot.store.matters import Matter
from bot.store.people import Known
from bot.store.tx import Tx


def pressed(tx: Tx, visit: Visit) -> Reply:
    """To whom?"""
    matter, say = matter_of(tx, visit), visit.say
    if matter.closed_at is not None:
        return closed_already(tx, visit, matter)
    others = _others(tx, visit, matter)
    if not others:
        return Refuse(say("There is nobody else on the team whom I know."))
    choices = tuple(
        Choice(label=one.person.name[: limits.CHOICE_LABEL], value=one.person.key) for one in others
    )
    asked = Field(key="to", label=plain(say("To whom?")), kind="choice", choices=choices)
    return Ask(Form(token=Token(HAND_OVER, matter.key), title=plain(say("Hand over")), fields=(asked,)))


def _others(tx: Tx, visit: Visit, matter: Matter) -> list[Known]:
    """Everybody of the team who does not have it yet."""
    return [one for one in staff(tx, visit.cohort_plan) if one.id != matter.owner][: limits.FIELD_CHOICES]


def filled(tx: Tx, visit: Visit) -> Reply:
    """Give it away: the new owner is told, and so is the old one if it was not they who did it."""
    matter, plan, now = matter_of(tx, visit), visit.cohort_plan, visit.now
    if matter.closed_at is not None:
        return closed_already(tx, visit, matter)
    wanted = visit.values().get("to", "")
    new = next((one for one in staff(tx, plan) if one.person.key == wanted), None)
    if new is None:
        return Refuse(visit.say("Please choose somebody of the team."), {"to": visit.say("Choose one.")})
    if new.id == matter.owner:
        return Refuse(visit.say("{who} has it already.", who=Strong(new.person.name)))
    former = seers(tx, plan, matter.owner, now)
    tx.matters.give(matter.key, new.id, now)
    if matter.kind is MatterKind.HELP and not matter.is_answered:
        promise(tx, matter, HANDOVER, now + HANDED_ON_AFTER)
    told = seers(tx, plan, new.id, now)
    reached = _tell(tx, visit, matter, former, told)
    tx.audit.add(
        at=now, actor=visit.person.person.key, action="hand over", subject=visit.creator.enrolment.key
    )
    return Say(Message(text=_given(visit, new, told, reached)))


def _tell(tx: Tx, visit: Visit, matter: Matter, former: list[Known], told: list[Known]) -> bool:
    """Whether the new one could be told."""
    giver = Strong(visit.person.person.name)
    enrolled, plan, now = visit.creator, visit.cohort_plan, visit.now

    def given(say: Wording) -> Text:
        return say("{giver} hands this over to you.", giver=giver)

    def taken(say: Wording) -> Text:
        return say("{giver} handed this over to somebody else.", giver=giver)

    name = f"handed over/{visit.event.id}"
    reached = [tell_of(tx, one, matter, enrolled, plan, now, name=name, first=given) for one in told]
    for one in former:
        if one.id not in {visit.person.id, *(known.id for known in told)}:
            tell_of(tx, one, matter, enrolled, plan, now, name=f"{name}/former", first=taken)
    return any(reached)


def _given(visit: Visit, new: Known, told: list[Known], reached: bool) -> Text:
    who = Strong(new.person.name)
    if not reached:
        return visit.say("{who} has it now. I can't write to them yet, so please tell them.", who=who)
    if len(told) == 1 and told[0].id != new.id:
        other = Strong(told[0].person.name)
        return visit.say("{who} is away, so {other} has it now, and is told.", who=who, other=other)
    return visit.say("{who} has it now, and is told.", who=who)


FEATURE = Feature(
    name="handing over",
    tokens=(TokenRoute(word=HAND_OVER, about=whose, pressed=pressed, filled=filled, who=Who.MENTOR),),
)
