"""What is heard is whole: half a character, which some clients send, can't be kept and is a question mark."""

from dataclasses import replace

from bot.chat.event import ChoicesAsked, CommandUsed, Event, FormSubmitted, PersonChanged, TextReceived


def heard(event: Event) -> Event:
    """The event with text that can be written in UTF-8."""
    match event:
        case CommandUsed(values=()):
            return event
        case CommandUsed(values=values) | FormSubmitted(values=values):
            return replace(event, values=tuple((name, _whole(value)) for name, value in values))
        case TextReceived(text=text):
            return replace(event, text=_whole(text))
        case ChoicesAsked(typed=typed):
            return replace(event, typed=_whole(typed))
        case _:
            return event


def changed(event: Event) -> PersonChanged:
    """What the chat would have told, had the profile that came with the event just changed."""
    return PersonChanged(id=event.id, at=event.at, account=event.account, place=event.place, seen=event.seen)


def beside_the_room(event: Event) -> tuple[Event, str | None]:
    """The event in its account's place, and the room that it came from, which only the courier needs."""
    place = event.place
    if not place.private or place.thread is None:
        return event, None
    return replace(event, place=replace(place, thread=None)), place.thread


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
