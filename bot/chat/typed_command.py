"""The declared commands as they are typed: "/program pause weeks=2 mode=skip", weeks:2 or just 2 skip."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.chat.command import Command, Param
from bot.chat.text import Say, Text, plain

# A quote opens only where a value begins, so that "I don't know" needs none; phones write curly ones.
_QUOTED = re.compile(
    r"""["“”„«»]((?:[^"“”„«»\\]|\\.)*)["“”„«»](?=\s|$)|['‘‚]([^'’‘]*(?:['’]\w[^'’‘]*)*)['’](?=\s|$)"""
)
_NAMED = re.compile(r"([\w-]+)(?:=|:(?=\S))")
"""A parameter's name: written as here, or as Discord shows it."""
_WORD = re.compile(r"<@[^<>]*>|\S+")
_OPEN_ENDED = ("text", "long_text", "person", "date")
"""Kinds whose values may have blanks in them."""


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


def parse(line: str, commands: Sequence[Command], say: Say, *, prefix: str = "") -> Use | Unclear:
    """Read a line that begins with a slash; of two commands the one with the longer name is meant.

    Names, parameters and choices are known in every language that they have. `prefix` is what stands
    before the first word where others have taken it.
    """
    typed = line.removeprefix("/").removeprefix(prefix).strip()
    words = [word.casefold() for word in typed.split()]
    said = " ".join((*words, ""))
    begun = [command for command in commands if said.startswith(command.called)]
    # Of two that are called the same the one is meant that is called so in English.
    meant = [
        (len(name.split()), name == command.name, command)
        for command in begun
        for name in command.called
        if said.startswith(f"{name} ")
    ]
    if not meant:
        return _unknown(words, commands, say, prefix)
    length, _, command = max(meant, key=lambda one: one[:2])
    return _Reading(command, say, prefix).values(_after(typed, length))


def usage(command: Command, *, prefix: str = "") -> str:
    """How a command is typed: what may be left out stands in brackets."""
    params = (param.name if param.required else f"[{param.name}]" for param in command.params)
    return " ".join((f"/{prefix}{command.name}", *params))


def _unknown(words: Sequence[str], commands: Sequence[Command], say: Say, prefix: str) -> Unclear:
    if words in ([], ["help"]):
        return Unclear(say("These are the commands:"), tuple(commands))
    typed = prefix + " ".join(words)
    group = tuple(one for one in commands if one.name.split()[: len(words)] == list(words))
    if group:
        return Unclear(say("These commands begin with /{typed}:", typed=typed), group)
    near = tuple(one for one in commands if one.name.split()[0] == words[0]) or tuple(commands)
    return Unclear(say("There is no command /{typed}. These are there:", typed=typed), near)


def _after(typed: str, words: int) -> str:
    pieces = typed.split(maxsplit=words)
    return pieces[words] if len(pieces) > words else ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """The values of one command are being read."""

    command: Command
    say: Say
    prefix: str

    def values(self, rest: str) -> Use | Unclear:
        values: dict[str, str] = {}
        while rest := rest.strip():
            param, named, rest = self._param(rest, values)
            if param is None:
                return self._left_over(rest)
            value, rest = self._value(param, rest, values, named=named)
            checked = self._checked(param, value)
            if isinstance(checked, Unclear):
                return checked
            values[param.name] = checked
        return Use(self.command.name, tuple((name, value) for name, value in values.items() if value))

    def _left_over(self, rest: str) -> Unclear:
        return Unclear(
            self.say(
                "{usage} takes no more than that; “{rest}” is left over.",
                usage=usage(self.command, prefix=self.prefix),
                rest=rest,
            )
        )

    def _param(self, rest: str, values: Iterable[str]) -> tuple[Param | None, bool, str]:
        """Which parameter comes next: the one that is named, else the first that was not given yet."""
        open_ones = self._open(values)
        found = _NAMED.match(rest)
        if found and (param := open_ones.get(found[1].casefold())):
            return param, True, rest[found.end() :]
        return next(iter(open_ones.values()), None), False, rest

    def _open(self, values: Iterable[str]) -> Mapping[str, Param]:
        """The parameters that were not given yet, by all their names."""
        given = set(values)
        params = [(at, param) for at, param in enumerate(self.command.params) if param.name not in given]
        own = {param.name: param for _, param in params}
        others = {
            other.params[at].name: param for _, other in self.command.translated for at, param in params
        }
        return own | {name: param for name, param in others.items() if name not in own}

    def _value(self, param: Param, rest: str, values: Iterable[str], *, named: bool) -> tuple[str, str]:
        """A word, or what stands in quotes; where blanks may be in it, the last one takes all that is left.

        One that is named takes all up to the next name, where there is one.
        """
        if quoted := _QUOTED.match(rest):
            if quoted[1] is None:
                return quoted[2], rest[quoted.end() :]
            return re.sub(r"\\(.)", r"\1", quoted[1]), rest[quoted.end() :]
        if param.kind in _OPEN_ENDED and not param.choices:
            end = self._next_named(param, rest, values)
            if self._has_the_rest(param, values) or (named and end < len(rest)):
                return rest[:end].strip(), rest[end:]
        word = _WORD.match(rest)
        return (word[0], rest[word.end() :]) if word else ("", rest)

    def _has_the_rest(self, param: Param, values: Iterable[str]) -> bool:
        """Whether what stands here is all the parameter's: what may follow is named by who wants it."""
        others = {one for one in self._open(values).values() if one is not param}
        optional = all(one.choices and not one.required for one in others)
        return param is self.command.params[-1] or optional

    def _next_named(self, param: Param, rest: str, values: Iterable[str]) -> int:
        """Where the words end because another parameter is named."""
        others = {name for name, one in self._open(values).items() if one is not param}
        found = re.finditer(rf"(?<=\s){_NAMED.pattern}", rest)
        return min((one.start() for one in found if one[1].casefold() in others), default=len(rest))

    def _checked(self, param: Param, value: str) -> str | Unclear:
        if not value:
            return value
        if param.choices:
            return self._chosen(param, value)
        if param.kind == "number" and not _is_number(value):
            return Unclear(self.say("“{param}” is a number in digits, such as 2.", param=param.name))
        return value

    def _chosen(self, param: Param, value: str) -> str | Unclear:
        """The value of the choice that is called so in any language."""
        at = self.command.params.index(param)
        languages = (param, *(other.params[at] for _, other in self.command.translated))
        said = [plain(self.say(choice.label)) for choice in param.choices]
        for number, choice in enumerate(param.choices):
            labels = (choice.value, said[number], *(one.choices[number].label for one in languages))
            if value.casefold() in (label.casefold() for label in labels):
                return choice.value
        return Unclear(self.say("“{param}” is one of: {choices}.", param=param.name, choices=", ".join(said)))


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[+-]?\d[\d.,' ]*", value) is not None
