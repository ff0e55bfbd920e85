"""A command in words only: its name, summary and parameters; who may use it stays in the core."""

from dataclasses import dataclass
from typing import Literal

from bot.chat import limits
from bot.chat.form import Choice

ParamKind = Literal["text", "long_text", "number", "person", "choice", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """One parameter of a command."""

    name: str
    summary: str
    kind: ParamKind = "text"
    required: bool = True
    choices: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        limits.within("parameter name", self.name, limits.COMMAND_NAME)
        limits.within("parameter summary", self.summary, limits.COMMAND_SUMMARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command of two or three words: "program pause"."""

    name: str
    summary: str
    params: tuple[Param, ...] = ()
    private: bool = True
    translated: tuple[tuple[str, "Command"], ...] = ()
    """The same command in other languages: its own name, summaries and parameters, by language."""

    def __post_init__(self) -> None:
        words = self.name.split(" ")
        if len(words) not in (2, 3):
            raise ValueError(f"a command has two or three words: {self.name!r}")
        for word in words:
            limits.within("command word", word, limits.COMMAND_NAME)
        limits.within("command summary", self.summary, limits.COMMAND_SUMMARY)
