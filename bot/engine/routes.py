"""The routes of all features, and which of them an event takes."""

from collections.abc import Sequence
from typing import TypeVar

from bot.chat.command import Command
from bot.chat.event import ButtonPressed, CommandUsed, Event, FormSubmitted
from bot.engine.feature import CommandRoute, Feature, Handler, TokenRoute

T = TypeVar("T")
Route = CommandRoute | TokenRoute


class Routes:
    """A lookup built once from the features. Raises ValueError where two claim the same word."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self._commands: dict[str, CommandRoute] = {}
        self._tokens: dict[str, TokenRoute] = {}
        for feature in features:
            for command in feature.commands:
                _claim(self._commands, command.command.name, command)
            for token in feature.tokens:
                _claim(self._tokens, token.word, token)

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands, in words."""
        return tuple(route.command for route in self._commands.values())

    def find(self, event: Event) -> tuple[Route, Handler] | None:
        """The route of an event and the handler for it; None if no feature knows it."""
        match event:
            case CommandUsed(command=name):
                command = self._commands.get(name)
                return None if command is None else (command, command.run)
            case ButtonPressed(token=token):
                route = self._tokens.get(token.feature)
                return None if route is None else (route, route.pressed)
            case FormSubmitted(token=token):
                route = self._tokens.get(token.feature)
                return None if route is None or route.filled is None else (route, route.filled)
            case _:
                return None


def _claim(taken: dict[str, T], word: str, route: T) -> None:
    if word in taken:
        raise ValueError(f"two features answer {word!r}")
    taken[word] = route
