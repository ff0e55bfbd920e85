"""`demo` and `simulate`: a whole cohort carried through its programme, without a chat."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.arguments import AsJson, CohortOption, ConfigFile

if TYPE_CHECKING:
    from bot.app.demo import Demonstration
    from bot.config.setup import Checked

Weeks = Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the first weeks.")]
Creators = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="So many creators; invented ones above the roster's.")
]
Seed = Annotated[int, typer.Option(metavar="S", help="Another seed plays people who behave differently.")]
Out = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Write summary, picture, calendar and transcript to this folder."),
]
Summary = Annotated[bool, typer.Option("--summary", help="Carry it through and print how it went.")]
DOING = "Carrying the cohort through its programme"
DEMO_FOLDER = Path("cohortbot-demo")


def demo(
    summary: Summary = False,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where its files go.")] = DEMO_FOLDER,
    seed: Seed = 1,
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, max=65535, help="Serve at this port; else at 8080 or the next."),
    ] = None,
    creators: Annotated[int | None, typer.Option(metavar="N", min=1, hidden=True)] = None,
) -> None:
    """Meet the example cohort in your browser, until Ctrl-C.

    On a throw-away database, with people who are played and time that you move; it needs no configuration
    and no token. With --summary, or where nobody is at a terminal, it is carried through its 26 weeks and
    printed.
    """
    from bot.app.demo import example
    from bot.cli.telling import tell

    if not summary and (port is not None or sys.stdout.isatty()):
        _serve(port, creators, seed)
        return
    made, files = _carry(example(), out=out, seed=seed)
    tell(made, files)


def simulate(
    config: ConfigFile,
    weeks: Weeks = None,
    creators: Creators = None,
    seed: Seed = 1,
    as_json: AsJson = False,
    out: Out = None,
    cohort: CohortOption = None,
) -> None:
    """Carry a cohort of your own through its programme.

    On a throw-away database, never the configured one, and without a chat.
    """
    from bot.config.load import load

    checked = load(config)
    if as_json and out is None:
        figures = _figures(checked, weeks=weeks, creators=creators, seed=seed, cohort=cohort)
        print(json.dumps(figures, indent=2))
        return
    made, files = _carry(checked, weeks=weeks, creators=creators, seed=seed, out=out, cohort=cohort)
    if as_json:
        print(json.dumps(made.run.figures(), indent=2))
        return
    from bot.cli.pages import show_page

    show_page(made.page)
    for file in files:
        print(file)


def _serve(port: int | None, creators: int | None, seed: int) -> None:
    """Serve the playground until it is told to stop."""
    from bot.app.demo import kept_example
    from bot.app.serving_demo import serve_demo
    from bot.cli.stopping import until_stopped

    def ready(address: str) -> None:
        print(f"Open {address} in your browser; Ctrl-C ends it.", flush=True)
        folder = checked.path.parent / "program"
        print(f"Edit {folder}, and see it at {address}/programme.", flush=True)

    print("Bringing a cohort to its first day ...", flush=True)
    with kept_example() as checked:
        until_stopped(
            lambda stop: serve_demo(checked, stop, port=port, creators=creators, seed=seed, ready=ready)
        )


def _figures(
    checked: "Checked", *, weeks: int | None, creators: int | None, seed: int, cohort: str | None
) -> dict[str, int | float]:
    """The numbers alone, without what it takes to tell a story."""
    from bot.app.simulating import simulate as carry
    from bot.cli.progress import bar
    from bot.cli.stopping import run_whole

    with bar(DOING) as progress:
        work = carry(checked, weeks=weeks, creators=creators, seed=seed, cohort=cohort, progress=progress)
        return run_whole(work).figures()


def _carry(
    checked: "Checked",
    *,
    out: Path | None,
    seed: int,
    weeks: int | None = None,
    creators: int | None = None,
    cohort: str | None = None,
) -> tuple["Demonstration", tuple[Path, ...]]:
    from bot.app.demo import demonstrate, keep, make_folder
    from bot.cli.progress import bar
    from bot.cli.stopping import run_whole
    from bot.pictures.drawing import Drawing

    if out is not None:
        # Before the work, not after it.
        make_folder(out)

    async def work() -> tuple["Demonstration", tuple[Path, ...]]:
        with bar(DOING) as progress:
            made = await demonstrate(
                checked, weeks=weeks, creators=creators, seed=seed, cohort=cohort, progress=progress
            )
        if out is None:
            return made, ()
        drawing = Drawing()
        try:
            return made, await keep(made, out, drawing)
        finally:
            drawing.close()

    return run_whole(work())
