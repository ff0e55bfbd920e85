"""Telling a demonstration: the summary, the moments of one conversation, and where the rest is."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.app.conversation import Turn, Voice
from bot.app.demo import Demonstration, Told
from bot.app.transcript import day_of, in_short, moments, speaker
from bot.cli.pages import console, put, show_page

INDENT = 6


def tell(made: Demonstration, files: Sequence[Path]) -> None:
    """Print it all."""
    show_page(made.page)
    to = console()
    if made.told is not None:
        _conversation(to, made.told)
    put(to, "", "Written:", *(f"  {file}" for file in files))


def _conversation(to: Console, told: Told) -> None:
    person = told.player.person
    put(
        to,
        "",
        Text(f"{person.name} and the bot", style="bold"),
        f"Moments of one conversation, by the clock of {person.zone}; all of it is in transcript.md.",
    )
    for number, stretch in enumerate(moments(told.turns)):
        if number:
            put(to, "", Text("⋮", style="dim"))
        day = ""
        for turn in stretch:
            put(to, "")
            if (today := day_of(turn)) != day:
                put(to, Text(today, style="underline"), "")
                day = today
            _turn(to, told, turn)


def _turn(to: Console, told: Told, turn: Turn) -> None:
    who = Text(speaker(turn, told.player), style="cyan" if turn.voice is Voice.CREATOR else "bold")
    put(to, Text.assemble(f"{turn.at:%H:%M} ", who), Padding(Text(in_short(turn)), (0, 0, 0, INDENT)))
    if turn.buttons:
        put(to, Padding(Text("  ".join(f"[ {label} ]" for label in turn.buttons)), (0, 0, 0, INDENT)))
