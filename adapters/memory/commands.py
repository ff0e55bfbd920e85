"""The declared commands become what the world's people can use."""

from collections.abc import Sequence

from adapters.memory.faults import Breach
from bot.chat import limits
from bot.chat.command import Command


def declared(commands: Sequence[Command]) -> tuple[str, ...]:
    """Their names. Raises Breach for two of one name, and for more in a group than a platform takes."""
    names = tuple(command.name for command in commands)
    if len(set(names)) != len(names):
        raise Breach(f"each command is declared once: {names}")
    groups = [tuple(name.split(" ")[:-1]) for name in names]
    for group in set(groups):
        if groups.count(group) > limits.COMMANDS_IN_GROUP:
            raise Breach(f"a group has at most {limits.COMMANDS_IN_GROUP} commands: {' '.join(group)}")
    return names
