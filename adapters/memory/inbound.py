"""What a person did in the world becomes an Event, with an id made from the act itself."""

from typing import assert_never

from adapters.memory.acts import Act, Lookup, Press, Submit, Turn, Type, Use, Visit
from adapters.memory.faults import Breach
from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    Event,
    FormSubmitted,
    PageOpened,
    PersonChanged,
    PersonJoined,
    PersonLeft,
    TextReceived,
)
from bot.chat.place import MessageRef, Place, Platform, Profile
from bot.chat.token import Token


def event_of(act: Act, platform: Platform) -> Event:
    """The event that the core is told of; the same act gives the same id for ever."""
    if act.at.tzinfo is None:
        raise Breach(f"an act has an aware time: {act}")
    id, at, account, place, seen = f"{platform}/{act.id}", act.at, act.account, act.place, act.seen
    match act.does:
        case Press(custom_id=custom_id, ref=ref):
            token, key = read_custom_id(custom_id)
            return ButtonPressed(
                id=id, at=at, account=account, place=place, seen=seen, token=token, key=key, ref=ref
            )
        case Type(text=text, attachments=attachments):
            ref = MessageRef(place=place, id=act.id)
            return TextReceived(
                id=id, at=at, account=account, place=place, seen=seen,
                text=text, attachments=attachments, ref=ref,
            )  # fmt: skip
        case Submit(token=written, values=values):
            token = Token.parse(written)
            return FormSubmitted(
                id=id, at=at, account=account, place=place, seen=seen, token=token, values=values
            )
        case Use(command=command, values=values):
            return CommandUsed(
                id=id, at=at, account=account, place=place, seen=seen, command=command, values=values
            )
        case Lookup(command=command, param=param, typed=typed):
            return ChoicesAsked(
                id=id, at=at, account=account, place=place, seen=seen,
                command=command, param=param, typed=typed,
            )  # fmt: skip
        case Visit(path=path):
            return PageOpened(id=id, at=at, account=account, place=place, seen=seen, path=path)
        case Turn(what=what):
            return _turned(what, id=id, act=act, seen=seen, place=place)
        case _:
            assert_never(act.does)


def read_custom_id(custom_id: str) -> tuple[Token, str | None]:
    """The token and the delivery key that a button carries; None for an answer's button."""
    written, key, _index = custom_id.rsplit("/", 2)
    return Token.parse(written), key or None


def _turned(what: str, *, id: str, act: Act, seen: Profile, place: Place) -> Event:
    kinds: dict[str, type[PersonJoined | PersonLeft | PersonChanged]]
    kinds = {"joined": PersonJoined, "left": PersonLeft, "changed": PersonChanged}
    return kinds[what](id=id, at=act.at, account=act.account, place=place, seen=seen)
