"""A command in words only: its name, summary and parameters; who may use it stays in the core."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.chat import limits
from bot.chat.form import Choice

ParamKind = Literal["text", "long_text", "number", "person", "choice", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """One parameter of a command; `offered`: values are offered while it is being typed."""

    name: str
    summary: str
    kind: ParamKind = "text"
    required: bool = True
    choices: tuple[Choice, ...] = ()
    offered: bool = False

    def __post_init__(self) -> None:
        limits.named("a parameter's name", self.name)
        limits.within("parameter summary", self.summary, limits.COMMAND_SUMMARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command of two or three words: "program pause".

    `translated` are pairs of a language and the same command as it reads there, for chats that show
    commands in their readers' languages. What comes back is always the English name.
    """

    name: str
    summary: str
    params: tuple[Param, ...] = ()
    private: bool = True
    translated: tuple[tuple[str, "Command"], ...] = ()
    called: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """Its names in all languages; the first word of each may stay English."""

    def __post_init__(self) -> None:
        limits.named_in_full(self.name)
        limits.within("command summary", self.summary, limits.COMMAND_SUMMARY)
        _once(f"two parameters of /{self.name}", [param.name for param in self.params])
        _once(f"two translations of /{self.name}", [language for language, _ in self.translated])
        called, group = [self.name], self.name.split(" ")[0]
        for _, other in self.translated:
            called += [other.name, " ".join((group, *other.name.split(" ")[1:]))]
        object.__setattr__(self, "called", tuple(dict.fromkeys(called)))
        for language, other in self.translated:
            if other.translated or _shape(other) != _shape(self):
                raise ValueError(f"/{self.name} is another command in {language}: /{other.name}")


def _once(what: str, names: Sequence[str]) -> None:
    twice = sorted(name for name, times in Counter(names).items() if times > 1)
    if twice:
        raise ValueError(f"{what} are called {twice[0]!r}")


def _shape(command: Command) -> tuple[object, ...]:
    """What no translation changes."""
    params = tuple(
        (param.kind, param.required, tuple(choice.value for choice in param.choices))
        for param in command.params
    )
    return len(command.name.split(" ")), command.private, params
