"""What people send is made whole: half a character, which no database can keep, is marked as lost."""

import re
from dataclasses import replace

from bot.chat.event import ChoicesAsked, CommandUsed, Event, FormSubmitted, PageOpened, TextReceived

_HALF = re.compile("[\ud800-\udfff]")
"""A surrogate without its other half: JSON may carry one, UTF-8 can't."""
_LOST = "\ufffd"


def whole(event: Event) -> Event:
    """The event with every text in it such that it can be stored."""
    match event:
        case TextReceived(text=text, attachments=attachments):
            return replace(event, text=_whole(text), attachments=tuple(map(_whole, attachments)))
        case CommandUsed(values=()):
            return event
        case CommandUsed(values=values) | FormSubmitted(values=values):
            return replace(event, values=tuple((name, _whole(value)) for name, value in values))
        case ChoicesAsked(typed=typed):
            return replace(event, typed=_whole(typed))
        case PageOpened(path=path):
            return replace(event, path=_whole(path))
        case _:
            return event


def _whole(text: str) -> str:
    return _HALF.sub(_LOST, text)
