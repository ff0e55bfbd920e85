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


def hint(typed: str, commands: Sequence[Command], language: str | None = None) -> Hint:
    """What can be typed next in a line, as its reader calls it; nothing for a line that is no command."""
    if not typed.startswith("/"):
        return Hint()
    line = typed[1:]
    begun = [
        (len(name), one)
        for one in commands
        for name in one.called
        if line == name or line.startswith(f"{name} ")
    ]
    if not begun:
        found = _names(line, commands, language)
        more = len(found) - MOST
        return Hint(suggestions=found[:MOST], text=f"{more} more: type on." if more > 0 else "")
    length, command = max(begun, key=lambda one: one[0])
    longer = [one for one in commands if any(name.startswith(f"{line.rstrip()} ") for name in one.called)]
    return _parameters(command, line, length, _names(line, longer, language), language)


def _as_read(command: Command, language: str | None) -> Command:
    """The command as it is called in a language."""
    return dict(command.translated).get(language or "", command)


def offered(wanted: Wanted, choices: Sequence[Choice]) -> tuple[Suggestion, ...]:
    """The line with each of the choices in the place of the value that is being typed."""
    return tuple(Suggestion(f"{wanted.begun}{_quoted(one.value)} ", one.label) for one in choices[:MOST])


def refused(reply: Refuse) -> Text:
    """A refusal with what is wrong with each value, for where no form is open."""
    told: list[Text] = [(f"\n• {reply.labels.get(key, key)}: ", *why) for key, why in reply.problems.items()]
    return (*reply.besides, *(span for one in told for span in one))


def _names(line: str, commands: Sequence[Command], language: str | None) -> tuple[Suggestion, ...]:
    begun, wanted = line.casefold(), line.casefold().split()
    near = [one for one in commands if any(name.startswith(begun) for name in one.called)]
    near += [
        one
        for one in commands
        if one not in near and any(all(word in name for word in wanted) for name in one.called)
    ]
    read = (_as_read(one, language) for one in near)
    return tuple(Suggestion(f"/{one.name} ", usage(one), one.summary) for one in read)


def _parameters(
    command: Command, line: str, length: int, longer: tuple[Suggestion, ...], language: str | None
) -> Hint:
    """What may follow the name of a command, which is so long in the line."""
    read, rest = _as_read(command, language), line[length:]
    called = {name: at for one in (command, read) for at, name in enumerate(_params(one))}
    last = re.search(r"([\w-]+)=(\"(?:[^\"\\]|\\.)*|\S*)$", rest)
    if last is not None and (at := called.get(last[1])) is not None:
        begun = f"/{line[: len(line) - len(last[2])]}"
        return _value(command, command.params[at], read.params[at], last[2].lstrip('"'), begun)
    given = {called.get(name) for name, _ in _NAMED.findall(rest)}
    missing = (one for at, one in enumerate(read.params) if at not in given)
    begun = f"/{line.rstrip()} "
    offers = (Suggestion(f"{begun}{one.name}=", _named(one), one.summary) for one in missing)
    return Hint(suggestions=(*longer, *offers), text=usage(read))


def _params(command: Command) -> list[str]:
    return [param.name for param in command.params]


def _value(command: Command, param: Param, read: Param, typed: str, begun: str) -> Hint:
    if param.offered:
        return Hint(text=read.summary, wants=Wanted(command.name, param.name, typed, begun))
    near = [one for one in read.choices if typed.casefold() in one.label.casefold()]
    made = tuple(Suggestion(f"{begun}{_quoted(one.value)} ", one.label) for one in near)
    return Hint(suggestions=made, text=read.summary)


def _named(param: Param) -> str:
    return param.name if param.required else f"[{param.name}]"


def _quoted(value: str) -> str:
    if not _TELLING.search(value):
        return value
    return '"' + _QUOTES.sub(r"\\\g<0>", value) + '"'
