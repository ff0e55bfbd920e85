"""Authority is decided in the engine: everything is tried by everybody, and held against the table."""

from collections.abc import Iterator

import pytest

from bot.chat.reply import Ask, Offer, Say
from bot.domain.keys import person_key
from bot.engine.feature import About as Named
from bot.engine.feature import Who
from tests.authority.cast import CREATORS, Actor
from tests.authority.stage import SORRY, UNSEEN, Outcome, Stage
from tests.authority.table import About, may
from tests.authority.things import Things, named_things
from tests.authority.tries import CREATOR, Try, every_try
from tests.builders import SECRET

REFUSALS = (
    "I don't know this account yet.",
    "That isn't yours to use.",
    "That creator is not among yours: ",
    "That is for the creators of the programme.",
    "That is for the admins of the programme.",
    "That is for the mentors of the programme.",
    "You aren't in yet.",
    "You are no longer in this programme",
)
"""How the engine says no."""
TRIES = tuple(every_try())


@pytest.mark.parametrize("one", TRIES, ids=lambda one: one.title)
async def test_the_table_holds(one: Try, stage: Stage, things: Things) -> None:
    """Whoever may is let in; who may not is refused, on record, and without any effect."""
    wrong: list[str] = []
    for actor in Actor:
        for about, subject in subjects(one, actor, things):
            outcome = await stage.tries(one.does(actor, subject, stage.number()), one.intent)
            wrong += [f"{actor}, {about}: {fault}" for fault in faults(one, actor, about, outcome)]

    assert not wrong, "\n".join(wrong)


def subjects(one: Try, actor: Actor, things: Things) -> Iterator[tuple[About, str]]:
    """What the table tells apart, as far as this try can name it."""
    if not one.names:
        yield About.OWN, ""
    elif one.names == CREATOR:
        if actor is not Actor.OTHER_ADMIN:
            yield About.ANAS, Actor.ANA.value
    else:
        anas = things[one.names, Actor.ANA]
        yield (About.COHORTS if anas.of_cohort else About.ANAS), anas.key
        own = own_thing(one.names, actor, things)
        if own is not None:
            yield About.OWN, own


def own_thing(names: str, actor: Actor, things: Things) -> str | None:
    """The key of what is somebody's own, or their cohort's, if there can be such a thing."""
    if actor in CREATORS:
        return things[names, actor].key
    if actor is Actor.STRANGER:
        return None
    if named_things()[names][1] is Named.PERSON:
        return person_key(SECRET, actor.value)
    neighbour = Actor.ELSEWHERE if actor is Actor.OTHER_ADMIN else Actor.ANA
    thing = things[names, neighbour]
    return thing.key if thing.of_cohort else None


LOOKED_AT = frozenset(("homes",))
"""What a home showed when it was looked at is kept, so that it is shown again when it would show more."""


def faults(one: Try, actor: Actor, about: About, outcome: Outcome) -> Iterator[str]:
    """What is wrong with an outcome."""
    if SORRY in outcome.said:
        yield "fails"
    if outcome.breach:
        yield f"can't be shown: {outcome.breach}"
    if isinstance(outcome.reply, Say) and not outcome.reply.private:
        yield "is answered in public"
    if may(actor, one.who, about):
        if outcome.refused or (one.who is not Who.ANYBODY and outcome.said.startswith(REFUSALS)):
            yield f"is refused: {outcome.said}"
        if one.reads and outcome.changed - LOOKED_AT:
            yield f"only looks, and changes {sorted(outcome.changed)}"
        if one.asks and (not isinstance(outcome.reply, Ask) or outcome.changed.difference(UNSEEN)):
            yield f"is not asked: {outcome.said or outcome.reply}, changes {sorted(outcome.changed)}"
        return
    if outcome.refused != (on_record(actor),):
        yield f"is not on record as refused: {outcome.refused}, answered {outcome.said or outcome.reply}"
    if outcome.changed.difference(UNSEEN):
        yield f"is refused, and changes {sorted(outcome.changed)}"
    if not (outcome.said.startswith(REFUSALS) if outcome.said else outcome.reply == Offer(())):
        yield f"is not told no: {outcome.said or outcome.reply}"


def on_record(actor: Actor) -> str:
    """What the audit log calls somebody."""
    return "stranger on discord" if actor is Actor.STRANGER else person_key(SECRET, actor.value)
