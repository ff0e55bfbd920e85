"""`init` and `check`: from nothing to a configuration without a fault."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.cli.arguments import AsJson, ConfigFile
from bot.errors import FaultyInput

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder, made when it is not there.")]
Program = Annotated[
    Literal["change-makers", "empty"],
    typer.Option(help="The shipped programme with an example cohort, or the smallest that is valid."),
]


def init(folder: Folder, program: Program = "change-makers") -> None:
    """Write files to start from."""
    from bot.config.starter import Start
    from bot.config.starter import init as write

    written = write(folder, Start(program))
    for path in written:
        print(path)
    print(f"\nNext: edit them, then run: cohortbot check {written[0]}")


def check(config: ConfigFile, as_json: AsJson = False) -> None:
    """Name every fault of a configuration at once.

    The faults of its programmes and rosters as well; exit 1 when there are any.
    """
    from bot.app.checking import notes, summary
    from bot.config.load import load

    try:
        checked = load(config)
    except FaultyInput as faulty:
        if as_json:
            faults = [asdict(fault) for fault in faulty.faults]
            print(json.dumps({"faults": faults, "notes": []}, indent=2, ensure_ascii=False))
        else:
            count = len(faulty.faults)
            print(f"{faulty}\n\n{count} fault{'' if count == 1 else 's'}.")
        raise typer.Exit(faulty.exit_code) from None
    if as_json:
        told = [asdict(note) for note in notes(checked)]
        print(json.dumps({"faults": [], "notes": told}, indent=2, ensure_ascii=False))
        return
    for note in notes(checked):
        print(f"{note}  (a note)")
    print(summary(checked))
