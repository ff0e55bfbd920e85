"""Tries: each way in which each route of the bot can be used."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.command import Command, Param
from bot.chat.event import (
    ButtonPressed,
    ChoicesAsked,
    CommandUsed,
    Event,
    FormSubmitted,
    PageOpened,
    TextReceived,
)
from bot.chat.place import Place
from bot.chat.token import Token
from bot.engine.asking import ASKED
from bot.engine.feature import CommandRoute, Intent, PageRoute, TokenRoute, Who
from bot.features import ALL
from tests.authority.cast import NOW, Actor

Values = tuple[tuple[str, str], ...]
USUAL: Mapping[str, str] = {
    "text": "Something",
    "long_text": "Something longer",
    "number": "5",
    "date": "2026-10-30",
    "link": "https://example.org/garden",
    "person": Actor.STAND_IN.value,
}
"""What is given for a parameter or a field of each kind."""

CREATOR = "creator"
"""What a command names that is about a creator."""

Does = Callable[[Actor, str, str], Event]
"""The event of a try: by whom, about what (a key, or a name; perhaps empty), and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One way to use one route. `names` says what it names: nothing, a creator by name, or a thing by key."""

    title: str
    who: Who
    does: Does
    names: str = ""
    reads: bool = False
    """Whether it leaves everything as it is when it is allowed."""
    intent: Intent | None = None
    """What is meant by what they typed."""
    asks: bool = False
    """Whether those who may are asked for what is missing."""


def happening(actor: Actor, id: str) -> dict[str, Any]:
    """What all events of somebody have, in their own conversation."""
    return {"id": id, "at": NOW, "account": actor.account, "place": Place(at=actor.account)}


def every_try() -> Iterator[Try]:
    """All of them; a feature that is added is tried without being named here."""
    for feature in ALL:
        for command in feature.commands:
            yield from _of_command(command)
        for token in feature.tokens:
            yield from _of_token(token)
        for page in feature.pages:
            yield _of_page(page)
        for intent in feature.intents:
            yield Try(title=f"typed {intent.name}", who=intent.who, does=_typed, intent=intent)


def usual(command: Command, creator: str | None, name: str) -> Values:
    """All parameters of a command with fitting values."""
    return tuple((one.name, name if one.name == creator else _usual(one)) for one in command.params)


def _usual(param: Param) -> str:
    return param.choices[0].value if param.choices else USUAL[param.kind]


def _of_command(route: CommandRoute) -> Iterator[Try]:
    command, creator = route.command, route.creator
    title, names = f"/{command.name}", CREATOR if creator else ""

    def used(actor: Actor, about: str, id: str) -> Event:
        values = usual(command, creator, about)
        return CommandUsed(**happening(actor, id), command=command.name, values=values)

    def filled(actor: Actor, about: str, id: str) -> Event:
        token = Token(ASKED, "command", command.name)
        return FormSubmitted(**happening(actor, id), token=token, values=usual(command, creator, about))

    yield Try(title=title, who=route.who, does=used, names=names, reads=route.reads)
    yield Try(title=f"{title}, by form", who=route.who, does=filled, names=names)
    if any(param.required for param in command.params):
        yield Try(title=f"{title}, of which nothing is given", who=route.who, does=bare(command), asks=True)
    offered = {name for name, _ in route.offers} | ({creator} if creator else set())
    for param in sorted(offered):
        yield Try(title=f"{title} {param}: ...", who=route.who, does=_typing(command, param), reads=True)


def bare(command: Command) -> Does:
    """The command with nothing given."""
    return lambda actor, _about, id: CommandUsed(**happening(actor, id), command=command.name)


def _typing(command: Command, param: str) -> Does:
    return lambda actor, _about, id: ChoicesAsked(
        **happening(actor, id), command=command.name, param=param, typed=""
    )


def _of_token(route: TokenRoute) -> Iterator[Try]:
    name = f"token {route.word}"
    yield Try(title=f"button {route.word}", who=route.who, does=pressing(route.word), names=name)
    if route.filled is not None:
        yield Try(title=f"form {route.word}", who=route.who, does=_filling(route.word), names=name)


def pressing(word: str, action: str = "") -> Does:
    """A press of a button with this word."""
    return lambda actor, about, id: ButtonPressed(
        **happening(actor, id), token=Token(word, about or "-", action)
    )


def _filling(word: str) -> Does:
    return lambda actor, about, id: FormSubmitted(
        **happening(actor, id), token=Token(word, about or "-"), values=()
    )


def _typed(actor: Actor, _about: str, id: str) -> Event:
    return TextReceived(**happening(actor, id), text="whatever it was")


def _of_page(route: PageRoute) -> Try:
    def opened(actor: Actor, about: str, id: str) -> Event:
        path = f"{route.word}/{about}" if route.about is not None else route.word
        return PageOpened(**happening(actor, id), path=path)

    names = f"page {route.word}" if route.about is not None else ""
    return Try(title=f"page {route.word}", who=route.who, does=opened, names=names, reads=True)
