"""Every command of `cohortbot`, in the order in which help lists them."""

from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli import (
    asking,
    chatting,
    doctoring,
    holding,
    keeping,
    people,
    previewing,
    running,
    simulating,
    starting,
)

SUMMARY = (
    "A Discord and Slack bot that carries a cohort of creators through a 26-week programme. "
    "Begin with: cohortbot init DIR"
)
COMMANDS: tuple[Callable[..., None], ...] = (
    simulating.demo,
    starting.init,
    starting.check,
    previewing.preview,
    simulating.simulate,
    running.run,
    doctoring.doctor,
    chatting.chat,
    asking.why,
    holding.hold,
    holding.release,
    holding.forget,
    keeping.migrate,
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"cohortbot {version('cohortbot')}")
        except PackageNotFoundError:
            print("cohortbot, run from its source")
        raise typer.Exit


def build() -> typer.Typer:
    """The command line, put together."""
    # Without rich's boxes: they would make `--help` three times as slow.
    app = typer.Typer(
        name="cohortbot",
        help=SUMMARY,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for command in COMMANDS:
        app.command()(command)
    roster = typer.Typer(name="roster", help="Bring people in from a CSV file, or write them to one.")
    roster.command("import")(people.import_roster)
    roster.command("export")(people.export_roster)
    app.add_typer(roster)
    invite = typer.Typer(name="invite", help="Print the address at which the bot is let in.")
    invite.command("discord")(doctoring.invite_discord)
    # Without it a group of one command would be that command.
    invite.callback()(lambda: None)
    app.add_typer(invite)
    manifest = typer.Typer(name="manifest", help="Print what a chat must be told of the app.")
    manifest.command("slack")(doctoring.manifest_slack)
    manifest.callback()(lambda: None)
    app.add_typer(manifest)
    app.command("export")(keeping.export_all)
    app.command("import")(keeping.import_all)
    app.callback()(cohortbot)
    return app


def cohortbot(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """What comes before any command."""
