"""`run` and `simulate`: the bot by the real clock, and by a simulated one."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.arguments import AsJson, ConfigFile

Weeks = Annotated[int | None, typer.Option(min=1, help="So many weeks only.", show_default="all")]
Creators = Annotated[
    int | None,
    typer.Option(
        min=1, help="So many creators; above the roster they are invented.", show_default="the roster"
    ),
]
Seed = Annotated[int, typer.Option(help="Another seed, other people.")]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help="Write what was shown into this folder.")]


def run(config: ConfigFile) -> None:
    """Run the bot until it is told to stop."""
    from bot.app.running import run as serve
    from bot.cli.stopping import log_to_stderr, until_stopped
    from bot.config.load import load

    checked = load(config)
    log_to_stderr()
    until_stopped(lambda stop: serve(checked, stop))


def simulate(
    config: ConfigFile,
    weeks: Weeks = None,
    creators: Creators = None,
    seed: Seed = 1,
    as_json: AsJson = False,
    out: Out = None,
) -> None:
    """Carry the cohort through its programme, on a throw-away database."""
    from bot.app.reporting import report, write_report
    from bot.app.simulating import simulate as carry
    from bot.cli.progress import bar
    from bot.cli.stopping import run_whole
    from bot.config.load import load

    checked = load(config)
    with bar("Simulating") as progress:
        done = run_whole(carry(checked, weeks=weeks, creators=creators, seed=seed, progress=progress))
    if out is not None:
        write_report(done, out)
    print(json.dumps(done.figures(), indent=2) if as_json else report(done))
