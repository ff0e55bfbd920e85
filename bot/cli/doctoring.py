"""`doctor`, `invite` and `manifest`: whether all is as the bot needs it, and how it is let into a chat."""

import asyncio
from typing import TYPE_CHECKING, Annotated

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
    """Print the address that lets the bot into a server.

    With exactly what it needs there, and nothing more.
    """
    from bot.app.inviting import invitation_of
    from bot.config.load import load

    print(asyncio.run(invitation_of(load(config))))


def manifest_slack(
    config: ConfigFile,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where Slack calls the bot, for mode http.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the app is called; else cohortbot.")
    ] = None,
) -> None:
    """Print the manifest from which Slack makes the app.

    Paste it at api.slack.com/apps, as JSON.
    """
    from bot.app.manifesting import NAME, manifest_of
    from bot.config.load import load

    print(manifest_of(load(config), url=url, name=name or NAME))


def _spell(one: "Finding") -> str:
    said = f"{WELL if one.well else WRONG} {one.subject}: {one.text}"
    return f"{said}\n   {one.remedy}" if one.remedy else said
