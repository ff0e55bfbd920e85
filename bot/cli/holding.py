"""`hold`, `release` and `forget`: the guard, from the command line."""

from typing import Annotated

import typer

from bot.cli.arguments import ConfigFile

Cohort = Annotated[str, typer.Argument(metavar="COHORT", help="The cohort's name.", show_default=False)]
Reason = Annotated[str, typer.Option(help="Why, for whoever asks later.", show_default=False)]


def hold(config: ConfigFile, cohort: Cohort, reason: Reason) -> None:
    """Stop a cohort: nothing is planned or sent."""
    from bot.app import holding
    from bot.app.naming import cohort_named
    from bot.config.load import load

    checked = load(config)
    if not reason.strip():
        raise typer.BadParameter("it is blank.", param_hint="--reason")
    print(holding.hold(checked, cohort_named(checked, cohort), " ".join(reason.split())))


def release(config: ConfigFile, cohort: Cohort) -> None:
    """Let a held cohort go on; what is late is caught up with."""
    from bot.app import holding
    from bot.app.naming import cohort_named
    from bot.config.load import load

    checked = load(config)
    print(holding.release(checked, cohort_named(checked, cohort)))


def forget(config: ConfigFile, cohort: Cohort) -> None:
    """Let a held cohort go on without what has passed in the meantime."""
    from bot.app import holding
    from bot.app.naming import cohort_named
    from bot.config.load import load

    checked = load(config)
    print(holding.forget(checked, cohort_named(checked, cohort)))
