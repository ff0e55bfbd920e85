"""Offering: values for a parameter while it is being typed, and only to who may use the command."""

from bot.chat import limits
from bot.chat.event import ChoicesAsked
from bot.chat.reply import Offer, Refuse
from bot.engine.authority import Refused, Unclear, admit
from bot.engine.creators import offered
from bot.engine.feature import CommandRoute
from bot.engine.subject import led, narrowed
from bot.engine.visit import Visit
from bot.store.tx import Tx


def offer(tx: Tx, visit: Visit, route: CommandRoute, event: ChoicesAsked) -> Offer | Refused:
    """What may be chosen, at most as many as a chat shows."""
    admitted = admit(tx, visit, route)
    if isinstance(admitted, Refused):
        return admitted
    if isinstance(admitted, Refuse):
        return Offer(())
    asker = admitted.visit if isinstance(admitted, Unclear) else admitted
    if event.param == route.creator:
        return Offer(offered(tx, asker, narrowed(asker, led(asker, route.who)), event.typed))
    for param, choices in route.offers:
        if param == event.param:
            return Offer(choices(tx, asker, event.typed)[: limits.OFFERED_CHOICES])
    return Offer(())
