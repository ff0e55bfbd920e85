"""A form becomes a modal; what was filled in is read back from the raw interaction, never from memory."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, assert_never

import discord

from bot.chat import limits
from bot.chat.form import Field, Form
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse
from bot.chat.text import Say, Strong, Text, joined, plain
from bot.chat.token import Token

_ROW, _LABEL, _SELECT, _TEXT = 1, 18, 3, 4  # Discord, Component Types.
_TITLE: Final = 45  # Discord: the title of a modal.
_LONGEST: Final = 4_000  # Discord: a text input's value and max_length.

# The parsed JSON of an interaction, before anything of it is checked; it never leaves this file.
Json = Any


class Asked(discord.ui.Modal):
    """A modal that is shown and forgotten: what is filled in comes back with its token.

    discord.py keeps a modal until it is finished, so this one is from the first.
    """

    def is_finished(self) -> bool:
        """Always: nothing waits here for the answers."""
        return True


def modal_of(form: Form, say: Say) -> discord.ui.Modal:
    """The form as a modal, prefilled with the values of its fields."""
    modal = Asked(title=plain((form.title,))[:_TITLE], custom_id=str(form.token))
    for field in form.fields:
        modal.add_item(_label(field, say))
    return modal


def _label(field: Field, say: Say) -> discord.ui.Label[Asked]:
    item = _select(field, say) if field.choices else _input(field, say)
    return discord.ui.Label(text=field.label, description=field.hint or None, component=item)


def _select(field: Field, say: Say) -> discord.ui.Select[Asked]:
    options = [
        discord.SelectOption(label=choice.label, value=choice.value, default=choice.value == field.value)
        for choice in field.choices
    ]
    return discord.ui.Select(
        custom_id=field.key,
        options=options,
        required=field.required,
        min_values=1 if field.required else 0,
        max_values=1,
        placeholder=plain(say("Choose one")),
    )


def _input(field: Field, say: Say) -> discord.ui.TextInput[Asked]:
    # One line can't hold several; whoever wrote them before shall see them all.
    long = field.kind == "long_text" or "\n" in field.value
    value = field.value[:_LONGEST]
    return discord.ui.TextInput(
        custom_id=field.key,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        required=field.required,
        max_length=max(limits.ANSWER_CHARACTERS, len(value)),
        default=value or None,
        placeholder=_placeholder(field, say),
    )


def _placeholder(field: Field, say: Say) -> str | None:
    """What a value looks like, where not every text is one."""
    match field.kind:
        case "number":
            return plain(say("A number in digits, such as {example}", example="12"))
        case "link":
            return plain(say("An address that begins with {start}", start="https://"))
        case "date":
            return plain(say("A day, such as {example}", example="2027-03-08"))
        case "text" | "long_text" | "choice":
            return None
        case _:
            assert_never(field.kind)


def values_of(data: Mapping[str, Json]) -> tuple[tuple[str, str], ...]:
    """What was filled in, by field: `data` is the raw data of the interaction."""
    return tuple(_values(data.get("components") or ()))


def _values(components: Json) -> Iterator[tuple[str, str]]:
    for one in components:
        match one:
            case {"type": 18, "component": dict(inner)}:
                yield from _values((inner,))
            case {"type": 1, "components": list(row)}:
                yield from _values(row)
            case {"type": 4, "custom_id": str(key)}:
                yield key, str(one.get("value") or "")
            case {"custom_id": str(key), "values": list(chosen)}:
                yield key, str(chosen[0]) if chosen else ""
            case _:
                pass


def problems_message(refuse: Refuse, labels: Mapping[str, str], token: Token, say: Say) -> Message:
    """A refused form in words, and the button that opens it again with what was filled in.

    `labels` are those of the fields, by key; a problem of another field stands without one.
    """
    lines: list[Text] = [refuse.besides] if refuse.besides else []
    for key, problem in refuse.problems.items():
        label = labels.get(key)
        lines.append(joined((Strong(f"{label}:"), " "), problem) if label else problem)
    text = joined(*(part for line in lines for part in (("\n",), line)))
    button = Button(label=plain(say("Change my answers")), token=token, style="primary")
    return Message(text=_without_break(text) or refuse.text, buttons=(button,))


def _without_break(text: Text) -> Text:
    """The text without the line break that it begins with."""
    match text:
        case (str(first), *rest):
            return joined((first.removeprefix("\n"),), tuple(rest))
        case _:
            return text
