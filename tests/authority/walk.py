"""A walk: whoever may, uses everything, and then presses, fills and opens whatever that shows."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.chat import limits
from bot.chat.event import ButtonPressed, CommandUsed, Event, FormSubmitted, PageOpened
from bot.chat.form import Field, Form
from bot.chat.message import Message
from bot.chat.page import FiguresSection, Page, PictureSection, TableSection
from bot.chat.reply import Ask, Replace, Reply, Say, Show
from bot.chat.token import Token
from bot.engine.feature import CommandRoute, PageRoute, TokenRoute
from bot.features import ALL
from tests.authority.cast import FITTING, Actor
from tests.authority.stage import SORRY, Stage
from tests.authority.things import Things
from tests.authority.tries import USUAL, happening, usual

STEPS = 60
"""So far one walk goes."""
GONE = ("You are no longer in this programme", "I don't know this account yet")
"""What those hear who left, or had themselves erased, earlier on a walk."""
LONG, SIGNS = "x" * 10_000, "\u202e@everyone **\x00** =1+1"
Route = CommandRoute | TokenRoute | PageRoute


async def wrong_on_walks(route: Route, stage: Stage, things: Things) -> list[str]:
    """What goes wrong on the walks that begin with this route."""
    actor = FITTING[route.who]
    wrong: list[str] = []
    for start in _starts(route, actor, things):
        with stage.store.rehearse():
            wrong += await _walk(stage, actor, start)
    return wrong


async def _walk(stage: Stage, actor: Actor, start: Event) -> list[str]:
    ahead, seen, wrong = [start], {described(start)}, list[str]()
    while ahead and len(seen) < STEPS:
        event = replace(ahead.pop(0), id=stage.number())
        outcome = await stage.goes_on(event)
        refused = outcome.refused and not outcome.said.startswith(GONE)
        if SORRY in outcome.said or refused or outcome.breach:
            wrong.append(f"{described(event)}: {outcome.said} {outcome.breach}")
        for one in _leads_to(outcome.reply, actor):
            if described(one) not in seen:
                seen.add(described(one))
                ahead.append(one)
    return wrong


def every_route() -> Iterator[tuple[str, Route]]:
    """All that a walk can begin with."""
    for feature in ALL:
        yield from ((f"/{one.command.name}", one) for one in feature.commands)
        yield from ((f"token {one.word}", one) for one in feature.tokens)
        yield from ((f"page {one.word}", one) for one in feature.pages)


def described(event: Event) -> str:
    """An event for whoever looks for what went wrong."""
    match event:
        case CommandUsed(command=command, values=values):
            return f"/{command} {dict(values)}"
        case ButtonPressed(token=token):
            return f"press {token}"
        case FormSubmitted(token=token, values=values):
            return f"fill {token} {[(name, value[:40]) for name, value in values]}"
        case PageOpened(path=path):
            return f"open {path}"
        case _:
            return str(event)


def _starts(route: Route, actor: Actor, things: Things) -> Iterator[Event]:
    common = happening(actor, "")
    match route:
        case CommandRoute(command=command, creator=creator):
            values = usual(command, creator, Actor.ANA.value)
            yield CommandUsed(**common, command=command.name, values=values)
            yield CommandUsed(**common, command=command.name)
        case TokenRoute(word=word):
            key = things[f"token {word}", Actor.ANA].key
            for action in _actions(route):
                yield ButtonPressed(**common, token=Token(word, key, action))
        case PageRoute(word=word, about=None):
            yield PageOpened(**common, path=word)
        case PageRoute(word=word):
            yield PageOpened(**common, path=f"{word}/{things[f'page {word}', Actor.ANA].key}")


def _actions(route: TokenRoute) -> list[str]:
    """Every word that the module of the handler knows, and some that it doesn't."""
    module = vars(sys.modules[route.pressed.__module__])
    known = {value for name, value in module.items() if isinstance(value, str) and name[:2] != "__"}
    fitting = {value for value in known if 0 < len(value) < limits.TOKEN_CHARACTERS - 40}
    return sorted({*fitting, "", "x", "-", "0", "1", "2026-10-30", "a/b"})


def _leads_to(reply: Reply | None, actor: Actor) -> Iterator[Event]:
    common = happening(actor, "")
    match reply:
        case Say(message=message) | Replace(message=message):
            yield from _pressed(message, common)
        case Ask(form=form):
            yield from _filled(form, common)
        case Show(page=page):
            yield from (PageOpened(**common, path=path) for path in _paths(page))
        case _:
            return


def _pressed(message: Message, common: dict[str, Any]) -> Iterator[Event]:
    yield from (ButtonPressed(**common, token=button.token) for button in message.buttons)


def _filled(form: Form, common: dict[str, Any]) -> Iterator[Event]:
    """As it should be, as it was prefilled, and as it should not be."""
    fitting = tuple((field.key, _fitting(field)) for field in form.fields)
    yield FormSubmitted(**common, token=form.token, values=())
    yield FormSubmitted(
        **common, token=form.token, values=tuple((field.key, field.value) for field in form.fields)
    )
    for words in (LONG, SIGNS):
        for name, _ in fitting:
            values = tuple((key, words if key == name else value) for key, value in fitting)
            yield FormSubmitted(**common, token=form.token, values=values)
    yield FormSubmitted(**common, token=form.token, values=fitting)


def _fitting(field: Field) -> str:
    return field.choices[0].value if field.choices else USUAL[field.kind]


def _paths(page: Page) -> Iterator[str]:
    for section in page.sections:
        match section:
            case FiguresSection(figures=figures):
                yield from (figure.path for figure in figures if figure.path is not None)
            case TableSection(path=path, paths=paths):
                yield from filter(None, (*paths, path))
            case PictureSection(picture=picture):
                yield from filter(None, (*picture.row_paths, *picture.column_paths))
            case _:
                pass
