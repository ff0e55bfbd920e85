"""Everything typed is answered: as the answer to a question, as something known, else with what to do."""

from bot.chat.event import TextReceived
from bot.chat.reply import Refuse, Reply
from bot.engine.feature import Feature, Intent
from bot.engine.performing import perform_intent
from bot.engine.visit import Visit
from bot.features.taking import take_answer
from bot.features.understanding import understand
from bot.store.tx import Tx


def typed(tx: Tx, visit: Visit) -> Reply:
    """Creators are understood; whoever is none is told so."""
    return perform_intent(tx, visit, _ANYTHING, {})


def _answer(tx: Tx, visit: Visit) -> Reply:
    taken = take_answer(tx, visit)
    if taken is not None:
        return taken
    text = visit.event.text if isinstance(visit.event, TextReceived) else ""
    found = understand(text, visit.intents, visit.person.person.language)
    if found is not None:
        return perform_intent(tx, visit, found.intent, found.given)
    return Refuse(visit.say("I don't know that. Type /program help to see what I can do."))


_ANYTHING = Intent(name="typed", says="", run=_answer)
FEATURE = Feature(name="typed", typed=typed)
