"""The codec writes messages, parts, places and forms as compact JSON, and reads them back strictly.

Loading raises ValueError for anything that dumping would not have written.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, cast, get_args

from bot.chat import picture_codec
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Button, ButtonStyle, File, FileKind, Message, Part, Picture
from bot.chat.place import Account, Channel, MessageRef, Place, Platform
from bot.chat.text import Link, Mention, Slash, Span, Strong, Text, TimeStyle, When
from bot.chat.token import Token

# What json.loads gives before it is checked; it never leaves this file.
Json = Any

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_STYLES = get_args(ButtonStyle)
_FILE_KINDS = get_args(FileKind)
_TIME_STYLES = get_args(TimeStyle)
_FIELD_KINDS = get_args(FieldKind)


def dump_part(part: Part) -> str:
    """One part of a laid-out message."""
    return _write(_attached({"content": part.content}, part))


def load_part(text: str) -> Part:
    """The part that dump_part wrote."""
    read = _object(text, ("content",), "buttons", "picture", "file")
    return _part(_string(read["content"]), read)


def dump_attached(part: Part) -> str:
    """What hangs on one part of a laid-out message: all but its content."""
    return _write(_attached({}, part))


def load_attached(content: str, text: str) -> Part:
    """The part with this content, and with what dump_attached wrote."""
    return _part(content, _object(text, (), "buttons", "picture", "file"))


def _part(content: str, read: dict[str, Json]) -> Part:
    return Part(content=content, buttons=_buttons(read), picture=_picture(read), file=_file(read))


def dump_message(message: Message) -> str:
    """A whole message, before it is laid out."""
    written: dict[str, Json] = {"text": [_dump_span(span) for span in message.text]}
    if message.body is not None:
        written["body"] = message.body
    return _write(_attached(written, message))


def load_message(text: str) -> Message:
    """The message that dump_message wrote."""
    read = _object(text, ("text",), "body", "buttons", "picture", "file")
    return Message(
        text=tuple(_load_span(span) for span in _list(read["text"])),
        body=_string(read["body"]) if "body" in read else None,
        buttons=_buttons(read),
        picture=_picture(read),
        file=_file(read),
    )


def dump_text(text: Text) -> str:
    """The spans of a text."""
    return _write([_dump_span(span) for span in text])


def load_text(text: str) -> Text:
    """The spans that dump_text wrote."""
    return tuple(_load_span(span) for span in _list(_parsed(text)))


def dump_place(place: Place) -> str:
    """A place; the same place always gives the same string, so it may serve as a key."""
    return _write(_dump_place(place))


def _dump_place(place: Place) -> Json:
    at = place.at
    kind, own = ("account", at.user) if isinstance(at, Account) else ("channel", at.id)
    written = [kind, at.platform, at.workspace, own]
    return written if place.thread is None else [*written, place.thread]


def load_place(text: str) -> Place:
    """The place that dump_place wrote."""
    match _parsed(text):
        case ["account" | "channel" as kind, str(platform), str(workspace), str(own), *rest] if _thread(rest):
            made: Callable[..., Account | Channel] = Account if kind == "account" else Channel
            named = {"user" if kind == "account" else "id": own}
            at = made(platform=Platform(platform), workspace=workspace, **named)
            return Place(at=at, thread=rest[0] if rest else None)
        case other:
            raise ValueError(f"not a place: {other!r}")


def dump_form(form: Form) -> str:
    """A form with its fields."""
    fields = [
        [f.key, f.label, f.kind, f.required, [[c.label, c.value] for c in f.choices], f.hint, f.value]
        for f in form.fields
    ]
    return _write([str(form.token), _dump_span(form.title), fields])


def load_form(text: str) -> Form:
    """The form that dump_form wrote."""
    match _parsed(text):
        case [str(token), title, list(fields)]:
            read = tuple(_load_field(field) for field in fields)
            return Form(token=Token.parse(token), title=_load_title(title), fields=read)
        case other:
            raise ValueError(f"not a form: {other!r}")


def _load_title(read: Json) -> str | Slash:
    match _load_span(read):
        case str() | Slash() as title:
            return title
        case other:
            raise ValueError(f"not a title: {other!r}")


def _load_field(read: Json) -> Field:
    match read:
        case [str(key), str(label), str(kind), bool(required), list(choices), str(hint), str(value)]:
            return Field(
                key=key,
                label=label,
                kind=cast(FieldKind, _one_of(kind, _FIELD_KINDS)),
                required=required,
                choices=tuple(Choice(label=_string(one), value=_string(two)) for one, two in choices),
                hint=hint,
                value=value,
            )
        case _:
            raise ValueError(f"not a field: {read!r}")


def _dump_span(span: Span) -> Json:
    match span:
        case str():
            return span
        case Mention(account=None, name=name):
            return ["mention", name]
        case Mention(account=Account() as account, name=name):
            return ["mention", name, account.platform, account.workspace, account.user]
        case When(at=at, zone=zone, style=style, language=language):
            if at.tzinfo is None:
                raise ValueError(f"an instant is aware: {at!r}")
            return ["when", at.astimezone(UTC).isoformat(), zone, style, language]
        case Strong(text=text):
            return ["strong", text]
        case Link(label=label, url=url):
            return ["link", label, url]
        case Slash(name=name):
            return ["slash", name]


def _load_span(read: Json) -> Span:
    match read:
        case str():
            return read
        case ["mention", str(name)]:
            return Mention(None, name)
        case ["mention", str(name), str(platform), str(workspace), str(user)]:
            return Mention(Account(platform=Platform(platform), workspace=workspace, user=user), name)
        case ["when", str(at), str(zone), str(style), str(language)]:
            instant = datetime.fromisoformat(at)
            if instant.tzinfo is None:
                raise ValueError(f"an instant is aware: {at!r}")
            return When(instant, zone, cast(TimeStyle, _one_of(style, _TIME_STYLES)), language)
        case ["strong", str(text)]:
            return Strong(text)
        case ["link", str(label), str(url)]:
            return Link(label, url)
        case ["slash", str(name)]:
            return Slash(name)
        case _:
            raise ValueError(f"not a span: {read!r}")


def _attached(written: dict[str, Json], carrier: Part | Message) -> dict[str, Json]:
    if carrier.buttons:
        written["buttons"] = [[button.label, str(button.token), button.style] for button in carrier.buttons]
    if carrier.picture is not None:
        written["picture"] = picture_codec.written(carrier.picture)
    if carrier.file is not None:
        file = carrier.file
        written["file"] = [file.name, file.media_type, file.kind, file.ids]
    return written


def _buttons(read: dict[str, Json]) -> tuple[Button, ...]:
    return tuple(_load_button(button) for button in _list(read["buttons"])) if "buttons" in read else ()


def _load_button(read: Json) -> Button:
    match read:
        case [str(label), str(token), str(style)] if style in _STYLES:
            return Button(label=label, token=Token.parse(token), style=cast(ButtonStyle, style))
        case _:
            raise ValueError(f"not a button: {read!r}")


def _picture(read: dict[str, Json]) -> Picture | None:
    found = read.get("picture")
    return None if found is None else picture_codec.read(found)


def _file(read: dict[str, Json]) -> File | None:
    match read.get("file"):
        case None:
            return None
        case [str(name), str(media_type), str(kind), list(ids)]:
            known = cast(FileKind, _one_of(kind, _FILE_KINDS))
            return File(name=name, media_type=media_type, kind=known, ids=_strings(ids))
        case other:
            raise ValueError(f"not a file: {other!r}")


def _parsed(text: str) -> Json:
    return json.loads(text)


def _object(text: str, needed: Sequence[str], *optional: str) -> dict[str, Json]:
    read = _parsed(text)
    if not isinstance(read, dict) or not set(needed) <= read.keys() <= {*needed, *optional}:
        raise ValueError(f"wants an object with {[*needed]} and perhaps {[*optional]}: {text[:80]!r}")
    return read


def _list(read: Json) -> list[Json]:
    if not isinstance(read, list):
        raise ValueError(f"not a list: {read!r}")
    return read


def _string(read: Json) -> str:
    if not isinstance(read, str):
        raise ValueError(f"not a string: {read!r}")
    return read


def _strings(read: Json) -> tuple[str, ...]:
    return tuple(_string(one) for one in _list(read))


def _one_of(read: str, known: tuple[str, ...]) -> str:
    if read not in known:
        raise ValueError(f"not one of {', '.join(known)}: {read!r}")
    return read


def _thread(rest: list[Json]) -> bool:
    return not rest or (len(rest) == 1 and isinstance(rest[0], str))


def dump_ref(ref: MessageRef) -> str:
    """A message's place and id as JSON."""
    return json.dumps({"place": _dump_place(ref.place), "id": ref.id})


def load_ref(text: str) -> MessageRef:
    """The reference that dump_ref wrote."""
    match _parsed(text):
        case {"place": list(place), "id": str(id), **rest} if not rest:
            return MessageRef(place=load_place(_write(place)), id=id)
        case other:
            raise ValueError(f"not a reference to a message: {other!r}")
