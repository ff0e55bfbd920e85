"""An event that discord.py can't read is left out, where the library would end the connection."""

import logging
from collections.abc import Callable
from typing import Any

import discord

log = logging.getLogger(__name__)

BEGINNING = "READY"
"""Without what is told first there is no session: that it can't be read ends the connection."""
MISSHAPEN = (LookupError, TypeError, ValueError, AttributeError)
"""What the library raises where something is missing, or of another kind than it was."""

Read = Callable[[Any], None]


def leave_out_unreadable(client: discord.Client) -> None:
    """Have the library go on after an event that it can't read; the log has its name, and no word of it.

    Discord changes what it tells while bots run. Each connection that ends so is one of a day's thousand.
    """
    parsers = client._connection.parsers
    for name, read in parsers.items():
        if name != BEGINNING:
            parsers[name] = _leaving_out(name, read)


def _leaving_out(name: str, read: Read) -> Read:
    def heard(data: Any) -> None:
        try:
            read(data)
        except MISSHAPEN as error:
            log.error("a %s of Discord can't be read, and is left out (%s)", name, type(error).__name__)

    return heard
