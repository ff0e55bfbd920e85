"""The doctor of the terminal looks whether anything can still be printed."""

from collections.abc import Sequence

from adapters.terminal.screen import Screen
from bot.chat.adapter import Finding, Halted


def findings(screen: Screen) -> Sequence[Finding]:
    """One finding: the stream that is printed to."""
    try:
        screen.check()
    except Halted as gone:
        return (
            Finding(subject="terminal", well=False, text=f"{gone.why}.", remedy="Open another terminal."),
        )
    return (Finding(subject="terminal", well=True, text="The terminal can be written to."),)
