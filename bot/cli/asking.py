"""`why`: what became of every message that a person was meant to get."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.arguments import ConfigFile

if TYPE_CHECKING:
    from bot.features.why import Told, Why

Person = Annotated[str, typer.Argument(metavar="PERSON", help="As the roster has them.", show_default=False)]


def why(config: ConfigFile, person: Person) -> None:
    """Say why each message was or was not sent."""
    from bot.app.asking import why_of
    from bot.config.load import load

    print("\n\n".join(_spell(answer) for answer in why_of(load(config), person)))


def _spell(answer: "Why") -> str:
    parts = ["\n".join(answer.standing)]
    parts += _section("So far", answer.steps)
    parts += _section("Other messages", answer.others)
    if answer.ahead:
        parts.append("\n".join(("Next", *(f"  {line}" for line in answer.ahead))))
    return "\n\n".join(parts)


def _section(title: str, told: Sequence["Told"]) -> list[str]:
    if not told:
        return []
    return [title, *("\n".join((f"  {one.title}", *(f"    {line}" for line in one.lines))) for one in told)]
