"""The stage lets actors act: each event becomes an act of the world, and goes through the door."""

from adapters.memory.acts import Act, Does, Press, Submit, Use
from adapters.memory.adapter import MemoryAdapter
from bot.chat.event import ButtonPressed, CommandUsed, Event, FormSubmitted
from bot.chat.reply import Reply


class Stage:
    """Hands events to the adapter of their platform, under all the rules that a platform has."""

    def __init__(self, adapters: list[MemoryAdapter]) -> None:
        self._adapters = {adapter.platform: adapter for adapter in adapters}

    async def perform(self, event: Event) -> Reply | None:
        """Do it; what was answered, or None if it was done before."""
        act = Act(id=event.id, at=event.at, account=event.account, place=event.place, does=_does(event))
        return await self._adapters[event.account.platform].deliver(act)


def _does(event: Event) -> Does:
    match event:
        case ButtonPressed(token=token, key=key, ref=ref):
            return Press(f"{token}/{key or ''}/0", ref)
        case FormSubmitted(token=token, values=values):
            return Submit(str(token), values)
        case CommandUsed(command=command, values=values):
            return Use(command, values)
        case _:
            raise ValueError(f"no actor does this: {type(event).__name__}")
