"""The doctor of the memory chat looks whether the world answers, and whether the core kept to its rules."""

from collections.abc import Sequence

from adapters.memory.peer import AnyWorld
from bot.chat.adapter import Ambiguous, Finding
from bot.chat.place import Platform


async def findings(world: AnyWorld, platform: Platform) -> Sequence[Finding]:
    """One finding a thing: connection, lane, commands, breaches."""
    try:
        halted = await world.halted(platform)
        commands = await world.commands(platform)
        breaches = await world.breaches()
    except Ambiguous as gone:
        return (Finding(subject="connection", well=False, text=str(gone), remedy="Start the world again."),)
    return (
        Finding(subject="connection", well=True, text="The world answers."),
        Finding(
            subject="lane",
            well=halted is None,
            text=f"The lane is stopped: {halted}." if halted else "The lane is free.",
            remedy="Lift the halt." if halted else "",
        ),
        Finding(
            subject="commands",
            well=bool(commands),
            text=f"{len(commands)} commands are declared.",
            remedy="" if commands else "Start the bot: it declares its commands when it connects.",
        ),
        Finding(
            subject="rules",
            well=not breaches,
            text=f"The core broke {len(breaches)} rules: {'; '.join(breaches)}"
            if breaches
            else "Every call kept to the rules.",
            remedy="Mend the core: no platform would have taken these." if breaches else "",
        ),
    )
