"""The codec of events writes what happened as one line of JSON, and reads it back strictly.

Loading raises ValueError for anything that dumping would not have written.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypedDict, assert_never

from bot.chat.codec import dump_place, load_place
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
from bot.chat.place import Account, MessageRef, Place, Platform, Profile
from bot.chat.token import Token

# What json.loads gives before it is checked; it never leaves this file.
Json = Any

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class _Head(TypedDict):
    """What every event says."""

    id: str
    at: datetime
    account: Account
    place: Place
    seen: Profile


def dump_event(event: Event) -> str:
    """An event with everything that it carries."""
    return _write([_dump_head(event), *_dump_own(event)])


def load_event(text: str) -> Event:
    """The event that dump_event wrote."""
    match json.loads(text):
        case [list(head), str(kind), *own]:
            return _load_own(kind, own, _load_head(head))
        case other:
            raise ValueError(f"not an event: {other!r}")


def _dump_own(event: Event) -> list[Json]:
    match event:
        case CommandUsed():
            return ["command", event.command, event.values]
        case ButtonPressed():
            return ["press", str(event.token), event.key, _dump_ref(event.ref)]
        case FormSubmitted():
            return ["form", str(event.token), event.values]
        case TextReceived():
            return ["text", event.text, event.attachments, _dump_ref(event.ref)]
        case ChoicesAsked():
            return ["choices", event.command, event.param, event.typed]
        case PageOpened():
            return ["page", event.path]
        case PersonJoined():
            return ["joined"]
        case PersonLeft():
            return ["left"]
        case PersonChanged():
            return ["changed"]
        case _:
            assert_never(event)


def _load_own(kind: str, own: list[Json], head: _Head) -> Event:
    match [kind, *own]:
        case ["command", str(command), list(values)]:
            return CommandUsed(**head, command=command, values=_pairs(values))
        case ["press", str(token), str() | None as key, ref]:
            return ButtonPressed(**head, token=Token.parse(token), key=key, ref=_load_ref(ref))
        case ["form", str(token), list(values)]:
            return FormSubmitted(**head, token=Token.parse(token), values=_pairs(values))
        case ["text", str(text), list(attachments), ref]:
            return TextReceived(**head, text=text, attachments=_strings(attachments), ref=_load_ref(ref))
        case ["choices", str(command), str(param), str(typed)]:
            return ChoicesAsked(**head, command=command, param=param, typed=typed)
        case ["page", str(path)]:
            return PageOpened(**head, path=path)
        case ["joined"]:
            return PersonJoined(**head)
        case ["left"]:
            return PersonLeft(**head)
        case ["changed"]:
            return PersonChanged(**head)
        case other:
            raise ValueError(f"not an event: {other!r}")


def _dump_head(event: Event) -> list[Json]:
    if event.at.tzinfo is None:
        raise ValueError(f"an instant is aware: {event.at!r}")
    account, seen = event.account, event.seen
    return [
        event.id,
        event.at.astimezone(UTC).isoformat(),
        [account.platform, account.workspace, account.user],
        dump_place(event.place),
        [seen.name, seen.locale, seen.zone],
    ]


def _load_head(read: list[Json]) -> _Head:
    match read:
        case [
            str(id_),
            str(at),
            [str(platform), str(workspace), str(user)],
            str(place),
            [str(name), str() | None as locale, str() | None as zone],
        ]:
            instant = datetime.fromisoformat(at)
            if instant.tzinfo is None:
                raise ValueError(f"an instant is aware: {at!r}")
            return _Head(
                id=id_,
                at=instant,
                account=Account(platform=Platform(platform), workspace=workspace, user=user),
                place=load_place(place),
                seen=Profile(name=name, locale=locale, zone=zone),
            )
        case other:
            raise ValueError(f"not the head of an event: {other!r}")


def _dump_ref(ref: MessageRef | None) -> Json:
    return None if ref is None else [dump_place(ref.place), ref.id]


def _load_ref(read: Json) -> MessageRef | None:
    match read:
        case None:
            return None
        case [str(place), str(id_)]:
            return MessageRef(place=load_place(place), id=id_)
        case other:
            raise ValueError(f"not a reference to a message: {other!r}")


def _pairs(read: Sequence[Json]) -> tuple[tuple[str, str], ...]:
    pairs = tuple(_strings(pair) for pair in read if isinstance(pair, list))
    if len(pairs) != len(read) or any(len(pair) != 2 for pair in pairs):
        raise ValueError(f"not names with values: {read!r}")
    return tuple((name, value) for name, value in pairs)


def _strings(read: Sequence[Json]) -> tuple[str, ...]:
    for one in read:
        if not isinstance(one, str):
            raise ValueError(f"not a string: {one!r}")
    return tuple(read)
