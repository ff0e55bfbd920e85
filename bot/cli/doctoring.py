"""`doctor` and `invite`: whether everything is as the bot needs it, and how it gets into a server."""

import asyncio
from typing import TYPE_CHECKING

import typer

from bot.cli.arguments import ConfigFile
from bot.errors import CohortbotError

if TYPE_CHECKING:
    from bot.chat.adapter import Finding

WELL, WRONG = "ok", "!!"


def doctor(config: ConfigFile) -> None:
    """Look at everything that can keep the bot from working.

    One line a finding, and what to do about it below; exit 3 unless all is well.
    """
    from bot.app.doctoring import findings
    from bot.config.load import load
    from bot.engine.clock import SystemClock

    found = asyncio.run(findings(load(config), SystemClock().now()))
    for one in found:
        print(_spell(one))
    if not all(one.well for one in found):
        raise typer.Exit(CohortbotError.exit_code)


def invite_discord(config: ConfigFile) -> None:
    """Print the address at which the bot is let into a Discord server, with exactly what it needs there."""
    from bot.app.inviting import invitation_of
    from bot.config.load import load

    print(asyncio.run(invitation_of(load(config))))


def _spell(one: "Finding") -> str:
    said = f"{WELL if one.well else WRONG} {one.subject}: {one.text}"
    return f"{said}\n   {one.remedy}" if one.remedy else said
