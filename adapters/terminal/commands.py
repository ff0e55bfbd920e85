"""The declared commands as they are typed: "/program pause weeks=2 mode=skip", weeks:2 or just 2 skip."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.chat.command import Command, Param
from bot.chat.text import Say, Text, plain

# A quote opens only where a value begins, so that "I don't know" needs none.
_QUOTED = re.compile(r""""((?:[^"\\]|\\.)*)"(?=\s|$)|'([^']*)'(?=\s|$)""")
_NAMED = re.compile(r"([\w-]+)(?:=|:(?=\S))")
"""A parameter's name: written as here, or as Discord shows it."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Use:
    """A command and what was given to it; what is missing is for the core to ask."""

    command: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why a line is no use of a command; `listed` are the commands that may have been meant."""

    why: Text
    listed: tuple[Command, ...] = ()


def parse(line: str, commands: Sequence[Command], say: Say) -> Use | Unclear:
    """Read a line that begins with a slash; of two commands the one with the longer name is meant."""
    typed = line.removeprefix("/").strip()
    words = [word.casefold() for word in typed.split()]
    for command in sorted(commands, key=lambda one: len(one.name.split()), reverse=True):
        name = command.name.split()
        if words[: len(name)] == name:
            return _values(command, _after(typed, len(name)), say)
    return _unknown(words, commands, say)


def usage(command: Command) -> str:
    """How a command is typed: what may be left out stands in brackets."""
    params = (param.name if param.required else f"[{param.name}]" for param in command.params)
    return " ".join((f"/{command.name}", *params))


def _unknown(words: Sequence[str], commands: Sequence[Command], say: Say) -> Unclear:
    if words in ([], ["help"]):
        return Unclear(say("These are the commands:"), tuple(commands))
    group = tuple(one for one in commands if one.name.split()[: len(words)] == list(words))
    if group:
        return Unclear(say("These commands begin with /{typed}:", typed=" ".join(words)), group)
    near = tuple(one for one in commands if one.name.split()[0] == words[0]) or tuple(commands)
    return Unclear(say("There is no command /{typed}. These are there:", typed=" ".join(words)), near)


def _after(typed: str, words: int) -> str:
    pieces = typed.split(maxsplit=words)
    return pieces[words] if len(pieces) > words else ""


def _values(command: Command, rest: str, say: Say) -> Use | Unclear:
    values: dict[str, str] = {}
    while rest := rest.strip():
        param, rest = _param(command, rest, values)
        if param is None:
            why = say(
                "{usage} takes no more than that; “{rest}” is left over.", usage=usage(command), rest=rest
            )
            return Unclear(why)
        value, rest = _value(command, param, rest, values)
        checked = _checked(param, value, say)
        if isinstance(checked, Unclear):
            return checked
        values[param.name] = checked
    return Use(command.name, tuple((name, value) for name, value in values.items() if value))


def _param(command: Command, rest: str, values: Iterable[str]) -> tuple[Param | None, str]:
    """Which parameter comes next: the one that is named, else the first that was not given yet."""
    open_ones = [param for param in command.params if param.name not in values]
    if named := _NAMED.match(rest):
        for param in open_ones:
            if param.name == named[1].casefold():
                return param, rest[named.end() :]
    return (open_ones[0] if open_ones else None), rest


def _value(command: Command, param: Param, rest: str, values: Iterable[str]) -> tuple[str, str]:
    """A word, or what stands in quotes; the last parameter, if it is text, takes all that is left."""
    if quoted := _QUOTED.match(rest):
        if quoted[1] is None:
            return quoted[2], rest[quoted.end() :]
        return re.sub(r"\\(.)", r"\1", quoted[1]), rest[quoted.end() :]
    if param is command.params[-1] and param.kind in ("text", "long_text") and not param.choices:
        end = _next_named(command, param, rest, values)
        return rest[:end].strip(), rest[end:]
    word = _WORD.match(rest)
    return (word[0], rest[word.end() :]) if word else ("", rest)


def _next_named(command: Command, param: Param, rest: str, values: Iterable[str]) -> int:
    """Where the words end because another parameter is named."""
    others = {one.name for one in command.params if one is not param} - set(values)
    ends = (found.start() for found in re.finditer(rf"(?<=\s){_NAMED.pattern}", rest) if found[1] in others)
    return min(ends, default=len(rest))


def _checked(param: Param, value: str, say: Say) -> str | Unclear:
    if not value:
        return value
    if param.choices:
        labels = [plain(say(choice.label)) for choice in param.choices]
        for choice, label in zip(param.choices, labels, strict=True):
            if value.casefold() in (label.casefold(), choice.label.casefold(), choice.value.casefold()):
                return choice.value
        return Unclear(say("{param} is one of: {choices}.", param=param.name, choices=", ".join(labels)))
    if param.kind == "number" and not _is_number(value):
        return Unclear(say("{param} is a number in digits, such as 2.", param=param.name))
    return value


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[+-]?\d[\d.,' ]*", value) is not None
