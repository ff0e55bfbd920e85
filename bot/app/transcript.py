"""The transcript: a creator's conversation to read, whole or in the moments that show how it goes."""

from collections.abc import Iterator, Sequence

from adapters.memory.outbound import readable
from bot.app.conversation import Turn, Voice
from bot.preview.days import MONTHS, WEEKDAYS
from schedules.verdict import Player

FIRST = 19
"""Turns from the start: the invitation, joining, and most of the first week."""
FROM_A_COMMAND = 4
COMMANDS = 2
LAST = 4
SHORT = 460
"""Letters of a message that are shown whole among the moments."""


def transcript(player: Player, title: str, turns: Sequence[Turn]) -> str:
    """The whole conversation as Markdown."""
    name, zone = player.person.name, player.person.zone
    lines = [
        f"# {name} and the bot",
        "",
        f"{title}, as a simulation played it. Times are those of {name}'s own clock, at first in {zone}.",
    ]
    day = ""
    for turn in turns:
        if (today := day_of(turn)) != day:
            lines += ["", f"## {today}"]
            day = today
        lines += ["", f"**{turn.at:%H:%M} {speaker(turn, player)}**", "", *_quoted(turn)]
    return "\n".join(lines) + "\n"


def moments(turns: Sequence[Turn]) -> tuple[tuple[Turn, ...], ...]:
    """The stretches to read first: the beginning, what follows the first commands, and the end."""
    commands = [index for index, turn in enumerate(turns) if _is_command(turn)][:COMMANDS]
    wanted = {
        *range(FIRST),
        *(index for command in commands for index in range(command, command + FROM_A_COMMAND)),
        *range(len(turns) - LAST, len(turns)),
    }
    stretches: list[list[Turn]] = []
    for index, turn in enumerate(turns):
        # An exchange within a minute is never cut in two.
        goes_on = bool(stretches) and stretches[-1][-1] is turns[index - 1] and turns[index - 1].at == turn.at
        if index in wanted or goes_on:
            if not stretches or stretches[-1][-1] is not turns[index - 1]:
                stretches.append([])
            stretches[-1].append(turn)
    return tuple(map(tuple, stretches))


def day_of(turn: Turn) -> str:
    """The day, as "Monday 11 January 2027"."""
    return f"{WEEKDAYS[turn.at.weekday()]} {turn.at.day} {MONTHS[turn.at.month - 1]} {turn.at.year}"


def speaker(turn: Turn, player: Player) -> str:
    """Who is speaking."""
    return player.person.name if turn.voice is Voice.CREATOR else "cohortbot"


def in_short(turn: Turn) -> str:
    """The words without their Markdown; of a long message the first line and the first paragraph."""
    words = turn.words if turn.voice is not Voice.BOT else readable(turn.words)
    words = words.replace("**", "")
    if len(words) <= SHORT:
        return words
    pieces = words.split("\n\n")
    kept = [piece for piece in pieces if not piece.startswith("#")][:2]
    return "\n".join(kept if len(kept) == len(pieces) else (*kept, "[…]"))


def _is_command(turn: Turn) -> bool:
    return turn.voice is Voice.CREATOR and turn.words.startswith("/")


def _quoted(turn: Turn) -> Iterator[str]:
    for line in turn.words.splitlines():
        # A lesson's own headings would stand above those of the days.
        words = f"**{line.lstrip('# ')}**" if line.startswith("#") else line
        # Two spaces keep the line from flowing into the next one.
        yield f"> {words}  " if words else ">"
    if turn.buttons:
        yield ">"
        yield "> " + " ".join(f"`[ {label} ]`" for label in turn.buttons)
