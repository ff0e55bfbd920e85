"""The routes of all features, and which of them an event takes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from bot.chat.command import Command
from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    Event,
    FormSubmitted,
    Noticed,
    PageOpened,
    TextReceived,
)
from bot.chat.token import Token
from bot.engine.asking import ASKED
from bot.engine.feature import CommandRoute, Feature, Handler, Heed, Intent, PageRoute, TokenRoute, Who

T = TypeVar("T")
Route = CommandRoute | TokenRoute | PageRoute | Intent


class Routes:
    """A lookup built once from the features. Raises ValueError where two claim the same word."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self._commands: dict[str, CommandRoute] = {}
        self._tokens: dict[str, TokenRoute] = {}
        self._pages: dict[str, PageRoute] = {}
        self._typed: dict[str, Intent] = {}
        self.intents = tuple(intent for feature in features for intent in feature.intents)
        """All that can be said by typing."""
        self.used = tuple(command for feature in features for command in feature.commands)
        """All that can be done by command."""
        self._heeds = tuple(heed for feature in features for heed in feature.heeds)
        for feature in features:
            for command in feature.commands:
                _claim(self._commands, command.command.name, command)
            for token in feature.tokens:
                _claim(self._tokens, token.word, token)
            for page in feature.pages:
                _claim(self._pages, page.word, page)
            if feature.typed is not None:
                _claim(self._typed, "", Intent(name="typed", says="", run=feature.typed, who=Who.ANYBODY))

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands, in words."""
        return tuple(_in_words(route) for route in self._commands.values())

    def find(self, event: Event) -> tuple[Route, Handler] | None:
        """The route of an event and the handler for it; None if no feature knows it."""
        match event:
            case CommandUsed(command=name):
                return self._of_command(name)
            case FormSubmitted(token=token) if token.feature == ASKED:
                return self._of_command(token.action)
            case ButtonPressed(token=token):
                route = self._tokens.get(token.feature)
                return None if route is None else (route, route.pressed)
            case FormSubmitted(token=token):
                route = self._tokens.get(token.feature)
                return None if route is None or route.filled is None else (route, route.filled)
            case PageOpened(path=path):
                return self._of_path(path)
            case TextReceived():
                typed = self._typed.get("")
                return None if typed is None else (typed, typed.run)
            case _:
                return None

    def heeding(self, event: Noticed) -> tuple[Heed, ...]:
        """What follows from something that was not done to the bot."""
        return tuple(heed for heed in self._heeds if isinstance(event, heed.event))

    def offers(self, event: ChoicesAsked) -> CommandRoute | None:
        """The route of the command of which somebody is typing a parameter."""
        return self._commands.get(event.command)

    def _of_path(self, path: str) -> tuple[Route, Handler] | None:
        """The page with this path; else it leads to what the button with this token does."""
        named = Token.of_path(path)
        if named is None:
            return None
        page, token = self._pages.get(named.feature), self._tokens.get(named.feature)
        if page is not None:
            return page, page.show
        return None if token is None else (token, token.pressed)

    def _of_command(self, name: str) -> tuple[Route, Handler] | None:
        command = self._commands.get(name)
        return None if command is None else (command, command.run)


def _claim(taken: dict[str, T], word: str, route: T) -> None:
    if word in taken:
        raise ValueError(f"two features answer {word!r}")
    taken[word] = route


def _in_words(route: CommandRoute) -> Command:
    """The command, with what is offered while its parameters are being typed."""
    offered = {route.creator, *(name for name, _ in route.offers)}
    params = tuple(replace(param, offered=param.name in offered) for param in route.command.params)
    return replace(route.command, params=params)
