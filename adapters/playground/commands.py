"""The declared commands as they are typed on the page, and what can be typed next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.chat.reply import Refuse
from bot.chat.text import Text
from bot.chat.typed_command import Unclear as Unclear
from bot.chat.typed_command import Use as Use
from bot.chat.typed_command import parse as parse
from bot.chat.typed_command import usage as usage

MOST = 12
"""So many suggestions at once."""
_QUOTES = re.compile(r"[\"“”„«»\\]")
_TELLING = re.compile(r"[\s\"“”„«»'‘‚\\]|^[\w-]+[=:]")
"""What would be read as something else than a part of a value, unless it stands in quotes."""
_NAMED = re.compile(r"([\w-]+)=(\"(?:[^\"\\]|\\.)*\"?|\S*)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be typed: how the whole line would read then, and what it means."""

    line: str
    label: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that the core has offers for: of which parameter, what is typed of it, the line before it."""

    command: str
    param: str
    typed: str
    begun: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What can be typed next."""

    suggestions: tuple[Suggestion, ...] = ()
    text: str = ""
    wants: Wanted | None = None


def hint(typed: str, commands: Sequence[Command]) -> Hint:
    """What can be typed next in a line; nothing for a line that is no command."""
    if not typed.startswith("/"):
        return Hint()
    line = typed[1:]
    meant = [one for one in commands if line == one.name or line.startswith(f"{one.name} ")]
    if not meant:
        found = _names(line, commands)
        more = len(found) - MOST
        return Hint(suggestions=found[:MOST], text=f"{more} more: type on." if more > 0 else "")
    command = max(meant, key=lambda one: len(one.name))
    return _parameters(command, line[len(command.name) :], commands, line)


def offered(wanted: Wanted, choices: Sequence[Choice]) -> tuple[Suggestion, ...]:
    """The line with each of the choices in the place of the value that is being typed."""
    return tuple(Suggestion(f"{wanted.begun}{_quoted(one.value)} ", one.label) for one in choices[:MOST])


def refused(reply: Refuse) -> Text:
    """A refusal with what is wrong with each value, for where no form is open."""
    told: list[Text] = [(f"\n• {reply.labels.get(key, key)}: ", *why) for key, why in reply.problems.items()]
    return (*reply.besides, *(span for one in told for span in one))


def _names(line: str, commands: Sequence[Command]) -> tuple[Suggestion, ...]:
    wanted = line.casefold().split()
    near = [one for one in commands if one.name.startswith(line.casefold())]
    near += [one for one in commands if one not in near and all(word in one.name for word in wanted)]
    return tuple(Suggestion(f"/{one.name} ", usage(one), one.summary) for one in near)


def _parameters(command: Command, rest: str, commands: Sequence[Command], line: str) -> Hint:
    given = dict(_NAMED.findall(rest))
    longer = _names(line, [one for one in commands if one.name.startswith(f"{line.rstrip()} ")])
    last = re.search(r"([\w-]+)=(\"(?:[^\"\\]|\\.)*|\S*)$", rest)
    param = next((one for one in command.params if last and one.name == last[1]), None)
    if last and param is not None:
        return _value(command, param, last[2].lstrip('"'), f"/{line[: len(line) - len(last[2])]}")
    missing = [one for one in command.params if one.name not in given]
    begun = f"/{line.rstrip()} "
    return Hint(
        suggestions=(
            *longer,
            *(Suggestion(f"{begun}{one.name}=", _named(one), one.summary) for one in missing),
        ),
        text=usage(command),
    )


def _value(command: Command, param: Param, typed: str, begun: str) -> Hint:
    if param.offered:
        return Hint(text=param.summary, wants=Wanted(command.name, param.name, typed, begun))
    near = [one for one in param.choices if typed.casefold() in one.label.casefold()]
    made = tuple(Suggestion(f"{begun}{_quoted(one.value)} ", one.label) for one in near)
    return Hint(suggestions=made, text=param.summary)


def _named(param: Param) -> str:
    return param.name if param.required else f"[{param.name}]"


def _quoted(value: str) -> str:
    if not _TELLING.search(value):
        return value
    return '"' + _QUOTES.sub(r"\\\g<0>", value) + '"'
