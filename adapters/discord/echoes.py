"""Echoes: each message that the bot sends comes back to it, and is not made anything of."""

from typing import Any

import discord

WRITTEN = "MESSAGE_CREATE"
"""Discord, Gateway Events: what tells of a new message."""


def leave_alone(client: discord.Client) -> None:
    """Have the library hand on what others write only.

    It would set out each message with all its parts, which takes longer than telling whose it is.
    """
    parsers = client._connection.parsers
    set_out = parsers[WRITTEN]

    def heard(data: dict[str, Any]) -> None:
        own = client.user
        if own is None or data["author"]["id"] != str(own.id):
            set_out(data)

    parsers[WRITTEN] = heard
