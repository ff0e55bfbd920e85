"""Naming: every command as it reads in each language, for chats that show commands in their reader's own."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.engine.wording import CATALOGUES, ENGLISH, installed, name_in, template_in

COMMAND, PARAMETER = "command", "parameter"
"""The contexts under which the catalogues keep the words of commands, and the names of parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The commands in one language, and what of its catalogue can't stand there: that reads in English."""

    commands: tuple[Command, ...]
    unfit: tuple[str, ...]


@lru_cache
def in_every_language(commands: tuple[Command, ...], folder: Path = CATALOGUES) -> tuple[Command, ...]:
    """The commands, each with itself in every language that has a catalogue."""
    languages = [language for language in installed(folder) if language != ENGLISH]
    readings = [read_in(language, commands, folder).commands for language in languages]
    return tuple(
        replace(command, translated=tuple(zip(languages, others, strict=True)))
        for command, *others in zip(commands, *readings, strict=True)
    )


def read_in(language: str, commands: Sequence[Command], folder: Path = CATALOGUES) -> Reading:
    """The commands in one language. A bad translation is left out: it must not keep a bot from starting."""
    unfit: list[str] = []

    def text(template: str, limit: int) -> str:
        told = template_in(language, template, folder)
        return told if _fits(unfit, limits.within, repr(template), told, limit) else template

    def called(kind: str, groups: Mapping[str, Collection[str]]) -> dict[str, str]:
        names: dict[str, str] = {}
        for name in dict.fromkeys(name for group in groups.values() for name in group):
            other = name_in(language, kind, name, folder)
            names[name] = other if _fits(unfit, limits.named, f"{kind} {name!r}", other) else name
        return _apart(kind, groups, names, unfit)

    words = called(COMMAND, _siblings(commands))
    params = called(PARAMETER, {f"/{one.name}": [param.name for param in one.params] for one in commands})
    read = tuple(_read(command, words, params, text) for command in commands)
    return Reading(commands=read, unfit=tuple(dict.fromkeys(unfit)))


def _read(
    command: Command, words: Mapping[str, str], names: Mapping[str, str], text: Callable[[str, int], str]
) -> Command:
    def choice(one: Choice) -> Choice:
        return replace(one, label=text(one.label, limits.CHOICE_LABEL))

    def param(one: Param) -> Param:
        summary = text(one.summary, limits.COMMAND_SUMMARY)
        return replace(one, name=names[one.name], summary=summary, choices=tuple(map(choice, one.choices)))

    return replace(
        command,
        name=" ".join(words[word] for word in command.name.split(" ")),
        summary=text(command.summary, limits.COMMAND_SUMMARY),
        params=tuple(map(param, command.params)),
        translated=(),
    )


def _siblings(commands: Iterable[Command]) -> dict[str, list[str]]:
    """The words that stand side by side: the groups, and after each group its commands."""
    found: dict[str, list[str]] = {}
    for command in commands:
        words = command.name.split(" ")
        for number, word in enumerate(words):
            beside = found.setdefault("/" + " ".join(words[:number]), [])
            if word not in beside:
                beside.append(word)
    return found


def _apart(
    kind: str, groups: Mapping[str, Collection[str]], names: dict[str, str], unfit: list[str]
) -> dict[str, str]:
    """The names without those that two of one group would share: such are English again.

    That may take a name that somebody else has, so it is looked at until nobody shares any.
    """
    for title, group in groups.items():
        taken: dict[str, list[str]] = {}
        for name in group:
            taken.setdefault(names[name], []).append(name)
        for other, shared in taken.items():
            if len(shared) > 1:
                who = " and ".join(map(repr, shared))
                unfit.append(f"{kind} {who} of {title} are both called {other!r}")
                return _apart(kind, groups, names | {name: name for name in shared}, unfit)
    return names


def _fits(unfit: list[str], check: Callable[..., None], *what: object) -> bool:
    try:
        check(*what)
    except ValueError as wrong:
        unfit.append(str(wrong))
        return False
    return True
